"""What clients make of a server that misbehaves: ours next to `openai`, in one run.

usage: python -m benchmarks.faults [--only TEXT] [--ours] [--short] [--record]

A cell is a fault and a call; a promise about clients as a whole counts like one. What was broken is named, and
counted what was kept, and what is worse than last recorded. ``--record`` adds a line to the history. Ends with 1 where
a promise of ours is broken.
"""

from __future__ import annotations

import argparse
from collections import Counter

from benchmarks.faults.cells import Cell, cells, find_all
from benchmarks.history import compare, shares_broken, versions

KINDS = ("sync", "async")


def _asked(arguments: argparse.Namespace) -> dict[str, list[Cell]]:
    packages = ("ours",) if arguments.ours else ("ours", "openai")
    names = [f"{package} {kind}" for package in packages for kind in KINDS]
    return {name: cells(name, arguments.only, short=arguments.short) for name in names}


def main() -> int:
    """Print what was broken and the count; 1 where a promise of ours is broken."""
    arguments = _parsed()
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for found in find_all(_asked(arguments)):
        cell = found.cell
        for name in (cell.subject, cell.subject.split()[0]):
            total[name] += 1
            kept[name] += not found.broken
        if found.broken:
            print(f"{cell.subject:14} {cell.name:36} {cell.call:10} {found.broken}", flush=True)
    _print_counts(kept, total)
    compare(_entry(kept, total), record=arguments.record)
    return int(kept["ours"] < total["ours"])


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="faults and promises whose name has this")
    parser.add_argument("--ours", action="store_true", help="our clients alone")
    parser.add_argument("--short", action="store_true", help="two calls for each fault, not all")
    parser.add_argument("--record", action="store_true", help="add a line to the history")
    arguments = parser.parse_args()
    if arguments.record and (arguments.only or arguments.ours):
        parser.error("only the whole table is recorded")
    return arguments


def _print_counts(kept: Counter[str], total: Counter[str]) -> None:
    print(f"{'promises':18} {'kept':>6} {'of':>6}")
    for name in sorted(total, reverse=True):
        shown = name if " " in name else f"{name} together"
        print(f"{shown:18} {kept[name]:6} {total[name]:6} {kept[name] / total[name]:7.1%}")


def _entry(kept: Counter[str], total: Counter[str]) -> dict[str, object]:
    return {
        "measure": "faults",
        "ratios": {"broken promises": shares_broken(kept, total)},
        "kept": {name: f"{kept[name]} of {total[name]}" for name in total if " " not in name},
        **versions(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
