"""Each single change is told once, with its code and its places, and the way back is told as its opposite."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specloom.diff import Change, Direction, codes, kinds
from tests.diff.mutations import API, SCHEMAS, TEXT, Mutation
from tests.diff.positions import COLUMNS, built, holes, table, tried
from tests.diff.verdicts import VERDICTS
from tests.support.revisions import changed, document


def exists(data: Any, pointer: str) -> bool:
    node = data
    for raw in pointer.split("/")[1:]:
        token = raw.replace("~1", "/").replace("~0", "~")
        node = node[int(token)] if isinstance(node, list) else node.get(token)
        if node is None:
            return False
    return True


def single(folder: Path, old: Any, new: Any, kind: str, way: str = "") -> Change:
    """The one change between two documents, checked."""
    found = changed(folder, old, new)
    assert [change.kind for change in found] == [kind.removeprefix(f"{way}-") if way else kind]
    (change,) = found
    if change.direction is not Direction.NONE and way:
        assert change.direction.value == way
    assert change.uses or not change.old.pointer.startswith("#/paths/")
    judged(change)
    return change


def judged(change: Change) -> None:
    """The three verdicts are those of the reviewed table."""
    effect = change.effect
    found = tuple(item.value for item in (effect.wire, effect.types, effect.runtime))
    assert found == VERDICTS[change.code], change.code


def differs(change: Change, old: Any, new: Any) -> None:
    """The places lead to what differs, or to what holds it; the loader reads a const as an enum."""
    places = [source.pointer.removesuffix("/enum") for source in (change.old, change.new)]
    assert exists(old, places[0])
    assert exists(new, places[1])
    texts = [json.dumps(data, sort_keys=True) for data in (old, new)]
    assert texts[0] != texts[1]


@pytest.mark.parametrize("mutation", SCHEMAS, ids=lambda mutation: mutation[0])
def test_schemas(tmp_path: Path, mutation: Mutation) -> None:
    _, one, other, there, back = mutation
    for way, position in COLUMNS:
        old, new = built(one, position, way), built(other, position, way)
        forth = single(tmp_path, old, new, there, way)
        differs(forth, old, new)
        reverse = single(tmp_path, new, old, back, way)
        assert (forth.old.pointer, forth.new.pointer) == (
            reverse.new.pointer,
            reverse.old.pointer,
        ), (position, way)
        assert reverse.kind in type(forth).opposites
        assert forth.kind in type(reverse).opposites


@pytest.mark.parametrize("mutation", API, ids=lambda mutation: mutation[0])
def test_everything_else(tmp_path: Path, mutation: Mutation) -> None:
    _, edit_old, edit_new, there, back = mutation
    old, new = document(TEXT), document(TEXT)
    for data, edit in ((old, edit_old), (new, edit_new)):
        data["components"]["securitySchemes"] = {}
        edit(data)
    pairs = {(change.code, change.kind) for change in changed(tmp_path, old, new)}
    assert {code for code, _ in pairs} == {there}
    assert len(changed(tmp_path, old, new)) == 1
    (forth,), (reverse,) = changed(tmp_path, old, new), changed(tmp_path, new, old)
    assert reverse.code == back
    judged(forth)
    judged(reverse)
    assert (forth.old.pointer, forth.new.pointer) == (reverse.new.pointer, reverse.old.pointer)
    assert reverse.kind in type(forth).opposites


def told() -> Iterator[str]:
    for _, _, _, there, back in [*SCHEMAS, *API]:
        yield from (there, back)


def test_every_code_has_reviewed_verdicts() -> None:
    assert set(VERDICTS) == set(codes())
    for code, (kind, direction) in codes().items():
        effect = kind.effects()[direction]
        assert VERDICTS[code] == tuple(
            item.value for item in (effect.wire, effect.types, effect.runtime)
        )


@pytest.mark.parametrize(
    "pair",
    [
        ("enum-value-added", "enum-value-removed"), ("enum-removed", "enum-added"),
        ("bound-loosened", "bound-tightened"), ("bound-removed", "bound-added"),
        ("pattern-removed", "pattern-added"), ("type-widened", "type-narrowed"),
        ("became-nullable", "became-not-nullable"),
        ("property-became-optional", "property-became-required"),
        ("union-member-added", "union-member-removed"),
        ("additional-properties-allowed", "additional-properties-forbidden"),
        ("dependent-required-removed", "dependent-required-added"),
    ],
)  # fmt: skip
def test_to_allow_more_hurts_readers_and_to_allow_less_hurts_writers(pair: tuple[str, str]) -> None:
    more, less = pair
    assert VERDICTS[f"request-{more}"] == ("safe", "safe", "safe")
    assert VERDICTS[f"response-{more}"][0] != "safe"
    assert VERDICTS[f"request-{less}"][0] == "breaks"
    assert VERDICTS[f"response-{less}"][0] == "safe"


def test_no_kind_is_without_a_mutation() -> None:
    seen = set(told())
    names = {code.split("-", 1)[1] for code in seen if code.startswith(("request-", "response-"))}
    missing = {kind.kind for kind in of_the_wire()} - seen - names
    assert missing == set()
    assert len(codes()) > len(kinds())


def of_the_wire() -> list[type[Change]]:
    """All kinds but those of packages, which no document shows."""
    return [kind for kind in kinds() if not kind.kind.startswith("sdk-")]


def test_no_hole_is_unexplained() -> None:
    """A kind is tried at every position, or it is said what it is about; not both."""
    names = {kind.kind for kind in of_the_wire()}
    assert set(holes()) == names - tried()
    rows = {line.split()[0] for line in list(table())[2:]}
    assert rows == names


def test_directed_kinds_are_tried_in_both_directions() -> None:
    """What is told with a direction is tried in it: at the positions, or where it stands."""
    told_codes = set(told())
    for code, (kind, direction) in codes().items():
        if direction is not Direction.NONE and kind.kind not in tried():
            assert code in told_codes, code


def test_the_loader_is_not_fooled_by_the_mutations() -> None:
    """Mutating must not change what the other side is built from."""
    before = copy.deepcopy([mutation[1:3] for mutation in SCHEMAS])
    for mutation in SCHEMAS:
        built(mutation[2], "member", "request")
    assert before == [mutation[1:3] for mutation in SCHEMAS]
