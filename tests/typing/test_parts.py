"""Streams whose parts are typed: two checkers infer what `parts.py` asserts, and find its mistakes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import ROOT
from tests.support.checkers import mypy, pyright

HERE = Path(__file__).resolve().parent
FILE = HERE / "parts.py"
SOURCES = ROOT / "generated" / "langgraph-runs" / "src"


def mistakes() -> set[int]:
    lines = FILE.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if line.endswith("# error")}


def test_pyright_finds_the_mistakes_and_no_other(tmp_path: Path) -> None:
    errors = pyright([FILE], SOURCES, tmp_path, reportUnusedExpression="none")
    assert {item["range"]["start"]["line"] + 1 for item in errors} == mistakes()


def test_mypy_finds_the_mistakes_and_no_other() -> None:
    said = mypy("--output=json", FILE.name, folder=HERE, sources=SOURCES)
    assert said.returncode == 1, said.stdout + said.stderr
    items = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    assert {item["line"] for item in items if item["severity"] == "error"} == mistakes()
