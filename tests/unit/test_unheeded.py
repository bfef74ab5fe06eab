"""Each key of a configuration is read, or it is said that it has no effect and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import specloom
from specloom.cli import app
from specloom.load.config import keys_of
from specloom.load.config_base import Node
from specloom.load.config_model import Config
from specloom.migration_rules import CANNOT, LEFT_OUT
from tests.unit.test_migrate import CONFIG, SPEC

PACKAGE = Path(specloom.__file__).parent
READ_AS_A_WHOLE = {
    "PagePurpose": {"from_header", "is_top_level_array"},
    "SecurityScheme": {"bearer_format", "details"},
    "Config": {"webhooks"},
    "Opt": {"send_in_path", "server_variable"},
    "AuthDetails": {"scheme_keyword"},
    "Method": {"unwrap_response"},
}
"""Keys that are read with the node around them, or into another key."""


def node_types(kind: type[Node] = Node) -> Iterator[type[Node]]:
    for below in kind.__subclasses__():
        yield below
        yield from node_types(below)


def sources() -> str:
    paths = [path for path in PACKAGE.rglob("*.py") if path.name != "migration_rules.py"]
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


def test_no_key_is_accepted_and_forgotten() -> None:
    text = sources()
    forgotten: list[str] = []
    for kind in node_types():
        told = {*LEFT_OUT.get(kind, ()), *CANNOT.get(kind, ())}
        for name, info in kind.model_fields.items():
            known = {name, info.alias} & told or name in READ_AS_A_WHOLE.get(kind.__name__, ())
            if not known and re.search(rf"\.{name}\b", text) is None:
                forgotten.append(f"{kind.__name__}.{name}")
    assert forgotten == []


def test_the_tables_have_keys_that_there_are() -> None:
    for table in (LEFT_OUT, CANNOT):
        for kind, reasons in table.items():
            assert not reasons.keys() - set(keys_of(kind)), kind


def test_a_key_is_in_one_table_only() -> None:
    assert {
        (kind.__name__, key)
        for kind, reasons in LEFT_OUT.items()
        for key in reasons.keys() & CANNOT.get(kind, {}).keys()
    } == set()
    assert Config in LEFT_OUT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document and its configuration, in the current folder."""
    (tmp_path / "openapi.yml").write_text(SPEC)
    (tmp_path / "stainless.yml").write_text(
        CONFIG.replace("type: webhook_unwrap", "type: websocket")
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["generate", *arguments, "--output", "sdk", "--no-cache"])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_what_has_no_effect_is_told_once_when_it_is_generated_from(folder: Path) -> None:
    output = said("--config", "stainless.yml", "--spec", "openapi.yml")
    assert output.count("note[no-effect]") == 1
    assert "8 keys of this configuration have no effect here, targets.python.publish" in output
    assert "resources.animals.methods.hear.type among them" in output
    done = CliRunner().invoke(app, ["migrate", "stainless.yml", "--spec", "openapi.yml"])
    assert done.exit_code == 0, done.output
    assert "no-effect" not in said("specloom.yml")
    assert "no-effect" not in said("openapi.yml")
