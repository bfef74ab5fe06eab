"""Every document of a folder becomes a package that is imported, built, called and type-checked.

    python -m benchmarks.corpus [--documents FOLDER] [--only TEXT] [--accept] [--no-mypy]

Prints a line per document. The committed figures (``benchmarks/corpus.tsv``) may only improve: a
document that lost something ends the run with status 1; ``--accept`` writes the new figures.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from benchmarks import packages

BASELINE = Path(__file__).parent / "corpus.tsv"
_ENDINGS = {".json", ".yaml", ".yml"}
_GROW, _SHRINK = ("operations", "modules", "models", "calls"), ("status", "failures", "mypy")


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one document. ``failures``: modules, models and calls that do not work."""

    document: str
    status: int = 0
    warnings: int = 0
    operations: int = 0
    modules: int = 0
    models: int = 0
    calls: int = 0
    failures: int = 0
    mypy: int = 0

    def worse_than(self, old: Row) -> list[str]:
        """What was lost since ``old``."""
        lost = [name for name in _GROW if getattr(self, name) < getattr(old, name)]
        return lost + [name for name in _SHRINK if getattr(self, name) > getattr(old, name)]


def documents(folder: Path, only: str) -> Iterator[Path]:
    """The documents below a folder whose path holds the text, in order.

    Where a folder has an ``INDEX.tsv``, what it does not list in its column ``path`` is a part of another document.
    """
    parts = {
        path
        for index in folder.rglob("INDEX.tsv")
        for path in set(index.parent.rglob("*")) - set(_listed(index))
    }
    for path in sorted(set(folder.rglob("*")) - parts):
        if path.suffix in _ENDINGS and path.is_file() and only in str(path.relative_to(folder)):
            yield path


def _listed(index: Path) -> Iterator[Path]:
    with index.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield index.parent / row["path"]


def examine(document: Path, folder: Path, mypy: bool) -> tuple[Row, list[str]]:
    """The figures of one document, and the first lines of what went wrong."""
    name = str(document.relative_to(folder))
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "sdk"
        done = packages.generate([str(document)], output)
        if done.status != 0:
            return Row(name, status=done.status), done.err.splitlines()[-3:]
        notes: list[str] = []
        built, calls, wrong = _use(output, notes)
        found = 0
        if mypy:
            checked = packages.type_check(output, Path(scratch) / "mypy")
            found = packages.last_count(checked.out, "errors? in") or int(checked.status != 0)
            notes += [line for line in checked.out.splitlines() if " error: " in line][:3]
        return (
            Row(
                name,
                warnings=done.err.count(" warning["),
                operations=_operations(output),
                modules=built["modules"],
                models=built["models"],
                calls=calls,
                failures=built["failures"] + wrong,
                mypy=found,
            ),
            notes,
        )


def _use(output: Path, notes: list[str]) -> tuple[dict[str, int], int, int]:
    """Counts of what was built, of calls that work, and of those that do not."""
    built = packages.build_models(output)
    notes += built.err.splitlines()[:3]
    counts = {"modules": 0, "models": 0, "failures": 1}
    if built.status == 0:
        counts = json.loads(built.out.splitlines()[-1])
    called = packages.call_methods(output)
    if called.status:
        notes += [line for line in called.out.splitlines() if "Error" in line][:3]
    failed = packages.last_count(called.out, "failed") + packages.last_count(called.out, "errors?")
    return counts, packages.last_count(called.out, "passed"), failed or int(called.status != 0)


def _operations(output: Path) -> int:
    """How many operations the index of the package lists."""
    lines = (output / "api.md").read_text(encoding="utf-8").splitlines()
    return len({line.split("`")[1] for line in lines if line.startswith("- `")})


def read_rows(path: Path) -> dict[str, Row]:
    """The rows of a committed table by document; none where there is no file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        row["document"]: Row(row["document"], *(int(row[name]) for name in _NUMBERS))
        for row in rows
    }


_NUMBERS = tuple(field.name for field in fields(Row))[1:]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write a table, ordered by document."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["document", *_NUMBERS])
        writer.writerows(asdict(row).values() for row in sorted(rows, key=lambda row: row.document))


def _line(row: Row) -> str:
    return "".join([f"{row.document:<46}", *(f"{getattr(row, name):>11}" for name in _NUMBERS)])


def main() -> int:
    """Examine the documents and compare with the committed figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=packages.ROOT.parent / "shared/specs")
    parser.add_argument("--only", default="")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--no-mypy", action="store_true")
    arguments = parser.parse_args()
    folder: Path = arguments.documents
    if not folder.is_dir():
        print(f"{folder}: no such folder; name one with --documents", file=sys.stderr)
        return 2
    baseline, rows, lost = read_rows(BASELINE), dict[str, Row](), False
    print("".join([f"{'document':<46}", *(f"{name:>11}" for name in _NUMBERS)]))
    paths = list(documents(folder, arguments.only))
    with ThreadPoolExecutor(2) as pool:
        mypy = not arguments.no_mypy
        for row, notes in pool.map(lambda path: examine(path, folder, mypy), paths):
            rows[row.document] = row
            worse = row.worse_than(baseline.get(row.document, row))
            lost = lost or bool(worse)
            print(_line(row) + (f"  lost: {', '.join(worse)}" if worse else ""), flush=True)
            for note in notes:
                print(f"    {note[:200]}", flush=True)
    if arguments.accept:
        write_rows(BASELINE, {**baseline, **rows}.values())
    clean = sum(not (row.status or row.failures or row.mypy) for row in rows.values())
    print(f"{clean} of {len(rows)} documents without a failure")
    return int(lost and not arguments.accept)


if __name__ == "__main__":
    sys.exit(main())
