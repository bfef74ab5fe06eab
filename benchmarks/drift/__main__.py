"""What clients make of answers that drift from the document: ours next to `openai`, in one run.

usage: python -m benchmarks.drift [--only TEXT] [--short] [--verbose] [--record]

A cell is a change of one member of one answer, read by one client. What ours broke is named, and counted what
was kept. Then what a drifted answer costs, and what is worse than last recorded. ``--record`` adds a line to the
history. Ends with 1 where a promise of ours is broken.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from benchmarks.drift.answers import quiet
from benchmarks.drift.cells import Verdict, verdicts
from benchmarks.drift.cost import LIMIT, costs
from benchmarks.history import compare, shares_broken, versions

COLUMNS = ("ours", "ours strict", "openai", "openai strict")


def _print_table(kept: Counter[tuple[str, str]], total: Counter[tuple[str, str]]) -> None:
    rows = list(dict.fromkeys(row for row, _ in total))
    print(f"{'':20}" + "".join(f"{column:>17}" for column in COLUMNS))
    for row in (*rows, "total"):
        cells: list[str] = []
        for column in COLUMNS:
            of = [key for key in total if key[1] == column and row in ("total", key[0])]
            held = sum(kept[key] for key in of)
            count = sum(total[key] for key in of)
            cells.append(f"{f'{held} of {count}' if count else '':>17}")
        print(f"{row:20}" + "".join(cells))


def _is_worth_telling(verdict: Verdict, arguments: argparse.Namespace) -> bool:
    return bool(verdict.broken) and (verdict.column.startswith("ours") or arguments.verbose)


def main() -> int:
    """Print what was broken, the table and the costs; 1 where a promise of ours is broken."""
    arguments = _parsed()
    quiet()
    kept: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts(arguments.only, every=9 if arguments.short else 1):
        total[verdict.row, verdict.column] += 1
        kept[verdict.row, verdict.column] += not verdict.broken
        if _is_worth_telling(verdict, arguments):
            print(verdict, flush=True)
    _print_table(kept, total)
    found = dict(costs(short=arguments.short))
    for name, ratio in found.items():
        print(f"a drifted answer costs {ratio:.1f} of a clean one (at most {LIMIT:g}): {name}")
    compare(_entry(kept, total, found), record=arguments.record)
    is_dear = not arguments.short and any(ratio > LIMIT for ratio in found.values())
    ours = [key for key in total if key[1].startswith("ours")]
    return int(is_dear or any(kept[key] < total[key] for key in ours))


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="answers whose name has this")
    parser.add_argument("--short", action="store_true", help="every ninth cell")
    parser.add_argument("--verbose", action="store_true", help="name what `openai` broke as well")
    parser.add_argument("--record", action="store_true", help="add a line to the history")
    arguments = parser.parse_args()
    if arguments.record and arguments.only:
        parser.error("only the whole table is recorded")
    return arguments


def _entry(
    kept: Counter[tuple[str, str]], total: Counter[tuple[str, str]], found: dict[str, float]
) -> dict[str, Any]:
    """The line of history: shares of broken promises of both kinds of clients, and the costs."""
    held, of = _by_column(kept), _by_column(total)
    ratios: dict[str, dict[str, float]] = {
        f"broken promises{kind}": shares_broken(held, of, kind) for kind in ("", " strict")
    }
    ratios |= {name: {"a clean answer": round(ratio, 2)} for name, ratio in found.items()}
    return {
        "measure": "drift",
        "ratios": ratios,
        "kept": {column: f"{held[column]} of {of[column]}" for column in COLUMNS if of[column]},
        **versions(),
    }


def _by_column(counted: Counter[tuple[str, str]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for (_, column), count in counted.items():
        sums[column] += count
    return sums


if __name__ == "__main__":
    raise SystemExit(main())
