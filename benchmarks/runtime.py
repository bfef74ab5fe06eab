"""What clients cost, side by side: ours, `openai`, `langgraph_sdk`, and ``httpx2`` by hand with the same models.

usage: python -m benchmarks.runtime [--short] [--only TEXT] [--record]

Figures are CPU time of the client's process (user and system; the server is another process), medians of several rounds
in which the contestants take turns. A ratio is the median of the rounds' ratios, with the lowest and the highest.
``--short`` takes less of everything, for CI; ``--record`` writes the table and the plot into the
documentation and adds a line to the history. What is worse than its last line is told.
"""

from __future__ import annotations

import argparse

from benchmarks import history
from benchmarks.clients.measurement import measure
from benchmarks.clients.record import ratios, record
from benchmarks.clients.report import table, unmet


def main() -> int:
    """Print the table, and what stands in the way of goals that are missed."""
    parser = argparse.ArgumentParser(description="What clients cost, side by side.")
    parser.add_argument("--short", action="store_true", help="less of everything")
    parser.add_argument("--only", default="", help="rows whose name has this")
    parser.add_argument("--record", action="store_true", help="write documentation and history")
    arguments = parser.parse_args()
    figures = measure(short=arguments.short, only=arguments.only)
    print(table(figures))
    for loss in history.losses("runtime", dict(ratios(figures))):
        print(loss)
    if arguments.record:
        record(figures)
    for goal, why in unmet(figures):
        print(f"not met: {goal}: {why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
