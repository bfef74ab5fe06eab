"""Real documents: compared with themselves they have not changed, and any two are compared in seconds."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.diff import Change, Revision, compare
from specloom.load import load_document

SUFFIXES = (".yaml", ".yml", ".json")
LARGE = 1_500_000
"""Bytes above which a document takes too long to load for a test of every run."""


def loaded(path: Path) -> Revision:
    document = load_document(path)
    return Revision(document.data, document.source)


def folder(root: Path, *names: str) -> Path:
    path = root.parent.joinpath("shared", "specs", *names)
    if not path.exists():
        pytest.skip("the real documents are not here")
    return path


def test_no_document_differs_from_itself(root: Path) -> None:
    differing: list[str] = []
    seen = 0
    for path in sorted(folder(root).rglob("*")):
        if path.suffix not in SUFFIXES or path.stat().st_size > LARGE:
            continue
        try:
            one = loaded(path)
        except SpecloomError:
            continue  # a document that the loader refuses
        seen += 1
        if compare(one, one):
            differing.append(str(path))
    assert differing == []
    assert seen > 40


def test_full_documents_are_compared_in_seconds(root: Path) -> None:
    dates = sorted(path.name for path in folder(root, "openai").iterdir() if path.is_dir())
    revisions = [loaded(folder(root, "openai", date, "openapi.yaml")) for date in dates]
    assert len(revisions) == 5
    for old, new in pairwise(revisions):
        start = time.process_time()
        forth = compare(old, new)
        assert time.process_time() - start < 10
        assert len(forth) > 50
        places = [(item.code, item.old, item.new, item.name, item.before) for item in forth]
        assert len(set(places)) == len(places)


def test_the_way_back_tells_the_opposite(root: Path) -> None:
    dates = ("2024-02-18", "2026-08-21")
    old, new = (loaded(root / "spec" / "openai" / f"{date}.yaml") for date in dates)
    forth, back = compare(old, new), compare(new, old)

    def places(item: Change, *, swap: bool = False) -> tuple[str, str]:
        pair = (item.old.pointer, item.new.pointer)
        return (pair[1], pair[0]) if swap else pair

    reverse = {(item.kind, places(item, swap=True)) for item in back}
    lost = [
        (item.code, item.new.pointer)
        for item in forth
        if not any((kind, places(item)) in reverse for kind in type(item).opposites)
    ]
    assert lost == []
