"""``specloom diff`` with packages: made from a configuration, generated into a folder, or as git knows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from specloom.cli import app
from tests.diff.conftest import CONFIG, SPEC, Run, git

NAMED = CONFIG + "organization: {name: jobs}\n"


def generated(spec: str, output: str) -> None:
    """A package of a specification, in a folder of its own."""
    arguments = ["generate", "c.yml", "--spec", spec, "--output", output]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output


@pytest.fixture
def packages(compared: Run) -> Run:
    """Packages ``one`` and ``two``: the second has no ``size``, and its jobs may be lost."""
    Path("c.yml").write_text(NAMED, encoding="utf-8")
    lines = SPEC.replace("running, done]", "running, done, lost]").splitlines(keepends=True)
    changed = "".join(line for line in lines if "size:" not in line)
    Path("new.yaml").write_text(changed, encoding="utf-8")
    lifecycle = NAMED.replace("success: [done]", "success: [done, lost]")
    generated("old.yaml", "one")
    Path("c2.yml").write_text(lifecycle, encoding="utf-8")
    result = CliRunner().invoke(app, ["generate", "c2.yml", "--output", "two"])
    assert result.exit_code == 0, result.output
    return compared


def of_the_package(result: Result) -> list[tuple[str, str, str]]:
    """Code, subject and name of each change that is told about the package."""
    data: Any = json.loads(result.stdout)
    told = [(item["code"], item["subject"], item["name"]) for item in data["changes"]]
    return sorted(item for item in told if item[0].startswith("sdk-"))


def test_a_package_tells_what_its_document_and_configuration_tell(packages: Run) -> None:
    folders = of_the_package(packages("one", "two", "--format", "json"))
    options = ["--old-config", "c.yml", "--new-config", "c2.yml", "--format", "json"]
    assert folders == of_the_package(packages("old.yaml", "new.yaml", *options))
    assert folders == of_the_package(packages("one", "new.yaml", *options[2:]))
    assert ("sdk-parameter-removed", "client.jobs.start", "size") in folders
    assert {code for code, *_ in folders} == {
        "sdk-parameter-removed", "sdk-field-values-added", "sdk-terminal-state-added",
    }  # fmt: skip


def test_places_lead_into_the_package(packages: Run) -> None:
    (line,) = [
        line
        for line in packages("one", "two").stdout.splitlines()
        if "[sdk-parameter-removed]: client.jobs.start:" in line
    ]
    file, number, *_ = line.split(":")
    assert "def start(" in Path(file).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_a_package_as_git_knows_it(packages: Run) -> None:
    git("init", "-q", "-b", "main")
    git("add", "one")
    git("commit", "-q", "-m", "first")
    assert packages("main:one", "one", "--fail-on", "any").stdout == "no change\n"
    found = packages("main:one", "two", "--fail-on", "breaking")
    assert found.exit_code == 1
    assert "was at main:one/src/" in found.stdout


def test_a_document_and_a_package_need_a_configuration(packages: Run) -> None:
    found = packages("old.yaml", "two")
    assert found.exit_code == 1
    assert "old.yaml:1:1 error[no-surface]" in found.output
    assert "--old-config" in found.output


def test_what_cannot_be_made_is_said_and_the_wire_is_compared(packages: Run) -> None:
    Path("grown.yaml").write_text(SPEC.replace("start", "begin"), encoding="utf-8")
    Path("c.yml").write_text(NAMED.replace("post /jobs", "post /works"), encoding="utf-8")
    found = packages("old.yaml", "grown.yaml", "--config", "c.yml")
    assert found.exit_code == 0
    assert "operation-id-changed" in found.stdout
    assert "warning[" in found.stderr
    assert "the package is not compared: " in found.stderr


def test_an_empty_module_is_python(packages: Run) -> None:
    (inside,) = Path("two/src").glob("*/__init__.py")
    (inside.parent / "empty.py").touch()
    assert packages("two", "two").stdout == "no change\n"


def test_a_folder_that_is_no_package_of_ours(packages: Run) -> None:
    Path("other").mkdir()
    Path("other/__init__.py").touch()
    found = packages("other", "two")
    assert found.exit_code == 1
    assert (
        "other/__init__.py:1:1 error[bad-package]: this package has no client class" in found.output
    )
