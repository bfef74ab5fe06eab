"""As a check of a pull request: a branch with a breaking change fails, with annotations at file and line."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.diff.conftest import BROKEN, CONFIG, SPEC, Run, git


@pytest.fixture
def branch(compared: Run) -> Run:
    """A repository whose ``main`` has a config and a spec, on a branch that breaks something."""
    for path in Path().iterdir():
        path.unlink()
    Path("spec/api").mkdir(parents=True)
    Path("spec/api/new.yaml").write_text(SPEC, encoding="utf-8")
    Path("spec/api/specloom.yml").write_text(CONFIG, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("checkout", "-q", "-b", "change")
    Path("spec/api/new.yaml").write_text(BROKEN, encoding="utf-8")
    git("commit", "-q", "-a", "-m", "second")
    return compared


def test_a_breaking_branch_fails_with_annotations(
    branch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = branch("--since", "main", "--fail-on", "breaking")
    assert result.exit_code == 1
    heads = [line.split("::")[1] for line in result.stdout.splitlines()]
    assert heads == [
        "error file=spec/api/new.yaml,line=28,col=5,title=response-property-removed",
        "error file=spec/api/new.yaml,line=23,col=39,title=request-bound-tightened",
    ]


def test_outside_of_actions_the_same_run_speaks_to_people(branch: Run) -> None:
    result = branch("--since", "main", "--fail-on", "breaking")
    assert result.exit_code == 1
    assert result.stdout.startswith("spec/api/new.yaml:28:5 breaking[response-property-removed]: ")
    assert "was at main:spec/api/new.yaml:23:39" in result.stdout


def test_junit_names_the_failures_for_the_same_branch(branch: Run) -> None:
    result = branch("--since", "main", "--fail-on", "breaking", "--format", "junit")
    suite = ElementTree.fromstring(result.stdout)
    assert (result.exit_code, suite.get("failures")) == (1, "2")
    assert [(case.get("file"), case.get("line")) for case in suite] == [
        ("spec/api/new.yaml", "28"),
        ("spec/api/new.yaml", "23"),
    ]


def test_the_branch_passes_once_the_change_is_taken_back(branch: Run) -> None:
    git("checkout", "-q", "main", "--", "spec/api/new.yaml")
    result = branch("--since", "main", "--fail-on", "breaking")
    assert (result.exit_code, result.stdout) == (0, "no change\n")


@pytest.fixture
def two(branch: Run) -> Run:
    """The same repository with another API, which ``main`` has as it is."""
    git("checkout", "-q", "main")
    Path("spec/other").mkdir()
    Path("spec/other/new.yaml").write_text(SPEC, encoding="utf-8")
    Path("spec/other/specloom.yml").write_text(CONFIG, encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "another API")
    git("checkout", "-q", "change")
    git("merge", "-q", "main")
    return branch


def test_every_api_of_a_repository_is_compared(two: Run) -> None:
    told = two("--since", "main", "--fail-on", "breaking")
    assert told.exit_code == 1
    assert told.stdout.startswith("spec/api/specloom.yml\nspec/api/new.yaml:28:5 breaking[")
    assert told.stdout.endswith("spec/other/specloom.yml\nno change\n")
    annotations = two("--since", "main", "--format", "github").stdout.splitlines()
    assert [line.partition(",")[0] for line in annotations] == [
        "::error file=spec/api/new.yaml"
    ] * 2


@pytest.mark.parametrize(
    "options", [["--format", "json"], ["--format", "html"], ["--bump", "1.0.0"]]
)
def test_what_tells_about_one_api_asks_which(two: Run, options: list[str]) -> None:
    result = two("--since", "main", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name one of spec/api/specloom.yml, spec/other/specloom.yml" in result.output


def test_which_configuration_is_meant_must_be_clear(branch: Run) -> None:
    git("rm", "-q", "spec/api/specloom.yml")
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(f"{name}/specloom.yml").write_text(CONFIG, encoding="utf-8")
    git("add", ".")
    result = branch("--since", "main")
    assert result.exit_code == 1
    assert "more than one specloom.yml" in result.output
    assert "name one of one/specloom.yml, two/specloom.yml" in result.output


def test_configurations_of_tests_are_not_meant(branch: Run) -> None:
    Path("tests/case").mkdir(parents=True)
    Path("tests/case/specloom.yml").write_text(CONFIG, encoding="utf-8")
    git("add", ".")
    assert branch("--since", "main", "--fail-on", "breaking").exit_code == 1
    assert "spec/api/new.yaml" in branch("--since", "main").stdout
