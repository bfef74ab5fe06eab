"""The fenced blocks of every page that a user reads; a new page or block is found by itself."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_FENCE = re.compile(r'^( *)```(\w*)(?: +title="([^"]*)")? *$')
_SEPARATORS = re.compile(r"&&|\|\||[|;]")
PAGES = ("*.md", "docs/**/*.md", "generated/*/*.md", "examples/**/*.md", "spec/**/*.md")


@dataclass(frozen=True)
class Block:
    """A block: the page (relative to the checkout), the line of its first fence, its language, title and text."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    def commands(self) -> Iterator[list[str]]:
        """The words of each shell command; of a console only what stands behind a prompt."""
        lines = self.text.replace("\\\n", " ").splitlines()
        if self.language == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        for line in lines:
            yield from commands_of(line)


def commands_of(line: str) -> Iterator[list[str]]:
    """The words of each command in a line, without variables before it and redirections behind it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if not _SEPARATORS.fullmatch(word):
            words.append(word)
            continue
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words.pop(0)
        ends = [index for index, item in enumerate(words) if item in (">", ">>", "<")]
        if words:
            yield words[: ends[0]] if ends else words
        words = []


def pages() -> list[Path]:
    """All pages, in a stable order."""
    return sorted({path for pattern in PAGES for path in ROOT.glob(pattern)})


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page. Raises :class:`AssertionError` at one that is not closed."""
    name, found = page.relative_to(ROOT).as_posix(), list[Block]()
    opening: tuple[int, re.Match[str]] | None = None
    lines: list[str] = []
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if opening is None and fence:
            opening, lines = (number, fence), []
        elif opening is not None and fence and not fence[2]:
            indent, language, title = opening[1].groups()
            text = "".join(f"{item.removeprefix(indent)}\n" for item in lines)
            found.append(Block(name, opening[0], language, title or "", text))
            opening = None
        elif opening is not None:
            lines.append(line)
    assert opening is None, f"{name}:{opening[0] if opening else 0}: this block is not closed"
    return found


ALL = [block for page in pages() for block in blocks_of(page)]
