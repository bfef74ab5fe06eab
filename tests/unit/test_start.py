"""The short way into ``generate`` understands what the command-line framework understands, or leaves it to it."""

from __future__ import annotations

import sys

import pytest
import typer
from typer.testing import CliRunner

from specloom import generating
from specloom.cli import app
from specloom.generating import Wishes
from specloom.start import SHORT, main, options, plain_wishes


def by_the_framework(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> Wishes | None:
    """What the framework makes of the arguments; ``None`` where it does not come to generate anything."""
    asked: list[Wishes] = []
    monkeypatch.setattr(generating, "generate", asked.append)
    CliRunner().invoke(app, arguments)
    return asked[0] if asked else None


def test_every_option_of_the_framework_is_known() -> None:
    command = typer.main.get_command(app).commands["generate"]  # type: ignore[attr-defined]
    theirs: dict[str, tuple[str, bool]] = {}
    letters: dict[str, str] = {}
    for item in command.params:
        long = next((name for name in item.opts if name.startswith("--")), "")
        if long and item.name != "help":
            theirs[long] = item.name, bool(getattr(item, "is_flag", False))
            letters |= {name: long for name in item.opts if name != long}
    assert options() == theirs
    assert letters == SHORT


PLAIN = [
    "generate",
    "generate specloom.yml",
    "generate spec.yaml --output out",
    "generate --spec spec.yaml --config=specloom.yml -o out -q",
    "generate spec.yaml --check --json --strict --force --conflicts markers",
    "generate --cache-dir=cache --spec a.yaml --spec b.yaml",
    "generate --no-cache --quiet --output=a=b",
    "generate --output= spec.yaml",
]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_wishes_are_understood_alike(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    arguments = line.split()
    ours = plain_wishes(arguments)
    assert ours is not None
    assert ours == by_the_framework(monkeypatch, arguments)


LEFT = [
    "",
    "--version",
    "diff a.yaml b.yaml",
    "generate --help",
    "generate one.yaml two.yaml",
    "generate --output",
    "generate --output --check",
    "generate --quiet=yes",
    "generate -oout",
    "generate -o=out",
    "generate -- spec.yaml",
    "generate --cache x",
]


@pytest.mark.parametrize("line", LEFT)
def test_all_else_is_left_to_the_framework(line: str) -> None:
    assert plain_wishes(line.split()) is None


def test_the_short_way_needs_no_framework(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "typer"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "argv", ["specloom", "generate", "no-such-file.yaml", "--no-cache"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "file-not-found" in capsys.readouterr().err
    assert "typer" not in sys.modules
