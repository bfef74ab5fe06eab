"""What clients make of a server that misbehaves: ours next to `openai`, in one run.

usage: python -m benchmarks.faults [--only TEXT] [--ours]

A cell is a fault and a call; a promise about clients as a whole counts like one. What was broken is named, and
counted what was kept. Ends with 1 where a promise of ours is broken.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterator

from benchmarks.faults.calls import CALLS
from benchmarks.faults.judge import Subject, judge, prepare, subjects
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.table import FAULTS


def broken_cells(subject: Subject, only: str) -> Iterator[tuple[str, str, str]]:
    """Fault, call and broken promises (empty: none) of each cell."""
    for fault in FAULTS:
        for call in CALLS:
            if only in fault.name and (not fault.only or call.name in fault.only):
                yield fault.name, call.name, str(judge(fault, call, subject))


def main() -> int:
    """Print both tables and the count; 1 where a promise of ours is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="faults and promises whose name has this")
    parser.add_argument("--ours", action="store_true", help="our clients alone")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    prepare()
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, subject in subjects(ours_alone=arguments.ours).items():
        for fault, call, broken in broken_cells(subject, arguments.only):
            total[name] += 1
            kept[name] += not broken
            if broken:
                print(f"{name:18} {fault:34} {call:10} {broken}", flush=True)
        for promise, check in SCENARIOS.items():
            if arguments.only in promise:
                total[name] += 1
                broken = check(subject)
                kept[name] += not broken
                if broken:
                    print(f"{name:18} {promise:45} {broken}", flush=True)
    print(f"{'':18} {'kept':>6} {'of':>6}")
    for name, count in total.items():
        print(f"{name:18} {kept[name]:6} {count:6}")
    return int(any(kept[name] < total[name] for name in total if name.startswith("ours")))


if __name__ == "__main__":
    raise SystemExit(main())
