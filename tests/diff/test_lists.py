"""The tool against the lists that were written by hand: every change of them is found, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from specloom.diff import Change, Direction, Revision, compare
from specloom.load import load_document
from tests.support import openapi

REVISIONS = ("2024-02-18", "2024-04-22", "2024-10-17", "2026-02-17", "2026-08-21")
KINDS = {
    "enum value added": ["enum-value-added"],
    "enum value removed": ["enum-value-removed"],
    "error status added": ["error-status-added"],
    "format added": ["format-added", "format-hint-added"],
    "largest number of items raised": ["bound-loosened"],
    "longest length dropped": ["bound-removed"],
    "longest length raised": ["bound-loosened"],
    "operation added": ["operation-added"],
    "operation deprecated": ["operation-deprecated"],
    "operation removed": ["operation-removed"],
    "optional property added": ["property-added"],
    "optional query parameter added": ["parameter-added"],
    "property became nullable": ["became-nullable"],
    "property removed": ["property-removed"],
    "required property added": ["required-property-added"],
    "required property removed": ["required-property-removed"],
    "requirement of an undeclared property removed": ["property-became-optional"],
    "schema deprecated": ["property-deprecated"],
    "security scheme added": ["security-scheme-added"],
    "shortest length dropped": ["bound-removed"],
    "type widened": ["union-member-added"],
    "union member added": ["union-member-added"],
    "union member removed": ["union-member-removed"],
    "values added to an open enum": ["enum-value-added"],
    "values of a map narrowed": ["additional-properties-typed"],
    "values of an open enum listed": ["union-member-added"],
}
WIRE = {"safe": 0, "risk": 1, "dangerous": 1, "breaks": 2, "breaking": 2}
WORSE = {
    "requirement of an undeclared property removed": "by the book the answer promised it",
    "format added": "no path reaches an event, so that the worse reading is told",
}


def revision(root: Path, date: str) -> Revision:
    document = load_document(root / "spec" / "openai" / f"{date}.yaml")
    return Revision(document.data, document.source)


@pytest.fixture(scope="module", params=list(pairwise(REVISIONS)), ids="..".join)
def pair(root: Path, request: pytest.FixtureRequest) -> tuple[Any, list[Change]]:
    old, new = request.param
    expected = openapi.read(root / "tests" / "diff" / "expected" / f"{old}..{new}.yaml")
    return expected, compare(revision(root, old), revision(root, new))


def under(place: str, pointer: str) -> bool:
    return place == pointer or place.startswith(f"{pointer}/")


def tells(change: Change, entry: Any) -> bool:
    """Whether a change of the tool is what an entry of a list says."""
    sides = [
        under(source.pointer, entry[side])
        for side, source in (("old", change.old), ("new", change.new))
        if side in entry
    ]
    return change.kind in KINDS[entry["kind"]] and any(sides)


def directions(entry: Any) -> set[Direction]:
    ways = {"request": {Direction.REQUEST}, "response": {Direction.RESPONSE}}
    return ways.get(entry["in"], {Direction.REQUEST, Direction.RESPONSE})


def test_every_expected_change_is_told(pair: tuple[Any, list[Change]]) -> None:
    expected, changes = pair
    for entry in expected["changes"]:
        found = [change for change in changes if tells(change, entry)]
        assert found, entry
        ways = {change.direction for change in found}
        if entry["in"] in ("request", "response", "both") and ways != {Direction.NONE}:
            assert ways >= directions(entry), entry
        if "enum" in entry["kind"] and "values" in entry:
            for way in ways:
                assert sum(change.direction is way for change in found) == len(entry["values"])
        wire = max(
            WIRE[change.effect.wire.value]
            for change in found
            if change.direction in directions(entry) or change.direction is Direction.NONE
        )
        least = WIRE[entry["wire"]]
        assert wire > least if entry["kind"] in WORSE and wire != least else wire == least, entry


def test_nothing_else_is_told(pair: tuple[Any, list[Change]]) -> None:
    expected, changes = pair
    named = {*expected["schemas"]["removed"]}
    named.update(name for names in expected["schemas"]["added"].values() for name in names)
    unchanged = [
        entry[side] for entry in expected.get("unchanged", ()) for side in entry if side != "why"
    ]
    surplus = [
        (change.code, change.new.pointer, change.message)
        for change in changes
        if not any(tells(change, entry) for entry in expected["changes"])
        and not (change.kind in ("schema-added", "schema-removed") and change.subject in named)
        and not (change.kind == "version-changed" and change.new.pointer in unchanged)
    ]
    assert surplus == []


def test_schemas_that_came_and_went(pair: tuple[Any, list[Change]]) -> None:
    expected, changes = pair
    told = {
        kind: {change.subject for change in changes if change.kind == kind}
        for kind in ("schema-added", "schema-removed")
    }
    added = {name for names in expected["schemas"]["added"].values() for name in names}
    assert told == {"schema-added": added, "schema-removed": {*expected["schemas"]["removed"]}}
