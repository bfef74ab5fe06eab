"""A configuration of the hosted service becomes one of our own, and says what became of each of its keys."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app
from specloom.diagnostics import Diagnostics, Severity, SpecloomError
from specloom.load.config_cut import cut, pruned
from specloom.load.document import read_mapping
from specloom.made_from import check_origin
from specloom.migrate import migrate

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /animals:
    get:
      operationId: listAnimals
      responses: {"200": {description: Fine., content: {application/json: {schema: {type: string}}}}}
"""
CONFIG = """\
# The zoo.

edition: 2025-10-10
organization:
  name: zoo  # a name
  # Only the service asks.
  upload_spec: true

targets:
  # For Go.
  go: {package_name: zoo}
  python:
    package_name: zoo_sdk
    publish: {pypi: true}
client_settings:
  opts: {token: {type: string, required_in_tests: true}}
resources:
  animals:
    methods:
      list:
        endpoint: get /animals
        skip_test_reason: slow
      hear: {type: webhook_unwrap}
settings:
  disable_mock_tests: true
"""
MIGRATED = """\
# Migrated from stainless.yml by specloom migrate.
# The zoo.

organization:
  name: zoo  # a name

targets:
  python:
    package_name: zoo_sdk
client_settings:
  opts:
    token:
      type: string
resources:
  animals:
    methods:
      list:
        endpoint: get /animals
      hear: {type: webhook_unwrap}

specloom:
  spec: ../openapi.yml
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document and its configuration, in the current folder."""
    (tmp_path / "openapi.yml").write_text(SPEC)
    (tmp_path / "stainless.yml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["migrate", *arguments])
    return done.exit_code, done.output


def test_what_has_no_effect_is_cut_out_and_the_rest_stays_as_it_is_written(folder: Path) -> None:
    status, said = run("stainless.yml", "--spec", "openapi.yml", "-o", "spec/specloom.yml")
    assert (folder / "spec/specloom.yml").read_text() == MIGRATED
    assert status == 0
    assert (
        "stainless.yml:11:3 note[migrate-left-out]: left out targets.go: another language" in said
    )
    assert "stainless.yml:14:5 warning[migrate-cannot]: targets.python.publish has no" in said
    assert "stainless.yml:17:1 note[migrate-kept]: kept resources: 1 resources, 2 methods" in said
    assert "stainless.yml:23:7 warning[migrate-cannot]: no method is made for 'hear'" in said
    assert "note[migrate-changed]: added specloom.spec: ../openapi.yml" in said
    assert "spec/specloom.yml:1:1 note[migrate-same]: " in said


def test_the_result_is_not_migrated_again_and_nothing_is_overwritten(folder: Path) -> None:
    assert run("stainless.yml", "--spec", "openapi.yml")[0] == 0
    status, said = run("specloom.yml", "--spec", "openapi.yml", "-o", "other.yml")
    assert (status, "error[already-migrated]" in said) == (1, True)
    assert not (folder / "other.yml").exists()
    status, said = run("stainless.yml", "--spec", "openapi.yml")
    assert (status, "error[file-exists]" in said) == (1, True)


def test_a_package_that_would_be_another_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = MIGRATED.replace("package_name: zoo_sdk", "package_name: ark").replace("../", "")

    def cut_too_much(*_: object) -> str:
        return lost.partition("\nspecloom:")[0]

    monkeypatch.setattr("specloom.migrate.cut", cut_too_much)
    status, said = run("stainless.yml", "--spec", "openapi.yml")
    assert (status, "error[migrate-differs]" in said) == (1, True)


def test_files_that_do_not_fit_each_other_are_told(folder: Path) -> None:
    (folder / "openapi.yml").write_text(SPEC.replace("/animals", "/beasts"))
    status, said = run("stainless.yml", "--spec", "openapi.yml")
    assert (status, "stainless.yml:20:7 warning[unknown-endpoint]" in said) == (1, True), said
    assert "specloom.yml:17:7 error[unknown-endpoint]" in said
    assert (folder / "specloom.yml").exists()


def test_what_is_not_known_is_cut_out_as_well(folder: Path) -> None:
    strange = "parcel: {node: {name: zoo}}\nsettings: {licens: MIT}\n"
    strange += "environments: {production: https://zoo.test, local: null}\n"
    (folder / "stainless.yml").write_text(
        CONFIG.replace("settings:\n  disable_mock_tests: true\n", strange)
    )
    status, said = run("stainless.yml", "--spec", "openapi.yml")
    assert status == 0, said
    assert "warning[config-unknown-key]: unknown key 'licens'; did you mean 'license'?" in said
    text = (folder / "specloom.yml").read_text()
    assert not [word for word in ("parcel:", "licens", "local") if word in text]
    assert "production: https://zoo.test" in text
    assert "migrate-same" in said


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("a: 1\nb: 2\n", {"#/a"}, "b: 2\n"),
        ("a: 1\n# of b\nb: 2\n", {"#/b"}, "a: 1\n"),
        ("a:\n  # of c\n  c: 1\n  # of d\n  d: 2\n", {"#/a/c"}, "a:\n  # of d\n  d: 2\n"),
        ("a: {c: 1, d: 2}  # lost\nb: 3 # kept\n", {"#/a/c"}, "a:\n  d: 2\nb: 3 # kept\n"),
        ("a: &x {c: 1}\nb: *x\n", {"#/a"}, "b:\n  c: 1\n"),
        ("on: no\n'1.10': yes\n", {"#/on"}, "'1.10': yes\n"),
        ('{"a": 1, "b": "no"}', {"#/a"}, "b: 'no'\n"),
        ("a:\n  - b: |\n      # text\n      c\n  - 1\nd: 1\n", {"#/d"}, "a:\n  - b: |\n      # text\n      c\n  - 1\n"),
    ],
)  # fmt: skip
def test_members_are_cut_out_of_a_text(
    tmp_path: Path, text: str, gone: set[str], left: str
) -> None:
    file = tmp_path / "file.yml"
    file.write_text(text)
    data = read_mapping(file, "file.yml", "")
    assert cut(file, gone) == left
    (tmp_path / "left.yml").write_text(left)
    assert read_mapping(tmp_path / "left.yml", "", "") == pruned(data, gone)


