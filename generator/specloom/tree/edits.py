"""The hand edits of an output folder, as a patch and as a number of lines (layer 5)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.tree.plan import make_plan
from specloom.tree.record import lines_of


@dataclass(frozen=True, slots=True)
class Edit:
    """One edited file: what is generated, and what stands there, or will once it has been merged."""

    path: str
    generated: bytes
    edited: bytes

    @property
    def counts(self) -> tuple[int, int]:
        """How many lines the patch adds, and how many it takes away."""
        lines = self.patch().split(b"\n")[2:]
        added = sum(line.startswith(b"+") for line in lines)
        return added, sum(line.startswith(b"-") for line in lines)

    @property
    def lines(self) -> int:
        """How many lines were written by hand or removed; a line that was replaced counts once."""
        matcher = difflib.SequenceMatcher(
            None, lines_of(self.generated), lines_of(self.edited), autojunk=False
        )
        blocks = matcher.get_opcodes()
        return sum(max(end - start, b - a) for tag, a, b, start, end in blocks if tag != "equal")

    def patch(self) -> bytes:
        """The edit as a unified diff, for ``git apply`` or ``patch -p1`` in the output folder."""
        old, new = f"a/{self.path}".encode(), f"b/{self.path}".encode()
        lines = difflib.diff_bytes(
            difflib.unified_diff, lines_of(self.generated), lines_of(self.edited), old, new
        )
        return b"".join(_ended(line) for line in lines)


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def hand_edits(folder: Path, files: Mapping[str, str]) -> list[Edit]:
    """Every hand edit below an output folder, by path, where ``files`` is what would be generated.

    An edit of an older generation is shown as it will be once it has been merged; where it cannot be merged,
    as the file that stands there. Files that were added, or are generated no more, are no edits.
    """
    edits = make_plan(folder, files).edits
    return [Edit(path, files[path].encode("utf-8"), edits[path]) for path in sorted(edits)]
