"""Every code block of the readmes and of `docs/`: configurations are read, commands exist, programs type-check.

A new page is looked at without being listed here. The tutorial is run as a whole by a test of its own.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from specloom.cli import app
from specloom.load import parse_config

_ROOT = Path(__file__).resolve().parents[2]
_PAGES = [
    _ROOT / "README.md",
    *sorted((_ROOT / "docs").rglob("*.md")),
    *sorted((_ROOT / "generated").glob("*/README.md")),
]
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_TARGETS = set(re.findall(r"^([a-z-]+):", (_ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
_NOT_CHECKED = {
    "helpers/jobs.py": "woven into a package that the page makes up; helpers are checked by scripts/check_helpers.py",
    "order.py": "run by the test of the tutorial",
}
"""Programs, by their title, that are not type-checked here, each with the reason."""


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def _blocks() -> Iterator[Block]:
    for page in _PAGES:
        text = page.read_text("utf-8")
        for found in _BLOCK.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Block(page.relative_to(_ROOT).as_posix(), line, *found.groups(default=""))


BLOCKS = list(_blocks())


def of(*languages: str) -> list[Block]:
    return [block for block in BLOCKS if block.language in languages]


def test_there_are_blocks_of_each_kind() -> None:
    assert {"python", "sh", "yaml"} <= {block.language for block in BLOCKS}


@pytest.mark.parametrize("block", of("yaml", "yml"), ids=str)
def test_yaml_is_what_it_seems_to_be(block: Block) -> None:
    data = yaml.safe_load(block.text)
    if block.text.startswith(
        "# revisions/"
    ):  # a patch removes keys, and is no configuration by itself
        assert isinstance(data, dict)
        return
    if isinstance(data, dict) and not {"openapi", "overlay", "on", True, "ignore"} & data.keys():
        parse_config(data)


@pytest.mark.parametrize("block", of("sh", "bash", "console"), ids=str)
def test_commands_exist_with_their_options(block: Block) -> None:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    for line in block.text.splitlines():
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words[:1] == ["make"]:
            wanted = [word for word in words[1:] if "=" not in word and not word.startswith("-")]
            assert set(wanted) <= _TARGETS, line
        elif words[:1] == ["specloom"] and not words[1].startswith("-"):
            command = root.commands.get(words[1])
            assert isinstance(command, TyperCommand), line
            known = {
                name
                for item in command.params
                if isinstance(item, TyperOption)
                for name in item.opts
            }
            used = {word.partition("=")[0] for word in words[2:] if word.startswith("-")}
            assert used <= known | {"--help", "-h"}, line


def test_programs_type_check(tmp_path: Path) -> None:
    """The programs of a page are one program, in which each line has the number that it has in the page."""
    files: dict[str, str] = {}
    for index, page in enumerate(dict.fromkeys(block.page for block in of("python"))):
        lines = [""] * len((_ROOT / page).read_text("utf-8").splitlines())
        for block in of("python"):
            if block.page == page and block.title not in _NOT_CHECKED:
                text = block.text.splitlines()
                lines[block.line : block.line + len(text)] = text
        name = f"page_{index}.py"
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
        files[name] = page
    sources = [str(path) for path in sorted((_ROOT / "generated").glob("*/src"))]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--disable-error-code=no-redef",
         "--allow-redefinition-new", "--local-partial-types",
         "--cache-dir", str(_ROOT / ".mypy_cache" / "blocks"), *files],
        cwd=tmp_path, env={**os.environ, "MYPYPATH": os.pathsep.join(sources)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = done.stdout + done.stderr
    for name, page in files.items():
        told = told.replace(f"{name}:", f"{page}:")
    assert done.returncode == 0, told
