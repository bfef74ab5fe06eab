"""The ratios as a picture: a line per row, a dot per client, how many times the floor each takes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from benchmarks.clients.measurement import Figures
from benchmarks.clients.rows import FLOOR, LANGGRAPH, OPENAI, OURS, ROWS, Row

_COLOURS = {OURS: "#0a7d4b", LANGGRAPH: "#8a63d2", OPENAI: "#d2691e"}
_LABELS, _WIDTH, _STEP, _TOP = 400, 480, 26, 56
_TICKS = (0.5, 1, 2, 5, 10, 20, 50)


def _x(ratio: float) -> float:
    """Where a ratio stands on the logarithmic axis, in pixels."""
    low, high = math.log(_TICKS[0]), math.log(_TICKS[-1])
    share = (math.log(ratio) - low) / (high - low)
    return round(_LABELS + _WIDTH * min(max(share, 0.0), 1.0), 1)


def plot(figures: Figures) -> str:
    """An SVG of the rows that were done by hand, too."""
    rows = [row for row in ROWS if row.unit and (figures.median(row.name, FLOOR) or 0) > 0]
    height = _TOP + _STEP * len(rows) + 16
    width = _LABELS + _WIDTH + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="13">',
        "<title>CPU time and memory of clients, as multiples of doing it by hand</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_legend(),
        *_axis(height),
    ]
    for place, row in enumerate(rows):
        lines += _line(row, figures, _TOP + _STEP * place + 18)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _legend() -> Iterator[str]:
    for place, (name, colour) in enumerate(_COLOURS.items()):
        x = _LABELS + 150 * place
        yield f'<circle cx="{x}" cy="14" r="5" fill="{colour}"/>'
        yield f'<text x="{x + 10}" y="18">{name}</text>'
    yield '<text x="8" y="18" fill="#555">how many times httpx2 by hand (log scale)</text>'


def _axis(height: int) -> Iterator[str]:
    for tick in _TICKS:
        x, colour = _x(tick), "#888" if tick == 1 else "#ddd"
        yield f'<path d="M{x} {_TOP - 8}V{height - 12}" stroke="{colour}"/>'
        yield f'<text x="{x}" y="{_TOP - 14}" text-anchor="middle" fill="#555">{tick:g}</text>'


def _line(row: Row, figures: Figures, y: int) -> Iterator[str]:
    floor = figures.median(row.name, FLOOR) or 1.0
    text = escape(row.what.replace("`", ""))
    yield f'<text x="{_LABELS - 24}" y="{y + 4}" text-anchor="end">{text}</text>'
    found: Sequence[tuple[str, float]] = [
        (colour, value / floor)
        for name, colour in reversed(_COLOURS.items())
        if (value := figures.median(row.name, name))
    ]
    for colour, ratio in found:
        yield f'<circle cx="{_x(ratio)}" cy="{y}" r="6" fill="{colour}"/>'
