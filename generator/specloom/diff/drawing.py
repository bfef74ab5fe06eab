"""A lifecycle as a picture: where each state stands, in layers from top to bottom (layer 4).

All lengths are pixels of a picture that is shown at its own size or smaller. What starts stands above, then
the pending states, then side by side the groups that follow them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from specloom.diff.prose import plain
from specloom.diff.states import States, fate

_TITLES: Final = {
    "pending": "pending", "action": "needs action", "success": "succeeded", "failure": "failed",
}  # fmt: skip
_CHARACTER: Final = 6.9
_BOX: Final = 26
_GAP: Final = 8
_HEAD: Final = 24
_LONGEST: Final = 28
_LEAST_COLUMN: Final = 104
_BETWEEN: Final = 16
_ARROW: Final = 46


@dataclass(frozen=True, slots=True)
class Box:
    """A state: its rectangle, what stands in it, and what became of it (``same``, ``moved``, ``alone``)."""

    x: float
    y: float
    width: float
    text: str
    fate: str


@dataclass(frozen=True, slots=True)
class Group:
    """The frame around the states of a group."""

    x: float
    y: float
    width: float
    height: float
    title: str
    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from top to bottom or back, with its end at ``y2`` and a label to its right."""

    x: float
    y1: float
    y2: float
    label: str = ""

    @property
    def barb(self) -> int:
        """How far behind its end the tip begins: above it where the arrow goes down."""
        return -7 if self.y2 > self.y1 else 7

    @property
    def middle(self) -> float:
        """Half of its way, where the label stands."""
        return (self.y1 + self.y2) / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its size; ``start`` is the centre of the dot from which all begins."""

    width: float
    height: float
    start: tuple[float, float]
    groups: tuple[Group, ...]
    arrows: tuple[Arrow, ...]


def drawn(states: States, other: States | None) -> Drawing:
    """The picture of a lifecycle; ``other`` is the same one in the other revision."""
    following = [name for name in ("action", "success", "failure") if states.group(name)]
    columns = [_column_width(states.group(name), _TITLES[name]) for name in following]
    width = max(sum(columns) + _BETWEEN * max(0, len(columns) - 1), 240.0)
    top = 60.0
    first = _pending(states, other, width, top)
    below = first.y + first.height + _ARROW if first else top
    groups = [first] if first else []
    arrows = [Arrow(width / 2, 18, top, ", ".join(map(_short, states.starts)))]
    x = (width - sum(columns) - _BETWEEN * max(0, len(columns) - 1)) / 2
    for name, column in zip(following, columns, strict=True):
        group = _stacked(states, other, name, x, below, column)
        groups.append(group)
        if first:
            arrows += _between(first, group, states.submit if name == "action" else "")
        x += column + _BETWEEN
    height = max((group.y + group.height for group in groups), default=top) + 2
    return Drawing(width, height, (width / 2, 12), tuple(groups), tuple(arrows))


def _between(first: Group, group: Group, answer: str) -> list[Arrow]:
    """Down from the pending states, and back where an answer leads back."""
    middle = group.x + group.width / 2
    end = first.y + first.height
    if not answer:
        return [Arrow(middle, end, group.y)]
    left = group.x + group.width / 4
    return [Arrow(left, end, group.y), Arrow(left + 16, group.y, end, _short(answer))]


def _pending(states: States, other: States | None, width: float, y: float) -> Group | None:
    """The pending states in rows, each row in the middle."""
    if not states.pending:
        return None
    rows: list[list[str]] = [[]]
    for state in states.pending:
        wanted = sum(_text_width(item) + _GAP for item in [*rows[-1], state]) + _GAP
        if rows[-1] and wanted > width:
            rows.append([])
        rows[-1].append(state)
    boxes: list[Box] = []
    for index, row in enumerate(rows):
        x = (width - sum(_text_width(item) + _GAP for item in row) + _GAP) / 2
        top = y + _HEAD + index * (_BOX + _GAP)
        for state in row:
            boxes.append(_box(x, top, _text_width(state), state, states, other))
            x += _text_width(state) + _GAP
    height = _HEAD + len(rows) * (_BOX + _GAP)
    return Group(0, y, width, height, _TITLES["pending"], "pending", tuple(boxes))


def _stacked(
    states: States, other: States | None, name: str, x: float, y: float, width: float
) -> Group:
    boxes = tuple(
        _box(x + _GAP, y + _HEAD + i * (_BOX + _GAP), width - 2 * _GAP, state, states, other)
        for i, state in enumerate(states.group(name))
    )
    height = _HEAD + len(boxes) * (_BOX + _GAP)
    return Group(x, y, width, height, _TITLES[name], name, boxes)


def _box(x: float, y: float, width: float, state: str, here: States, other: States | None) -> Box:
    return Box(x, y, width, _short(state), fate(state, here, other))


def _column_width(states: Sequence[str], title: str) -> float:
    widest = max(_text_width(text) for text in (*states, title))
    return max(widest + 2 * _GAP, _LEAST_COLUMN)


def _text_width(text: str) -> float:
    return len(_short(text)) * _CHARACTER + 2 * _GAP


def _short(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
