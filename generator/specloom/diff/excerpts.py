"""Lines of a document around a place (layer 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_BEFORE: Final = 3
_AFTER: Final = 6
_MARKED: Final = 8
"""Most lines of one part that are marked."""
_LONGEST: Final = 160
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file.

    ``first`` is the number of the first line, 1-based; the lines ``marked`` (of the file, both included) are
    what the place is about. Lines are cut where they are long; tabs are spaces.
    """

    first: int
    lines: tuple[str, ...]
    marked: tuple[int, int]

    @property
    def numbered(self) -> list[tuple[int, str, bool]]:
        """Number, text, and whether it is marked, of each line."""
        start, end = self.marked
        return [
            (number, text, start <= number <= end)
            for number, text in enumerate(self.lines, start=self.first)
        ]


def excerpt(lines: Sequence[str], line: int, column: int) -> Excerpt:
    """The lines around a place (1-based); what is indented below the line belongs to it."""
    last = line
    indent = _indent(lines[line - 1])
    while last < min(len(lines), line + _MARKED - 1) and _indent(lines[last]) > indent:
        last += 1
    first = max(1, line - _BEFORE)
    end = min(len(lines), max(last, line + _AFTER - _BEFORE))
    left = max(0, column - _LONGEST // 2) if len(lines[line - 1]) > _LONGEST else 0
    shown = tuple(text[left : left + _LONGEST].expandtabs(2) for text in lines[first - 1 : end])
    return Excerpt(first, shown, (line, last))


def _indent(text: str) -> int:
    """Columns before the text; none for an empty line, which belongs to what follows."""
    return len(text) - len(text.lstrip())
