"""A configuration that was written for the hosted service works; what is not known of it is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app
from specloom.diagnostics import Severity
from specloom.load import Config, load_config
from specloom.load.config_lenient import TOLERATED
from specloom.registry import explanations
from tests.support.specs import failure, write

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /animals:
    get:
      responses:
        "200": {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
components:
  schemas:
    Animal: {type: object, properties: {id: {type: string}}}
"""
CONFIG = """\
organization: {name: zoo, new_key: 1}
targets: {python: {package_name: zoo}}
resources:
  animals:
    models: {animal: Animal, beast: Beast, gone: null}
    methods:
      list: {endpoint: get /animals, colour: red, paginated: true}
      create: post /animals
      other: {type: alias, to: nothing}
  empty:
client_settings:
  opts: {key: {type: string, auth: {security_scheme: Nowhere}, read_env: null, default: x}}
openapi:
  transforms:
    - {command: reverse, args: {}}
    - {command: remove, args: {target: $.components.schemas.Nothing}}
query_settings: {array_format: dots}
"""


def read(folder: Path, text: str, name: str = "stainless.yml") -> Config:
    return load_config(write(folder, text, name))


def test_what_is_not_known_is_left_out_with_its_place(tmp_path: Path) -> None:
    config = read(tmp_path, CONFIG)
    assert [(item.code, item.source and item.source.pointer) for item in config.findings] == [
        ("config-unknown-key", "#/organization/new_key"),
        ("config-unknown-key", "#/resources/animals/methods/list/colour"),
        ("config-value", "#/query_settings/array_format"),
    ]
    assert {item.severity for item in config.findings} == {Severity.WARNING}
    assert "#/client_settings/opts/key/read_env" in config.left_out
    assert list(config.resources) == ["animals"]
    assert list(config.resources["animals"].models) == ["animal", "beast"]
    assert config.query_settings.array_format == "comma"


def test_a_package_comes_of_what_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, SPEC, "openapi.yml")
    write(tmp_path, CONFIG, "stainless.yml")
    monkeypatch.chdir(tmp_path)
    command = "generate --config stainless.yml --spec openapi.yml --output sdk --no-cache".split()
    done = CliRunner().invoke(app, [*command, "--strict"])
    assert (done.exit_code, Path("sdk").exists()) == (1, False)
    assert "stainless.yml:1:27 error[config-unknown-key]: unknown key 'new_key'" in done.output
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    for place in (
        "1:27 warning[config-unknown-key]", "5:30 warning[unknown-schema]", "7:51 warning[not-paginated]",
        "8:7 warning[unknown-endpoint]", "9:28 warning[unknown-alias]", "15:8 warning[unknown-transform]",
        "16:32 warning[bad-transform]", "12:37 warning[unknown-security-scheme]",
    ):  # fmt: skip
        assert f"stainless.yml:{place}" in done.output, place
    assert "client.animals.list() -> Animal" in Path("sdk/api.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "head"), [("specloom.yml", ""), ("zoo.yml", "specloom: {version: '2'}\n")]
)
def test_in_one_of_our_own_it_is_a_mistake(name: str, head: str, tmp_path: Path) -> None:
    found = failure(lambda: read(tmp_path, f"{head}settings: {{licens: MIT}}\n", name))
    assert [(item.code, item.severity) for item in found] == [
        ("config-unknown-key", Severity.ERROR)
    ]


def test_what_is_wrong_otherwise_stays_an_error(tmp_path: Path) -> None:
    text = (
        "pagination: [{name: a, type: circle}]\nresources: {a: {methods: {b: fetch /x}}}\nnew: 1\n"
    )
    codes = [item.code for item in failure(lambda: read(tmp_path, text))]
    assert codes == ["config-value", "config-value", "config-unknown-key"]


def test_what_is_let_pass_is_explained_as_a_warning_too() -> None:
    told = {code: item.levels for code, item in explanations().items()}
    assert [code for code in TOLERATED if Severity.WARNING not in told[code]] == []
    assert told["config-missing-key"] == (Severity.ERROR,)
