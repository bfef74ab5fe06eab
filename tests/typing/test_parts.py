"""Streams whose parts are typed: two checkers infer what `parts.py` asserts, and find its mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).resolve().parent
FILE = HERE / "parts.py"
SOURCES = ROOT / "generated" / "langgraph-runs" / "src"


def mistakes() -> set[int]:
    lines = FILE.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if line.endswith("# error")}


def run(*command: str) -> str:
    environment = {**os.environ, "MYPYPATH": str(SOURCES), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_pyright_finds_the_mistakes_and_no_other(tmp_path: Path) -> None:
    settings = {
        "include": [os.path.relpath(FILE, tmp_path)],
        "extraPaths": [str(SOURCES)],
        "typeCheckingMode": "strict",
        "reportUnusedExpression": "none",
        "pythonVersion": "3.10",
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    said = json.loads(
        run("pyright", "--project", str(tmp_path), "--pythonpath", sys.executable, "--outputjson")
    )
    assert said["summary"]["filesAnalyzed"] == 1
    errors = [item for item in said["generalDiagnostics"] if item["severity"] == "error"]
    assert {item["range"]["start"]["line"] + 1 for item in errors} == mistakes()


def test_mypy_finds_the_mistakes_and_no_other() -> None:
    cache = ROOT / ".mypy_cache" / "usage"
    strict = ("--strict", "--config-file=", "--python-version=3.10", f"--cache-dir={cache}")
    said = run("mypy", *strict, "--output=json", FILE.name)
    items = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert {item["line"] for item in items if item["severity"] == "error"} == mistakes()
