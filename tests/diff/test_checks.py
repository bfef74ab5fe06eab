"""docs/diff-checks.md follows the source, and its table is complete."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.diff import codes


def rows(root: Path) -> list[list[str]]:
    lines = (root / "docs" / "diff-kinds.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "kind\tcodes\tnote"
    return [line.split("\t") for line in lines[1:]]


def test_the_page_is_what_the_source_says(root: Path) -> None:
    command = [sys.executable, "scripts/diff_checks.py", "--check"]
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


def test_every_row_names_codes_that_exist_or_says_why_not(root: Path) -> None:
    known = codes()
    for kind, told, note in rows(root):
        named = [code for code in told.split(",") if code]
        assert [code for code in named if code not in known] == [], kind
        assert named or note.endswith("."), kind


def test_the_table_has_every_kind(root: Path) -> None:
    path = root.parent / "shared" / "diff-kinds.tsv"
    if not path.exists():
        pytest.skip("the list of kinds is not here")
    with path.open(encoding="utf-8", newline="") as file:
        wanted = [row["kind_of_change"] for row in csv.DictReader(file, delimiter="\t")]
    assert [row[0] for row in rows(root)] == wanted
    assert len(wanted) == 509
