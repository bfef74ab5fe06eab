"""What `make audit` makes of what pip-audit says, and of its silence."""

from __future__ import annotations

from pathlib import Path

from scripts.audit import asked, report

KNOWN = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}
CLEAN = {"name": "b", "version": "2", "vulns": []}
SKIPPED = {"name": "c", "version": "3", "skip_reason": "not found"}


def test_a_known_vulnerability_is_named_and_fails() -> None:
    lines, is_known = report("x", [KNOWN, CLEAN, SKIPPED])
    assert lines == ["x: 2 of 3 packages could be looked up", "a 1: PYSEC-1"]
    assert is_known


def test_what_cannot_be_looked_up_is_told_and_does_not_fail() -> None:
    assert report("x", [SKIPPED]) == (["x: 0 of 1 packages could be looked up"], False)
    lines, is_known = report("x", None)
    assert "nothing was checked" in lines[0]
    assert not is_known


def test_an_auditor_without_an_answer_gives_nothing(tmp_path: Path) -> None:
    assert asked("/bin/false", tmp_path / "pins.txt") is None
