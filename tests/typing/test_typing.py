"""What two checkers infer for programs against the generated package, and what they refuse."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import checkers

HERE = Path(__file__).resolve().parent
SOURCES = ROOT / "generated" / "openai-runs" / "src"
EXPECTED = re.compile(r"# error: (?P<pyright>\w+) (?P<mypy>[\w-]+)$")

Found = dict[tuple[str, int], set[str]]
"""The errors of a checker: file and line to rules."""


def expected(checker: str) -> Found:
    lines = (HERE / "wrong.py").read_text("utf-8").splitlines()
    matches = ((number, EXPECTED.search(line)) for number, line in enumerate(lines, start=1))
    return {("wrong.py", number): {match[checker]} for number, match in matches if match}


def by_line(errors: Iterator[tuple[str, int, str]]) -> Found:
    found: Found = defaultdict(set)
    for file, line, rule in errors:
        found[Path(file).name, line].add(rule)
    return dict(found)


@pytest.fixture(scope="module")
def pyright(tmp_path_factory: pytest.TempPathFactory) -> Found:
    files = [HERE / name for name in ("usage.py", "wrong.py")]
    return by_line(
        (item["file"], item["range"]["start"]["line"] + 1, item.get("rule", item["message"]))
        for item in checkers.pyright(files, SOURCES, tmp_path_factory.mktemp("pyright"))
    )


@pytest.fixture(scope="module")
def mypy() -> Found:
    said = checkers.mypy("--output=json", "usage.py", "wrong.py", folder=HERE, sources=SOURCES)
    assert said.returncode == 1, said.stdout + said.stderr
    items = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
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