def _origin(folder: Path, stats: str) -> list[tuple[str, Severity]]:
    (folder / ".stats.yml").write_text(stats)
    found = Diagnostics()
    check_origin(str(folder), "stainless.yml", "openapi.yml", found)
    return [(item.code, item.severity) for item in found.items]


def test_an_sdk_is_known_by_the_digests_of_what_it_was_made_from(folder: Path) -> None:
    config, spec = (folder / "stainless.yml").read_bytes(), (folder / "openapi.yml").read_bytes()
    lines = [
        "configured_endpoints: 1",
        f"openapi_spec_hash: {hashlib.md5(spec).hexdigest()}",
        f"config_hash: {hashlib.md5(config).hexdigest()}",
    ]
    good, unknown = ("made-from", Severity.NOTE), ("cannot-verify", Severity.NOTE)
    assert _origin(folder, "\n".join(lines)) == [good, good, good, unknown]
    (folder / "stainless.yml").write_bytes(config.replace(b"\n", b"\r\n"))
    assert _origin(folder, "\n".join(lines)) == [good, good, good, unknown]
    (folder / "stainless.yml").write_bytes(config + b"# one more line\n")
    assert _origin(folder, "\n".join(lines))[0] == ("not-made-from", Severity.WARNING)


def test_an_older_sdk_has_the_digest_of_the_document_in_a_link(folder: Path) -> None:
    digest = hashlib.sha256((folder / "openapi.yml").read_bytes()).hexdigest()
    link = f"openapi_spec_url: https://specs.test/zoo%2Fzoo-{digest}.yml\nconfigured_endpoints: 2\n"
    assert _origin(folder, link) == [
        ("cannot-verify", Severity.WARNING),
        ("made-from", Severity.NOTE),
        ("not-made-from", Severity.WARNING),
        ("cannot-verify", Severity.NOTE),
    ]
    assert {code for code, _ in _origin(folder, "{}\n")} == {"cannot-verify"}


def test_an_sdk_that_was_made_from_something_else_is_a_finding(folder: Path) -> None:
    (folder / ".stats.yml").write_text("config_hash: 0\n")
    status, said = run("stainless.yml", "--spec", "openapi.yml", "--sdk", ".stats.yml")
    assert (status, ".stats.yml:1:1 warning[not-made-from]: config_hash is 0" in said) == (1, True)


def test_the_configuration_has_to_be_one(folder: Path) -> None:
    (folder / "stainless.yml").write_text("resources: 5\n")
    with pytest.raises(SpecloomError, match="this must be a mapping"):
        migrate("stainless.yml", "openapi.yml", Path("specloom.yml"))
