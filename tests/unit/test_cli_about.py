"""`specloom explain`, `specloom doctor`, the help of each command, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom import doctor
from specloom.cli import app
from specloom.registry import explanations

runner = CliRunner()
COMMANDS = sorted(
    item.name or item.callback.__name__.replace("_", "-")
    for item in app.registered_commands
    if item.callback
)

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /cats:
    get: {operationId: listCats, responses: {"204": {description: none}}}
"""


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", ["dangling-ref", "error[dangling-ref]", "error[dangling-ref]:"])
def test_a_code_is_explained(code: str) -> None:
    result = runner.invoke(app, ["explain", code])
    assert result.exit_code == 0
    item = explanations()["dangling-ref"]
    for text in (item.meaning, item.cause, item.cure, item.example):
        assert text in result.stdout


def test_a_change_is_explained() -> None:
    result = runner.invoke(app, ["explain", "operation-removed"])
    assert result.exit_code == 0
    assert "breaking" in result.stdout
    assert "Runtime: breaks" in result.stdout


def test_all_codes_are_listed() -> None:
    lines = runner.invoke(app, ["explain"]).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(explanations())


@pytest.mark.parametrize(
    ("code", "hint"),
    [("dangling-reff", "did you mean 'dangling-ref'?"), ("§", "specloom explain lists them")],
)
def test_an_unknown_code_ends_with_two(code: str, hint: str) -> None:
    result = runner.invoke(app, ["explain", code])
    assert result.exit_code == 2
    assert "error[unknown-code]" in result.stderr
    assert hint in result.stderr


def test_every_command_shows_examples() -> None:
    for name in COMMANDS:
        text = runner.invoke(app, [name, "--help"]).stdout
        assert re.search(rf"Examples?:\n +specloom {name}", text), name


def test_completion_is_offered() -> None:
    assert "--install-completion" in runner.invoke(app, ["--help"]).stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ed", ["edits"]),
        ("explain dangling-r", ["dangling-ref"]),
        ("explain response-property-rem", ["response-property-removed"]),
        ("generate --conflicts m", ["markers"]),
        ("diff --fail-on b", ["breaking"]),
        ("diff --format j", ["json", "junit"]),
    ],
)
def test_words_are_completed(
    typed: str, offered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"specloom {typed}"
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    monkeypatch.setenv("_SPECLOOM_COMPLETE", "complete_bash")
    said = runner.invoke(app, [], prog_name="specloom").stdout
    assert said.split() == offered


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = 'exec 2>&1; "$0" -m specloom explain bad-ref | true'
    said = subprocess.run(
        ["sh", "-c", command, sys.executable],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"PATH": os.environ["PATH"]},
    ).stdout
    assert said == ""


def test_a_wrong_option_has_its_code() -> None:
    result = runner.invoke(app, ["diff", "a", "b", "--format", "yaml"])
    assert result.exit_code == 2
    assert "error[wrong-option]" in result.stderr


def test_a_healthy_environment(box: Path) -> None:
    result = runner.invoke(app, ["doctor"])
    assert result.exit_code == 0
    assert "note  configuration   no specloom.yml in this folder" in result.stdout
    assert "wrong" not in result.stdout


def test_a_configuration_elsewhere_is_pointed_to(box: Path) -> None:
    (box / "spec" / "zoo").mkdir(parents=True)
    (box / "spec" / "zoo" / "specloom.yml").write_text("{}")
    assert "specloom doctor spec/zoo/specloom.yml" in runner.invoke(app, ["doctor"]).stdout


def test_the_configuration_and_its_output_are_looked_at(box: Path) -> None:
    (box / "api.yaml").write_text(SPEC)
    (box / "specloom.yml").write_text("specloom: {spec: api.yaml, output: zoo}\n")
    assert "note  output          zoo holds nothing yet" in runner.invoke(app, ["doctor"]).stdout
    assert runner.invoke(app, ["generate"]).exit_code == 0
    assert "ok    output          zoo, " in runner.invoke(app, ["doctor"]).stdout
    (box / "api.yaml").write_text(SPEC + "# later\n")
    assert "note  output          zoo is out of date" in runner.invoke(app, ["doctor"]).stdout


def test_a_broken_configuration_ends_with_one(box: Path) -> None:
    (box / "specloom.yml").write_text("specloom: {spek: api.yaml}\n")
    result = runner.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "wrong configuration   specloom.yml:1:12 error[config-unknown-key]" in result.stdout
    assert "specloom explain config-unknown-key" in result.stdout


def test_requirements_that_are_not_met() -> None:
    wanted = ["no-such-package>=1", "pyyaml>=999", "rich", "tomli; python_version < '3'"]
    found = list(doctor.dependencies(wanted))
    assert [(check.name, check.broken) for check in found] == [
        ("no-such-package", True),
        ("pyyaml", True),
    ]
    assert "pip install 'pyyaml>=999'" in found[1].cure
    assert [check.broken for check in doctor.dependencies(["rich"])] == [False]


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("specloom.paths.templates_folder", lambda: tmp_path)
    monkeypatch.setattr("specloom.emit.models.engine_version", lambda: "0.1")
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = runner.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "wrong templates" in result.stdout
    assert "note  answer cache" in result.stdout
    assert "note  git" in result.stdout


def test_a_changelog_that_is_missing_is_found(box: Path) -> None:
    (box / "api.yaml").write_text(SPEC)
    (box / "specloom.yml").write_text("specloom: {spec: api.yaml, changelog: CHANGES.md}\n")
    result = runner.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "error[no-changelog]" in result.stdout
