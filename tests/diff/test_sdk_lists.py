"""The tool against the hand-written lists of what changed for programs: all of them is found, and nothing else."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from specloom.diff import Change, Verdict
from specloom.diff.sdk.compare import compare_surfaces
from specloom.diff.sdk.surface import Surface
from specloom.pipeline import Request, read_inputs
from specloom.surfaces import made
from tests.support import openapi

REVISIONS = ("2024-02-18", "2024-04-22", "2024-10-17", "2026-02-17", "2026-08-21")


@pytest.fixture(scope="module")
def surfaces(root: Path) -> dict[str, Surface]:
    folder = root / "spec" / "openai"
    config = str(folder / "specloom.yml")
    requests = {
        date: Request(spec=str(folder / f"{date}.yaml"), config=config) for date in REVISIONS
    }
    return {date: made(read_inputs(request)).surface for date, request in requests.items()}


@pytest.fixture(params=list(pairwise(REVISIONS)), ids="..".join)
def pair(
    root: Path, surfaces: dict[str, Surface], request: pytest.FixtureRequest
) -> tuple[Any, list[Change]]:
    old, new = request.param
    path = root / "tests" / "diff" / "expected_sdk" / f"{old}..{new}.yaml"
    return openapi.read(path), compare_surfaces(surfaces[old], surfaces[new])


def entries(expected: Any) -> Counter[tuple[str, str, str]]:
    return Counter(
        (code, subject, name)
        for code, subjects in expected["changes"].items()
        for subject, names in subjects.items()
        for name in names or [""]
    )


def test_the_list_is_what_is_told(pair: tuple[Any, list[Change]]) -> None:
    expected, changes = pair
    told = Counter((change.code, change.subject, change.name) for change in changes)
    wanted = entries(expected)
    assert (wanted - told, told - wanted) == (Counter(), Counter())


def test_the_wire_is_not_affected_and_places_are_known(pair: tuple[Any, list[Change]]) -> None:
    for change in pair[1]:
        assert change.effect.wire is Verdict.SAFE
        for source in (change.old, change.new):
            assert source.file.endswith((".yaml", ".yml", ".py")), change
            assert source.pointer.startswith("#"), change


def test_no_revision_differs_from_itself(surfaces: dict[str, Surface]) -> None:
    for surface in surfaces.values():
        assert compare_surfaces(surface, surface) == []


def test_the_way_back_tells_the_opposite(surfaces: dict[str, Surface]) -> None:
    for old, new in pairwise(REVISIONS):
        forth = compare_surfaces(surfaces[old], surfaces[new])
        back = compare_surfaces(surfaces[new], surfaces[old])
        reverse = {(item.kind, item.subject, item.name) for item in back}
        lost = [
            (item.code, item.subject, item.name)
            for item in forth
            if not any((kind, item.subject, item.name) in reverse for kind in item.opposites)
        ]
        assert lost == []
        assert len(forth) == len(back)
