"""What was measured before: a line for each recorded run, so that a loss shows.

A line says what was measured (``measure``), and its ``ratios``: for each row what ours is of something else, the lower
the better. Lines of ``make bench-generate``, whose ratios are those of other generators, are kept as they are.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent / "history.jsonl"
SLACK = 1.15
"""A ratio of times differs from run to run by about so much."""

Ratios = Mapping[str, Mapping[str, float]]


def append(entry: Mapping[str, object], file: Path | None = None) -> None:
    """Add a line."""
    with (file or FILE).open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(entry, sort_keys=True) + "\n")


def losses(measure: str, ratios: Ratios, file: Path | None = None) -> Iterator[str]:
    """Each ratio that is worse than the last recorded one of the same measure, in words."""
    before: Ratios = _last(measure, file or FILE).get("ratios", {})
    for row, found in ratios.items():
        for other, ratio in found.items():
            old = before.get(row, {}).get(other)
            if old is not None and ratio > old * SLACK:
                yield f"worse than last recorded: {row} ÷ {other}: {ratio:g}, was {old:g}"


def compare(entry: Mapping[str, Any], *, record: bool) -> None:
    """Print what is worse than last recorded, and add the line where it is to be recorded."""
    for loss in losses(entry["measure"], entry["ratios"]):
        print(loss)
    if record:
        append(entry)


def _last(measure: str, file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return next((entry for entry in reversed(entries) if entry.get("measure") == measure), {})


def shares_broken(
    kept: Mapping[str, int], total: Mapping[str, int], kind: str = ""
) -> dict[str, float]:
    """Which share of its promises ours broke, and that divided by the share of `openai`; of one kind of client."""
    ours, theirs = (
        1 - kept[name] / total[name] if total.get(name) else None
        for name in (f"ours{kind}", f"openai{kind}")
    )
    shares = {} if ours is None else {"promises": round(ours, 5)}
    if ours is not None and theirs:
        shares["openai"] = round(ours / theirs, 5)
    return shares


def versions() -> dict[str, object]:
    """What a line says about what it was measured with."""
    return {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("httpx2", "openai", "pydantic")},
    }
