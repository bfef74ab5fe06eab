"""Small documents and configurations in, files and messages out: one folder each (see `tests/support/cases.py`)."""

from __future__ import annotations

import re
from pathlib import Path

import black
import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.cases import SAID, Case, CaseFiles, all_cases
from tests.support.imports import import_all

ALL = all_cases()
GENERATING = [case for case in ALL if not case.fails and case.command[0] == "generate"]
FAILING = [case for case in ALL if case.fails]
MESSAGE = re.compile(r"[\w./-]+:\d+:\d+ error\[[a-z-]+\]: [^\n]+\n", re.ASCII)


def each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@each(ALL)
def test_a_case_gives_what_is_expected(
    case: Case, snapshot: SnapshotAssertion, tmp_path: Path
) -> None:
    ran = case.run(tmp_path / "copy")
    printed = {"stderr.txt": ran.stderr, "stdout.txt": ran.stdout if case.fails else ""}
    assert ran.status == (1 if case.fails else 0), ran.stderr
    files = {name: (ran.output / name).read_text("utf-8") for name in case.files}
    kept = snapshot.use_extension(CaseFiles)
    for name, text in {**printed, **files}.items():
        if text or name not in printed:
            assert text == kept(name=name)


@each(ALL)
def test_expected_holds_nothing_else(case: Case) -> None:
    expected = case.folder / "expected"
    present = {
        path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()
    }
    assert present - SAID == set(case.files)
    assert all((expected / name).read_text("utf-8") for name in present & SAID)
    assert case.settings["about"]


@each(FAILING)
def test_a_failing_case_says_where_in_one_line_and_writes_nothing(
    case: Case, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    ran = case.run(copy)
    assert ran.status == 1
    assert MESSAGE.fullmatch(ran.stderr), ran.stderr
    file, _, position = ran.stderr.partition(" error[")[0].partition(":")
    if (copy / file).exists():
        line, column = (int(number) for number in position.split(":"))
        text = (copy / file).read_text("utf-8").splitlines()
        assert 1 <= line <= len(text) + 1
        assert 1 <= column <= len((text + [""])[line - 1]) + 1
    given = {path.name for path in case.folder.iterdir()} - {"case.yml", "expected"}
    assert {path.name for path in copy.rglob("*")} == given


@each(GENERATING)
def test_every_module_of_a_case_can_be_imported(case: Case, tmp_path: Path) -> None:
    ran = case.run(tmp_path / "copy")
    assert import_all(ran.output / "src") > 50


@each(GENERATING)
def test_what_is_printed_has_the_style(case: Case) -> None:
    mode = black.Mode(line_length=100, target_versions={black.TargetVersion.PY311})
    for path in sorted((case.folder / "expected").rglob("*.py")):
        text = path.read_text("utf-8")
        assert black.format_str(text, mode=mode) == text, path.name


def test_the_two_notations_of_null_give_the_same_files() -> None:
    old, new = (case for case in ALL if case.name.startswith("nullable_"))
    for name in old.files:
        texts = [(case.folder / "expected" / name).read_text("utf-8") for case in (old, new)]
        assert texts[0] == texts[1], name
