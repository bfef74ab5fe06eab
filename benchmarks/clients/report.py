"""The figures as a table: ratios first, then goals, then times."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.clients.measurement import Figures
from benchmarks.clients.rows import CONTESTANTS, FLOOR, LANGGRAPH, OPENAI, OURS, ROWS, Row

_NAMED = {OURS: "ours", FLOOR: "by hand", OPENAI: "`openai`", LANGGRAPH: "`langgraph_sdk`"}


@dataclass(frozen=True)
class Verdict:
    """One goal of a row, in words, and whether it is met."""

    row: Row
    goal: str
    is_met: bool
    other: str = ""


def verdicts(figures: Figures) -> Iterator[Verdict]:
    """Every goal about what was measured."""
    for row in ROWS:
        value = figures.median(row.name, OURS)
        if row.limit is not None and value is not None:
            yield Verdict(row, f"≤ {_number(row.limit)} {row.unit}".strip(), value <= row.limit)
        for other, highest in row.at_most.items():
            if ratios := figures.ratios(row, other):
                goal = f"{_limit(highest)} {_named(other)}"
                yield Verdict(row, goal, statistics.median(ratios) <= highest, other)


def _limit(highest: float) -> str:
    return f"≤ {highest:.2f} ×" if highest >= 0.6 else f"≥ {1 / highest:.0f} × faster than"


def _named(other: str) -> str:
    return _NAMED.get(other) or next(f"“{row.what}”" for row in ROWS if row.name == other)


def unmet(figures: Figures) -> Iterator[tuple[str, str]]:
    """Each goal that is missed, and what stands in its way."""
    for verdict in verdicts(figures):
        if not verdict.is_met:
            why = f"{_share_of_hand(verdict, figures)}{verdict.row.why or 'not explained yet'}"
            yield f"{verdict.row.what}: {verdict.goal}", why


def _share_of_hand(verdict: Verdict, figures: Figures) -> str:
    """What a goal against another SDK asks for in terms of doing it by hand; empty where that is not measured."""
    row, highest = verdict.row, verdict.row.at_most.get(verdict.other)
    hand = figures.median(row.name, FLOOR)
    other = figures.median(row.name, verdict.other)
    if verdict.other not in (OPENAI, LANGGRAPH) or not (highest and hand and other):
        return ""
    share = hand / other
    return f"by hand it is {share:.2f} × {_NAMED[verdict.other]}, so that the goal is {highest / share:.2f} × by hand; "


def table(figures: Figures) -> str:
    """A markdown table of what was measured: ratios with their spread, goals, and the figures themselves."""
    head = ["what", *(f"ours ÷ {_NAMED[name]}" for name in CONTESTANTS[1:]), "goal", "met"]
    lines = [head + [_NAMED[name] for name in CONTESTANTS]]
    for row in _measured(figures):
        ratios = [figures.ratios(row, name) if row.unit else () for name in CONTESTANTS[1:]]
        values = [_value(figures.median(row.name, name), row) for name in CONTESTANTS]
        lines.append([row.what, *map(_spread, ratios), *_goals(row, figures), *values])
    return _aligned(lines)


def summary(figures: Figures) -> str:
    """The same in few columns: medians of ratios, our figures, goals."""
    lines = [["what", "ours", *(f"÷ {_NAMED[name]}" for name in CONTESTANTS[1:]), "goal", "met"]]
    for row in _measured(figures):
        ratios = [figures.ratios(row, name) if row.unit else () for name in CONTESTANTS[1:]]
        medians = [f"{statistics.median(found):.2f}" if found else "" for found in ratios]
        value = _value(figures.median(row.name, OURS), row)
        lines.append([row.what, value, *medians, *_goals(row, figures)])
    return _aligned(lines)


def _measured(figures: Figures) -> list[Row]:
    return [row for row in ROWS if figures.rounds(row.name, OURS)]


def _goals(row: Row, figures: Figures) -> tuple[str, str]:
    found = [verdict for verdict in verdicts(figures) if verdict.row is row]
    met = ("yes" if verdict.is_met else "no" for verdict in found)
    return ", ".join(verdict.goal for verdict in found), ", ".join(met)


def _spread(ratios: Sequence[float]) -> str:
    if not ratios:
        return ""
    middle, low, high = statistics.median(ratios), min(ratios), max(ratios)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def _value(value: float | None, row: Row) -> str:
    if value is None:
        return ""
    return f"{_number(value)} {row.unit}".strip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([rows[0], rule, *rows[1:]])
