"""Two views of one position, side by side (layer 4)."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diff.changes import Direction
from specloom.diff.revision import below
from specloom.diff.views import View
from specloom.diff.walk import Walk


@dataclass(frozen=True, slots=True)
class Sides:
    """Two views and the direction in which their values travel."""

    walk: Walk
    old: View
    new: View
    direction: Direction

    def places(self, word: str, *tokens: str | int) -> tuple[str, str]:
        """Where a keyword stands in both, or would stand."""
        here = [
            below(view.holder(word, other), word, *tokens) if word in view.words
            else view.holder(word, other)
            for view, other in ((self.old, self.new), (self.new, self.old))
        ]  # fmt: skip
        return here[0], here[1]
