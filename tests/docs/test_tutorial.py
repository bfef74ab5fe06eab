"""The tutorial is run as it stands: its files are written, its commands executed, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_NOT_RUN = {"pip install specloom hatchling twine", "twine check --strict", "twine upload"}
"""Commands that need a package index; publishing is tested with the releases."""


@dataclass(frozen=True)
class Block:
    language: str
    title: str
    text: str


def blocks() -> Iterator[Block]:
    for language, title, text in _BLOCK.findall(_PAGE.read_text("utf-8")):
        yield Block(language, title, text)


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder, env={"PATH": path, "HOME": str(folder)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_tutorial_works_as_it_stands(tmp_path: Path) -> None:
    last = subprocess.CompletedProcess[str]("", 0, "", "")
    for block in blocks():
        if block.title == "output":
            assert block.text.strip() in last.stdout
        elif block.title == "error":
            assert block.text.strip() in last.stderr
        elif block.language == "sh" and block.title != "needs a package index":
            last = run(block.text, tmp_path)
            expected = 1 if block.title == "ends with exit status 1" else 0
            assert last.returncode == expected, f"{block.text}\n{last.stdout}{last.stderr}"
        elif block.title.endswith(", added"):
            with (tmp_path / block.title.partition(",")[0]).open("a") as file:
                file.write("\n" + block.text)
        elif block.language != "sh":
            (tmp_path / block.title).write_text(block.text)
    made = sorted(path.name for path in (tmp_path / "sdk" / "dist").iterdir())
    assert made == ["foundry-0.1.0-py3-none-any.whl", "foundry-0.1.0.tar.gz"]


def test_only_what_needs_an_index_is_not_run() -> None:
    lines = [
        line
        for block in blocks()
        if block.title == "needs a package index"
        for line in block.text.splitlines()
        if line != "specloom doctor"
    ]
    assert len(lines) == len(_NOT_RUN)
    assert all(any(line.startswith(start) for start in _NOT_RUN) for line in lines)
