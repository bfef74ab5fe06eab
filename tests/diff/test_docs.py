"""The examples of docs/diff.md do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app

FILE = re.compile(r'```yaml title="([\w.]+)"\n(.*?)```', re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ specloom (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def test_every_example_gives_what_the_page_shows(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (root / "docs" / "diff.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    for name, text in FILE.findall(page):
        Path(name).write_text(text, encoding="utf-8")
    commands = [item for block in CONSOLE.findall(page) for item in COMMAND.findall(block)]
    assert len(commands) == page.count("\n$ ")
    for arguments, shown in commands:
        result = CliRunner().invoke(app, shlex.split(arguments))
        status = f"[exit {result.exit_code}]\n" if result.exit_code else ""
        assert result.output + status == shown, arguments


def test_every_key_of_the_rules_is_documented(root: Path) -> None:
    from specloom.load.policy import IgnoreRule, Initial, SemverRule

    page = (root / "docs" / "diff.md").read_text(encoding="utf-8")
    for model in (IgnoreRule, SemverRule, Initial):
        assert [key for key in model.model_fields if f"`{key}`" not in page] == []
