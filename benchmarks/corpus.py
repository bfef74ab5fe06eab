"""Every document of a folder becomes a package that is imported, built, called and type-checked.

    python -m benchmarks.corpus [--documents FOLDER] [--only TEXT] [--sample] [--accept] [--no-mypy]

Prints a line per document. The committed figures (``benchmarks/corpus.tsv``) may only improve: a
document that lost something, or that has failures and no committed figures, ends the run with status 1;
``--accept`` writes the new figures. ``--sample`` takes one small document of each kind, most of them of the tests'
own, so that something is left where the shared documents are absent.
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
from functools import partial
from pathlib import Path
from threading import Lock

from benchmarks import measures, packages

BASELINE = Path(__file__).parent / "corpus.tsv"
OWN = packages.ROOT / "tests" / "cases"
SAMPLE = {
    "3.0 in YAML": "corpus/oai/petstore-3.0.yaml",
    "3.0 in JSON, types that hold themselves": "corpus/readme-oas/schema-circular.json",
    "3.1 in YAML, streams of events": "corpus/typespec/sse-import-3-1.yml",
    "every security scheme": "corpus/readme-oas/security-3.1.yaml",
}
"""Documents of the shared folder, by what they are a sample of."""
OWN_SAMPLE = {
    "Swagger 2.0": "swagger_2_0/spec.yaml",
    "names that clash": "name_clashes/spec.yaml",
}
"""The same of the tests' own cases."""
_ONE_MYPY = Lock()
"""Packages of one name would write to the same entries of a cache."""
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

    @property
    def has_failures(self) -> bool:
        """Whether something of the document does not work."""
        return bool(self.status or self.failures or self.mypy)

    def worse_than(self, old: Row) -> list[str]:
        """What was lost since ``old``."""
        lost = [name for name in _GROW if getattr(self, name) < getattr(old, name)]
        return lost + [name for name in _SHRINK if getattr(self, name) > getattr(old, name)]


def documents(folder: Path, only: str) -> Iterator[Path]:
    """The documents below a folder whose path holds the text, in order; without those of :func:`parts`."""
    left_out = parts(folder)
    for path in sorted(set(folder.rglob("*")) - left_out):
        if path.suffix in _ENDINGS and path.is_file() and only in str(path.relative_to(folder)):
            yield path


def parts(folder: Path) -> set[Path]:
    """What a folder's ``INDEX.tsv`` does not list in its column ``path``: parts of other documents."""
    return {
        path
        for index in folder.rglob("INDEX.tsv")
        for path in set(index.parent.rglob("*")) - set(_listed(index))
        if path.suffix in _ENDINGS
    }


def sample(folder: Path) -> list[tuple[Path, Path]]:
    """The small documents of each kind that are there, each with the folder that its name starts from."""
    chosen = [(folder / name, folder) for name in SAMPLE.values()]
    chosen += [(OWN / name, OWN) for name in OWN_SAMPLE.values()]
    return [(path, start) for path, start in chosen if path.is_file()]


def _listed(index: Path) -> Iterator[Path]:
    with index.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield index.parent / row["path"]


def examine(document: Path, folder: Path, cache: Path | None) -> tuple[Row, list[str]]:
    """The figures of one document, and the first lines of what went wrong.

    ``cache`` is where mypy keeps what it knows of other packages; None: the types are not checked.
    """
    name = str(document.relative_to(folder))
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "sdk"
        done = packages.generate([str(document)], output)
        if done.status != 0:
            return Row(name, status=done.status), done.err.splitlines()[-3:]
        notes: list[str] = []
        built, calls, wrong = _use(output, notes)
        found = 0
        if cache is not None:
            with _ONE_MYPY:
                checked = packages.type_check(output, cache)
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


def total(rows: Iterable[Row]) -> str:
    """The sums that the README tells."""
    found = list(rows)
    clean = sum(not row.has_failures for row in found)
    sums = {name: sum(getattr(row, name) for row in found) for name in _NUMBERS}
    return (
        f"{clean} of {len(found)} documents without a failure: {sums['operations']:,} operations, "
        f"{sums['modules']:,} modules, {sums['models']:,} models, {sums['calls']:,} calls, "
        f"{sums['mypy']} errors of mypy"
    )


def _line(row: Row) -> str:
    return "".join([f"{row.document:<46}", *(f"{getattr(row, name):>11}" for name in _NUMBERS)])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=packages.ROOT.parent / "shared/specs")
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--no-mypy", action="store_true")
    return parser.parse_args()


def _examine_all(chosen: list[tuple[Path, Path]], mypy: bool) -> Iterator[tuple[Row, list[str]]]:
    """Two at a time; mypy reads what all of them import once."""
    with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(2) as pool:
        known = Path(cache) if mypy else None
        yield from pool.map(partial(_examine_one, known), chosen)


def _examine_one(cache: Path | None, item: tuple[Path, Path]) -> tuple[Row, list[str]]:
    path, folder = item
    return examine(path, folder, cache)


def main() -> int:
    """Examine the documents and compare with the committed figures."""
    arguments = _arguments()
    folder: Path = arguments.documents
    if not folder.is_dir() and not arguments.sample:
        print(f"{folder}: no such folder; name one with --documents", file=sys.stderr)
        return 2
    if arguments.sample:
        chosen = sample(folder)
    else:
        chosen = [(path, folder) for path in documents(folder, arguments.only)]
        for path in sorted(parts(folder)):
            print(
                f"{path.relative_to(folder)}: not examined, INDEX.tsv does not list it (a part of others)"
            )
    baseline, rows, lost = read_rows(BASELINE), dict[str, Row](), False
    print("".join([f"{'document':<46}", *(f"{name:>11}" for name in _NUMBERS)]))
    for row, notes in _examine_all(chosen, not arguments.no_mypy):
        rows[row.document] = row
        worse = row.worse_than(baseline.get(row.document, Row(row.document)))
        lost = lost or bool(worse)
        print(_line(row) + (f"  lost: {', '.join(worse)}" if worse else ""), flush=True)
        for note in notes:
            print(f"    {note[:200]}", flush=True)
    if arguments.accept:
        write_rows(BASELINE, {**baseline, **rows}.values())
        measures.refresh()
    print(total(rows.values()))
    return int(lost and not arguments.accept)


if __name__ == "__main__":
    sys.exit(main())
