"""How large a document may be and how to allow more, and documents that come by the standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from specloom.cli import app
from specloom.diagnostics import SpecloomError
from specloom.load.limits import Limits, limited, limits, parse_limits

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.test"}]
paths:
  /cats:
    get: {operationId: listCats, responses: {"204": {description: none}}}
"""
CONFIG = """\
organization: {name: zoo}
specloom: {spec: spec.yaml, output: out}
resources: {cats: {methods: {look: get /cats}}}
"""
AS_JSON = json.dumps(
    {
        "openapi": "3.1.0",
        "info": {"title": "Zoo", "version": "1"},
        "servers": [{"url": "https://zoo.test"}],
        "paths": {
            "/cats": {
                "get": {"operationId": "listCats", "responses": {"204": {"description": "none"}}}
            }
        },
    }
)


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the command, with a spec and a configuration."""
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "specloom.yml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, words, input=given)


@pytest.mark.parametrize(
    "given",
    [
        SPEC.encode(),
        AS_JSON.encode(),
        SPEC.encode("utf-8-sig").replace(b"\n", b"\r\n"),
        SPEC.encode("utf-16"),
        AS_JSON.encode("utf-32"),
    ],
)
@pytest.mark.parametrize("words", [["-"], ["--spec", "-"], ["-", "--config", "specloom.yml"]])
def test_a_document_by_standard_input(box: Path, given: bytes, words: list[str]) -> None:
    ran = run("generate", *words, "-o", "out", given=given)
    assert ran.exit_code == 0, ran.output
    method = "look" if len(words) == 3 else "retrieve"
    text = (box / "out/src/zoo/resources/cats/cats.py").read_text()
    assert f"    def {method}(" in text


def test_a_configuration_by_standard_input(box: Path) -> None:
    for words in (["-"], ["--config", "-"]):
        assert run("generate", *words, given=CONFIG).exit_code == 0
        assert "def look(" in (box / "out/src/zoo/resources/cats/cats.py").read_text()
    both = run("generate", "--config", "-", "--spec", "-", given=CONFIG)
    assert both.exit_code == 2
    assert "standard input cannot be both" in both.output


def test_references_of_standard_input_stay_below_the_current_folder(box: Path) -> None:
    (box / "parts.json").write_text('{"get": {"responses": {"204": {}}}}')
    inside = "openapi: 3.0.0\ninfo: {title: Zoo, version: '1'}\npaths: {/a: {$ref: parts.json}}\n"
    assert run("generate", "-", "-o", "out", given=inside).exit_code == 0
    ran = run("generate", "-", "-o", "out", given=inside.replace("parts", "../parts"))
    assert ran.exit_code == 1
    assert "-:3:14 error[outside-ref]" in ran.output


def test_a_revision_by_standard_input(box: Path) -> None:
    other = SPEC.replace("get:", "put:")
    for pair in (["-", "spec.yaml"], ["spec.yaml", "-"]):
        ran = run("diff", *pair, "--format", "json", given=other)
        assert "request.method" in ran.output or "cats" in ran.output, ran.output
    assert run("diff", "-", "-", given=other).exit_code == 2


def test_mistakes_of_standard_input_have_a_place(box: Path) -> None:
    ran = run("generate", "-", given='{"openapi": "3.1.0", // no\n "paths": {}}')
    assert (ran.exit_code, ran.output.split(" ")[0]) == (1, "-:1:22")
    assert run("generate", "-", given=" \n").output.startswith("-:1:1 error[empty-file]")


BOMB = "x-0: &a0 [1, 2, 3]\n" + "".join(
    f"x-{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 5)}]\n" for level in range(1, 5)
)


@pytest.mark.parametrize(
    ("tight", "code"),
    [
        ("bytes=100", "too-large"),
        ("depth=4", "too-deep"),
        ("nodes=12", "too-many-nodes"),
        ("aliases=500", "alias-bomb"),
        ("files=1", "too-many-files"),
    ],
)
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_each_limit_names_its_option(box: Path, tight: str, code: str, suffix: str) -> None:
    if code == "alias-bomb" and suffix == "json":
        pytest.skip("JSON has no aliases")
    text = SPEC if suffix == "yaml" else AS_JSON
    if code == "too-many-files":
        for name in "ab":
            (box / f"{name}.json").write_text('{"responses": {"204": {}}}')
        text = json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "Zoo", "version": "1"},
                "paths": {f"/{name}": {"$ref": f"{name}.json"} for name in "ab"},
            }
        )
    elif code == "alias-bomb":
        text += BOMB
    (box / f"large.{suffix}").write_text(text)
    name = tight.partition("=")[0]
    for words in (["generate"], ["diff", f"large.{suffix}"]):
        ran = run(*words, f"large.{suffix}", "--limits", tight)
        assert ran.exit_code == 1, ran.output
        assert f"error[{code}]" in ran.output
        assert f"--limits {name}=NUMBER" in ran.output
    assert run("generate", f"large.{suffix}", "-o", "out").exit_code == 0


def test_a_chain_of_schemas_that_each_add_a_field_has_a_limit(box: Path) -> None:
    schemas: dict[str, object] = {
        f"S{n}": {
            "allOf": [{"$ref": f"#/components/schemas/S{n - 1}"}, {"properties": {f"p{n}": {}}}]
        }
        for n in range(1, 40)
    }
    schemas["S0"] = {"properties": {"p0": {}}}
    data = {**json.loads(AS_JSON), "components": {"schemas": schemas}}
    (box / "chain.json").write_text(json.dumps(data))
    ran = run("generate", "chain.json", "--limits", "fields=500")
    assert ran.exit_code == 1
    assert "error[too-many-fields]" in ran.output
    assert "--limits fields=NUMBER" in ran.output
    assert run("generate", "chain.json", "-o", "out").exit_code == 0


def test_limits_of_the_environment(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECLOOM_LIMITS", "depth=3")
    assert "nests deeper than 3 levels" in run("generate", "spec.yaml").output
    assert "nests deeper than 3 levels" in run("stats", "specloom.yml").output
    assert run("generate", "spec.yaml", "-o", "out", "--limits", "depth=200").exit_code == 0
    monkeypatch.setenv("SPECLOOM_LIMITS", "much")
    assert run("stats", "specloom.yml").exit_code == 2


@pytest.mark.parametrize(
    "text", ["depth", "depth=", "depth=0", "depth=-1", "breadth=5", "depth=2001", "bytes=1T", ","]
)
def test_limits_that_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(SpecloomError) as caught:
        parse_limits(text)
    assert [item.code for item in caught.value.diagnostics] == ["wrong-option"]


def test_limits_hold_for_as_long_as_they_are_in_force() -> None:
    assert parse_limits(" ") == limits() == Limits()
    with limited("depth=500, bytes=2G"):
        assert limits() == Limits(depth=500, bytes=2 << 30)
    assert limits() == Limits()


def test_a_document_deeper_than_usual_is_read(box: Path) -> None:
    schema: object = {"type": "string"}
    for _ in range(290):
        schema = {"type": "object", "properties": {"a": schema}}
    data = {**json.loads(AS_JSON), "components": {"schemas": {"A": schema}}}
    (box / "deep.json").write_text(json.dumps(data))
    assert "error[too-deep]" in run("generate", "deep.json").output
    ran = run("generate", "deep.json", "--limits", "depth=1K", "-o", "out")
    assert ran.exit_code == 0, ran.output
