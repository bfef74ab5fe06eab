"""How long comparing takes, next to loading the two documents, in the same process and the same run.

usage: python -m benchmarks.diff [--rounds N] [--same] [FILE ...]

Without ``--same``: every pair of the files, by default the full public documents of the reference API at five
dates. With it: each file against itself, by default every document of the shared test data; exit status 1 when one of
them differs from itself. Figures are seconds of CPU time, the least of all rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from specloom.diagnostics import SpecloomError
from specloom.diff import Revision, compare
from specloom.load import load_document

SPECS = Path(__file__).resolve().parent.parent.parent / "shared" / "specs"
SUFFIXES = (".yaml", ".yml", ".json")
Result = TypeVar("Result")


def timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of CPU time of an action, and what it gives."""
    started = time.process_time()
    result = action()
    return time.process_time() - started, result


def loaded(path: Path) -> Revision:
    """A document, ready to be compared; raises SpecloomError where it cannot be read."""
    document = load_document(path)
    return Revision(document.data, document.source)


def least(action: Callable[[], Result], rounds: int) -> tuple[float, Result]:
    """The least time of several rounds."""
    return min((timed(action) for _ in range(rounds)), key=lambda item: item[0])


def title(path: Path) -> str:
    """How a document is called in the table."""
    return path.parent.name if path.stem == "openapi" else path.stem


def pairs(paths: list[Path], rounds: int) -> int:
    """Print a row for each pair."""
    found = {path: least(lambda path=path: loaded(path), rounds) for path in paths}
    print(f"{'pair':<28}{'load s':>9}{'compare s':>11}{'ratio':>8}{'changes':>9}")
    for old, new in combinations(paths, 2):
        loading = found[old][0] + found[new][0]
        sides = found[old][1], found[new][1]
        comparing, changes = least(lambda sides=sides: compare(*sides), rounds)
        name = f"{title(old)}..{title(new)}"
        ratio = comparing / loading
        print(
            f"{name:<28}{loading:>9.2f}{comparing:>11.2f}{ratio:>8.2f}{len(changes):>9}", flush=True
        )
    return 0


def same(paths: list[Path]) -> int:
    """Compare each document with itself; 1 where one differs."""
    differing: list[Path] = []
    refused = 0
    started = time.process_time()
    for path in paths:
        try:
            one, other = loaded(path), loaded(path)
        except SpecloomError:
            refused += 1
            continue
        if compare(one, other):
            differing.append(path)
            print(f"differs from itself: {path}", flush=True)
    seconds = time.process_time() - started
    count = len(paths) - refused
    print(f"{count} documents against themselves: {len(differing)} differ ({seconds:.0f} s)")
    print(f"{refused} files are no OpenAPI document that can be read")
    return 1 if differing or not count else 0


def main() -> int:
    """Print the table, or what differs from itself."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=1, help="rounds (default 1)")
    parser.add_argument("--same", action="store_true", help="each file against itself")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    arguments = parser.parse_args()
    if arguments.same:
        every = sorted(path for path in SPECS.rglob("*") if path.suffix in SUFFIXES)
        return same(arguments.files or every)
    return pairs(arguments.files or sorted(SPECS.glob("openai/*/openapi.yaml")), arguments.rounds)


if __name__ == "__main__":
    raise SystemExit(main())
