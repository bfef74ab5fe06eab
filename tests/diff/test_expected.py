"""The expected changes between neighbouring revisions are complete, and all of them are real."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support import openapi
from tests.support.facts import Fact, facts, member_name

REVISIONS = ("2024-02-18", "2024-04-22", "2024-10-17", "2026-02-17", "2026-08-21")
PAIRS = [f"{old}..{new}" for old, new in pairwise(REVISIONS)]
SCHEMAS = "#/components/schemas/"
DIRECTIONS = {"request", "response", "both", "event", "operation", "document"}


class Pair:
    """The two documents, the list, and the facts in which the documents differ."""

    def __init__(self, root: Path, name: str) -> None:
        self.list = openapi.read(root / "tests" / "diff" / "expected" / f"{name}.yaml")
        assert name == f"{self.list['old']}..{self.list['new']}"
        folder = root / "spec" / "openai"
        self.old = openapi.read(folder / f"{self.list['old']}.yaml")
        self.new = openapi.read(folder / f"{self.list['new']}.yaml")
        before, after = facts(self.old), facts(self.new)
        keys = [*before, *(key for key in after if key not in before)]
        self.differing: list[tuple[str, Fact | None, Fact | None]] = [
            (key, before.get(key), after.get(key))
            for key in keys
            if key not in before or key not in after or before[key].value != after[key].value
        ]

    @property
    def changes(self) -> list[Any]:
        return list(self.list["changes"])

    def schemas(self, side: str) -> list[str]:
        """Names of the component schemas that came (``new``) or went (``old``)."""
        listed = self.list["schemas"]
        if side == "old":
            return list(listed["removed"])
        return [name for names in listed["added"].values() for name in names]

    def told(self, side: str) -> list[str]:
        """The pointers into one of the documents that the list tells about."""
        entries = [*self.changes, *self.list.get("unchanged", ())]
        pointers = [entry[side] for entry in entries if side in entry]
        return pointers + [SCHEMAS + name for name in self.schemas(side)]


@pytest.fixture(scope="module", params=PAIRS)
def pair(root: Path, request: pytest.FixtureRequest) -> Pair:
    return Pair(root, str(request.param))


def covered(fact: Fact | None, pointers: list[str]) -> bool:
    return fact is None or any(
        place == pointer or place.startswith(f"{pointer}/")
        for place in fact.places
        for pointer in pointers
    )


def test_there_is_a_list_for_every_pair(root: Path) -> None:
    folder = root / "tests" / "diff" / "expected"
    assert sorted(path.stem for path in folder.glob("*.yaml")) == PAIRS


def test_every_difference_is_told(pair: Pair) -> None:
    old, new = pair.told("old"), pair.told("new")
    missing = [
        key
        for key, before, after in pair.differing
        if not (covered(before, old) and covered(after, new))
    ]
    assert missing == []


def test_every_entry_tells_of_a_difference(pair: Pair) -> None:
    idle = [
        entry
        for entry in [*pair.changes, *pair.list.get("unchanged", ())]
        if not any(
            (before is not None and "old" in entry and covered(before, [entry["old"]]))
            or (after is not None and "new" in entry and covered(after, [entry["new"]]))
            for _, before, after in pair.differing
        )
    ]
    assert idle == []


def test_no_change_is_told_twice(pair: Pair) -> None:
    told = [(entry["kind"], entry.get("old"), entry.get("new")) for entry in pair.changes]
    assert len(set(told)) == len(told)


def test_entries_have_the_known_form(pair: Pair) -> None:
    for entry in pair.changes:
        assert entry["in"] in DIRECTIONS, entry
        assert entry["wire"] in {"breaking", "dangerous", "safe"}, entry
        assert entry["affects"], entry
        assert {"old", "new"} & set(entry), entry
        for side, document in (("old", pair.old), ("new", pair.new)):
            if side in entry:
                openapi.resolve(document, entry[side])


def test_schemas_that_came_and_went(pair: Pair) -> None:
    old, new = ({*document["components"]["schemas"]} for document in (pair.old, pair.new))
    assert (pair.schemas("old"), pair.schemas("new")) == (sorted(old - new), sorted_groups(pair))
    assert {*pair.schemas("new")} == new - old


def sorted_groups(pair: Pair) -> list[str]:
    return [name for names in pair.list["schemas"]["added"].values() for name in sorted(names)]


def test_properties_came_and_went_with_their_requirement(pair: Pair) -> None:
    for entry in pair.changes:
        if not entry["kind"].endswith(("property added", "property removed")):
            continue
        side, document = ("new", pair.new) if "new" in entry else ("old", pair.old)
        owner, _, name = entry[side].rpartition("/properties/")
        required = openapi.resolve(document, owner).get("required", ())
        if entry["kind"] != "property removed":
            assert entry["kind"].startswith("required") == (name in required), entry
        else:
            assert name not in required, entry


def values_at(document: Any, pointer: str) -> set[Any]:
    schema = openapi.resolve(document, pointer)
    while "$ref" in schema:
        schema = openapi.resolve(document, schema["$ref"])
    return set(schema["enum"])


def test_enum_values_are_exact(pair: Pair) -> None:
    kinds = {"enum value added", "values added to an open enum", "enum value removed"}
    for entry in pair.changes:
        if entry["kind"] in kinds:
            old, new = values_at(pair.old, entry["old"]), values_at(pair.new, entry["new"])
            gone, come = (set[Any](), set(entry["values"]))
            if entry["kind"].endswith("removed"):
                gone, come = come, gone
            assert (old - new, new - old) == (gone, come), entry


def test_union_members_are_those_of_the_pointer(pair: Pair) -> None:
    for entry in pair.changes:
        if entry["kind"].startswith("union member"):
            side, document = ("new", pair.new) if "new" in entry else ("old", pair.old)
            member = openapi.resolve(document, entry[side])
            assert member_name(member, -1) == entry["member"], entry


@pytest.mark.parametrize(
    ("kind", "keyword"),
    [
        ("longest length raised", "maxLength"),
        ("largest number of items raised", "maxItems"),
        ("format added", "format"),
    ],
)
def test_bounds_are_exact(root: Path, kind: str, keyword: str) -> None:
    checked = 0
    for pair in (Pair(root, name) for name in PAIRS):
        for entry in pair.changes:
            if entry["kind"] == kind:
                old = openapi.resolve(pair.old, entry["old"]).get(keyword)
                new = openapi.resolve(pair.new, entry["new"])[keyword]
                assert (old, new) == (entry.get("from"), entry["to"]), entry
                checked += 1
    assert checked >= 2


def test_bodies_that_lose_a_property_refuse_it(root: Path) -> None:
    pair = Pair(root, PAIRS[0])
    removed = [
        entry["old"].rpartition("/properties/")[0]
        for entry in pair.changes
        if entry["kind"] == "property removed" and entry["in"] == "request"
    ]
    assert len(removed) == 3
    for owner in removed:
        assert openapi.resolve(pair.new, owner)["additionalProperties"] is False
