"""What clients make of a server that misbehaves: ours next to `openai`, in one run.

usage: python -m benchmarks.faults [--only TEXT] [--ours] [--short]

A cell is a fault and a call; a promise about clients as a whole counts like one. What was broken is named, and
counted what was kept. Ends with 1 where a promise of ours is broken.
"""

from __future__ import annotations

import argparse
from collections import Counter

from benchmarks.faults.cells import Cell, cells, find_all

KINDS = ("sync", "async")


def _asked(arguments: argparse.Namespace) -> dict[str, list[Cell]]:
    packages = ("ours",) if arguments.ours else ("ours", "openai")
    names = [f"{package} {kind}" for package in packages for kind in KINDS]
    return {name: cells(name, arguments.only, short=arguments.short) for name in names}


def main() -> int:
    """Print what was broken and the count; 1 where a promise of ours is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="faults and promises whose name has this")
    parser.add_argument("--ours", action="store_true", help="our clients alone")
    parser.add_argument("--short", action="store_true", help="two calls for each fault, not all")
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for found in find_all(_asked(parser.parse_args())):
        cell = found.cell
        for name in (cell.subject, f"{cell.subject.split()[0]} together"):
            total[name] += 1
            kept[name] += not found.broken
        if found.broken:
            print(f"{cell.subject:14} {cell.name:36} {cell.call:10} {found.broken}", flush=True)
    print(f"{'promises':18} {'kept':>6} {'of':>6}")
    for name in sorted(total, reverse=True):
        print(f"{name:18} {kept[name]:6} {total[name]:6} {kept[name] / total[name]:7.1%}")
    return int(kept["ours together"] < total["ours together"])


if __name__ == "__main__":
    raise SystemExit(main())
