"""``specloom diff``: its formats, its exit status, git states, folders, versions."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from specloom.cli import app
from specloom.diff.report import FORMATS

SPEC = """\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /things:
    post:
      operationId: act
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                size:
                  type: integer
                  maximum: 9
      responses:
        '200':
          description: ok
"""
TIGHTER = SPEC.replace("maximum: 9", "maximum: 8")
GROWN = SPEC.replace("                size:", "                more: {}\n                size:")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, text in (("old.yaml", SPEC), ("new.yaml", TIGHTER), ("grown.yaml", GROWN)):
        Path(name).write_text(text, encoding="utf-8")

    def start(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["diff", *arguments])

    return start


def git(*arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@t.test"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_text_tells_both_places_verdicts_and_users(run: Run) -> None:
    result = run("old.yaml", "new.yaml")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "new.yaml:15:19 breaking[request-bound-tightened]: "
        "POST /things request body.size: maximum 9 became 8"
    )
    assert lines[1].startswith("    wire breaks, types safe, runtime breaks: Calls with other")
    assert lines[2] == "    was at old.yaml:15:19"
    assert lines[3] == "    reaches POST /things"
    assert lines[4] == "1 breaking change: a major release"


def test_nothing_changed(run: Run) -> None:
    result = run("old.yaml", "old.yaml", "--fail-on", "any")
    assert (result.exit_code, result.stdout) == (0, "no change\n")


@pytest.mark.parametrize(
    ("new", "wanted", "status"),
    [
        ("new.yaml", "breaking", 1),
        ("new.yaml", "dangerous", 1),
        ("grown.yaml", "dangerous", 0),
        ("grown.yaml", "any", 1),
    ],
)
def test_fail_on(run: Run, new: str, wanted: str, status: int) -> None:
    for form in FORMATS:
        assert run("old.yaml", new, "--fail-on", wanted, "--format", form).exit_code == status


def test_json(run: Run) -> None:
    data: Any = json.loads(run("old.yaml", "new.yaml", "--format", "json").stdout)
    assert data["summary"] == {"breaking": 1, "dangerous": 0, "info": 0, "bump": "major"}
    (change,) = data["changes"]
    pointer = (
        "#/paths/~1things/post/requestBody/content/application~1json/schema/properties/size/maximum"
    )
    assert change["old"] == {"file": "old.yaml", "pointer": pointer, "line": 15, "column": 19}
    assert change["verdicts"] == {"wire": "breaks", "types": "safe", "runtime": "breaks"}
    assert change["operations"] == ["POST /things"]


def test_github_annotations_name_file_and_line(run: Run) -> None:
    (line,) = run("old.yaml", "new.yaml", "--format", "github").stdout.splitlines()
    assert line.startswith(
        "::error file=new.yaml,line=15,col=19,title=request-bound-tightened::POST /things"
    )


def test_junit(run: Run) -> None:
    output = run("old.yaml", "new.yaml", "--format", "junit", "--fail-on", "breaking").stdout
    suite = ElementTree.fromstring(output)
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    case = suite[0]
    assert case.get("classname") == "request-bound-tightened"
    assert case[0].tag == "failure"
    passed = ElementTree.fromstring(run("old.yaml", "new.yaml", "--format", "junit").stdout)
    assert passed.get("failures") == "0"


def test_markdown_and_changelog(run: Run) -> None:
    page = run("old.yaml", "new.yaml", "--format", "markdown").stdout
    assert "## Breaking (1)" in page
    assert "| `POST /things request body.size`<br>new.yaml:15:19 |" in page
    notes = run("old.yaml", "grown.yaml", "--format", "changelog").stdout
    assert notes == (
        "## Unreleased\n\n### Added\n\n"
        "- `POST /things request body.more`: optional property more was added\n"
    )


def test_hostile_names_stay_text(run: Run) -> None:
    name = '"a|b\\n::error::x<script>`\\u001b[31m"'
    hostile = SPEC.replace("size:", f"{name}:")
    Path("hostile.yaml").write_text(hostile, encoding="utf-8")
    for form in FORMATS:
        output = run("old.yaml", "hostile.yaml", "--format", form).stdout
        assert "\x1b" not in output
        assert "\n::error::x" not in output
        if form in ("markdown", "changelog"):
            prose = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", output)
            assert "<script>" not in prose
    ElementTree.fromstring(run("old.yaml", "hostile.yaml", "--format", "junit").stdout)


@pytest.mark.parametrize(
    ("new", "version", "bumped"),
    [
        ("new.yaml", "1.2.3", "2.0.0"),
        ("new.yaml", "v0.2.3", "v0.3.0"),
        ("new.yaml", "2.0.0-rc.1", "2.0.0"),
        ("grown.yaml", "1.2.3", "1.3.0"),
        ("grown.yaml", "0.2.3", "0.2.4"),
        ("old.yaml", "1.2.3", "1.2.3"),
    ],
)
def test_bump(run: Run, new: str, version: str, bumped: str) -> None:
    assert run("old.yaml", new, "--bump", version).stdout == f"{bumped}\n"


def test_since_a_git_state(run: Run) -> None:
    git("init", "-q", "-b", "main")
    Path("spec").mkdir()
    Path("spec/api.yaml").write_text(SPEC, encoding="utf-8")
    git("add", "spec")
    git("commit", "-q", "-m", "first")
    assert run("--since", "main", "spec/api.yaml", "--fail-on", "any").exit_code == 0
    Path("spec/api.yaml").write_text(TIGHTER, encoding="utf-8")
    result = run("--since", "main", "spec/api.yaml", "--fail-on", "breaking", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=spec/api.yaml,line=15,col=19,")
    whole = run("main:spec", "spec")
    assert "was at main:spec/api.yaml:15:19" in whole.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.yaml"], "two revisions are needed"),
        (["old.yaml", "new.yaml", "--format", "pdf"], "--format has no 'pdf'"),
        (["old.yaml", "new.yaml", "--fail-on", "bad"], "--fail-on has no 'bad'"),
        (["old.yaml", "new.yaml", "--bump", "one"], "not a version: 'one'"),
        (["old.yaml", "new.yaml", "--since", "main"], "--since takes one file"),
        (["nowhere.yaml", "new.yaml"], "nowhere.yaml"),
        (["-x:old.yaml", "new.yaml"], ""),
        ([".", "new.yaml"], "more than one OpenAPI document"),
    ],
)
def test_mistakes_become_messages(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert message in result.output


def test_a_state_that_is_not_there(run: Run) -> None:
    git("init", "-q", "-b", "main")
    result = run("main:old.yaml", "new.yaml")
    assert result.exit_code == 1
    assert "no-revision" in result.output
