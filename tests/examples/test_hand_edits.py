"""The commands of docs/hand-edits.md do what the page says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app
from tests.unit.test_cli import CONFIG, SPEC

FAILING = ("specloom generate --quiet", "specloom generate --quiet --conflicts markers")


def commands(page: str) -> list[tuple[str, str]]:
    """Each command of the console blocks, and what it prints."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    return [(command, output) for command, output in found]


def neutral(text: str) -> str:
    """Output without the number of files, and without line numbers of patches."""
    return re.sub(
        r"^@@ .* @@", "@@ PLACE @@", re.sub(r"\(\d+ files", "(FILES files", text), flags=re.M
    )


def printed(command: str) -> str:
    """What a command prints; its exit status is the one that the page promises."""
    words = shlex.split(command.partition(" > ")[0])
    if words[0] != "specloom":
        subprocess.run(words, check=True)
        return ""
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code == (1 if command in FAILING else 0), result.output
    return "" if " > " in command else result.output


def test_every_command_of_the_page(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("helpers").mkdir()
    Path("spec.yaml").write_text(SPEC, "utf-8")
    Path("specloom.yml").write_text(CONFIG.replace("{spec:", "{helpers: helpers, spec:"), "utf-8")
    assert CliRunner().invoke(app, ["generate"]).exit_code == 0
    page = (root / "docs" / "hand-edits.md").read_text("utf-8")
    told = commands(page)
    assert len(told) > 8
    for command, output in told:
        assert (command, neutral(printed(command))) == (command, output)
