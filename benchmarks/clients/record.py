"""What outlives a run: the tables in the documentation, the plot, and a line of history."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import history
from benchmarks.clients.measurement import Figures
from benchmarks.clients.plot import plot
from benchmarks.clients.processes import ROOT
from benchmarks.clients.report import summary, table, unmet
from benchmarks.clients.rows import CONTESTANTS, OURS, ROWS

_MARKS = ("<!-- bench-runtime -->", "<!-- bench-runtime: end -->")
_PEERS = ("httpx2", "langgraph-sdk", "openai", "pydantic")


def record(figures: Figures) -> None:
    """Write the tables between the marks of README and documentation, the plot, and a line of history."""
    (ROOT / "docs/images/runtime.svg").write_text(plot(figures))
    put_between_marks(ROOT / "README.md", summary(figures))
    versions = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    measured = f"Python {platform.python_version()}, {versions}."
    missed = [f"- **{goal}**: {why}" for goal, why in unmet(figures)]
    page = [table(figures), "", measured]
    page += ["", "Goals that are not met:", "", *missed] if missed else []
    put_between_marks(ROOT / "docs/performance.md", "\n".join(page))
    history.append(_entry(figures))


def put_between_marks(path: Path, text: str) -> None:
    """Replace what stands between the marks of a page. Raises :class:`ValueError` where it has none."""
    before, found, rest = path.read_text().partition(_MARKS[0])
    _, ended, after = rest.partition(_MARKS[1])
    if not found or not ended:
        raise ValueError(f"{path} has no place for the table")
    path.write_text(f"{before}{_MARKS[0]}\n{text}\n{_MARKS[1]}{after}")


def _entry(figures: Figures) -> dict[str, object]:
    return {
        "measure": "runtime",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PEERS},
        "ratios": dict(ratios(figures)),
        "ours": {
            row.name: round(value, 2)
            for row in ROWS
            if (value := figures.median(row.name, OURS)) is not None
        },
    }


def ratios(figures: Figures) -> Iterator[tuple[str, dict[str, float]]]:
    """For each row the median ratios of ours to the others."""
    for row in ROWS:
        others = [*CONTESTANTS[1:], *(name for name in row.at_most if name not in CONTESTANTS)]
        found = {other: figures.ratios(row, other) for other in others} if row.unit else {}
        if any(found.values()):
            yield row.name, {
                other: round(statistics.median(rounds), 3)
                for other, rounds in found.items()
                if rounds
            }
