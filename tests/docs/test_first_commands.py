"""The commands that the readme and the start page show first are run, in a folder that has the documents they name."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app

_ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPEC = """\
openapi: 3.1.0
info: {title: Petstore, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get: {operationId: listPets, responses: {"204": {description: none}}}
"""
_MORE = _SPEC + '    post: {operationId: addPet, responses: {"204": {description: none}}}\n'
_DOCUMENTS = {
    "api.yaml": _SPEC,
    "petstore.yaml": _SPEC,
    "openapi.yaml": _SPEC,
    "old.yaml": _SPEC,
    "new.yaml": _MORE,
    "stainless.yml": "organization: {name: pets}\nresources: {pets: {methods: {list: get /pets}}}\n",
}


def commands(page: str) -> list[str]:
    """The lines of a page's shell blocks that start specloom."""
    text = (_ROOT / page).read_text("utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.startswith("specloom ")]


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_first_commands_work_one_after_the_other(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in _DOCUMENTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    lines = commands(page)
    assert len(lines) > 1
    for line in lines:
        result = CliRunner().invoke(app, shlex.split(line, comments=True)[1:])
        assert result.exit_code == 0, f"{line}\n{result.output}"
        assert result.output.strip() or "generate" in line
    projects = [path.parent for path in tmp_path.rglob("pyproject.toml")]
    assert len(projects) == sum(line.startswith("specloom generate") for line in lines)
