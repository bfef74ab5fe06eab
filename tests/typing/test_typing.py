"""What two checkers infer for programs against the generated package, and what they refuse."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

HERE = Path(__file__).resolve().parent
SOURCES = ROOT / "generated" / "openai-runs" / "src"
EXPECTED = re.compile(r"# error: (?P<pyright>\w+) (?P<mypy>[\w-]+)$")

Found = dict[tuple[str, int], set[str]]
"""The errors of a checker: file and line to rules."""


def expected(checker: str) -> Found:
    lines = (HERE / "wrong.py").read_text("utf-8").splitlines()
    matches = ((number, EXPECTED.search(line)) for number, line in enumerate(lines, start=1))
    return {("wrong.py", number): {match[checker]} for number, match in matches if match}


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


def by_line(errors: Iterator[tuple[str, int, str]]) -> Found:
    found: Found = defaultdict(set)
    for file, line, rule in errors:
        found[Path(file).name, line].add(rule)
    return dict(found)


@pytest.fixture(scope="module")
def pyright(tmp_path_factory: pytest.TempPathFactory) -> Found:
    folder = tmp_path_factory.mktemp("pyright")
    settings = {
        "include": [os.path.relpath(HERE / name, folder) for name in ("usage.py", "wrong.py")],
        "extraPaths": [str(SOURCES)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    said = json.loads(
        run("pyright", "--project", str(folder), "--pythonpath", sys.executable, "--outputjson")
    )
    assert said["summary"]["filesAnalyzed"] == 2
    return by_line(
        (item["file"], item["range"]["start"]["line"] + 1, item.get("rule", item["message"]))
        for item in said["generalDiagnostics"]
        if item["severity"] == "error"
    )


@pytest.fixture(scope="module")
def mypy() -> Found:
    cache = ROOT / ".mypy_cache" / "usage"
    strict = ("--strict", "--config-file=", "--python-version=3.10", f"--cache-dir={cache}")
    said = run("mypy", *strict, "--output=json", "usage.py", "wrong.py")
    items = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return by_line(
        (item["file"], item["line"], item["code"]) for item in items if item["severity"] == "error"
    )


@pytest.fixture(params=["pyright", "mypy"])
def checker(request: pytest.FixtureRequest) -> tuple[str, Found]:
    return request.param, request.getfixturevalue(request.param)


def test_it_infers_what_the_usage_file_asserts(checker: tuple[str, Found]) -> None:
    assert {place: rules for place, rules in checker[1].items() if place[0] != "wrong.py"} == {}


def test_it_finds_each_mistake_and_no_other(checker: tuple[str, Found]) -> None:
    name, found = checker
    wanted = expected(name)
    assert len(wanted) > 25
    assert {place[1] for place in found if place[0] == "wrong.py"} == {line for _, line in wanted}
    assert {
        place: found[place] for place, rules in wanted.items() if not rules <= found[place]
    } == {}
