"""Every published pair of configuration and document becomes a package; where the surface of the SDK that was
made from the pair is known, the package is compared with it.

    python -m benchmarks.parity [--cases FOLDER] [--only TEXT] [--no-mypy] [--record]

A case is a folder with ``stainless.yml``, ``openapi.*`` and perhaps ``surface.json``; the comparison is the
script ``tools/surface.py`` beside the folder of the cases. Exit status 1 when a goal is missed; ``--record`` keeps
the figures (see :mod:`benchmarks.measures`).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import measures, packages

_COLUMNS = {
    "methods": "method_recall",
    "signatures": "perfect_signature_all",
    "returns": "return_exact_all",
    "models": "model_recall_path",
    "fields": "field_recall",
    "constructor": "ctor_recall",
    "nothing else": "ctor_precision",
}
GOALS = {"signatures": 0.95, "models": 0.95}
"""The least share of what the published SDKs have, over all scored cases."""


@dataclass(slots=True)
class Result:
    """One case. ``counts`` has (found, published) per column; empty where nothing was published."""

    name: str
    status: int = 0
    failures: int = 0
    mypy: int = 0
    counts: Mapping[str, tuple[int, int]] = field(default_factory=lambda: {})
    notes: list[str] = field(default_factory=lambda: [])


def cases(folder: Path, only: str) -> Iterator[Path]:
    """The folders of the cases whose name holds the text, in order."""
    for config in sorted(folder.glob("*/stainless.yml")):
        if only in config.parent.name:
            yield config.parent


def examine(case: Path, scorer: Path, mypy: bool) -> Result:
    """Generate, import, type-check and compare one case."""
    result = Result(case.name)
    (document,) = case.glob("openapi.*")
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "sdk"
        config = ["--config", str(case / "stainless.yml"), "--spec", str(document)]
        done = packages.generate(config, output)
        result.status = done.status
        if done.status:
            result.notes = done.err.splitlines()[-3:]
            return result
        built = packages.build_models(output)
        result.failures = json.loads(built.out)["failures"] if built.status == 0 else 1
        result.notes = built.err.splitlines()[:3]
        if mypy:
            checked = packages.type_check(output, Path(scratch) / "mypy")
            result.mypy = packages.last_count(checked.out, "errors? in") or int(checked.status != 0)
        if (case / "surface.json").exists():
            result.counts = _score(case / "surface.json", output, scorer, Path(scratch) / "score")
    return result


def _score(published: Path, output: Path, scorer: Path, into: Path) -> dict[str, tuple[int, int]]:
    (package,) = (output / "src").iterdir()
    packages.run([str(scorer), "score", str(published), str(package), "--json", str(into)])
    counts = json.loads(into.read_text(encoding="utf-8"))["counts"]
    return {name: tuple(counts.get(metric, (0, 0))) for name, metric in _COLUMNS.items()}


def _line(result: Result) -> str:
    start = f"{result.name:<18}{result.status:>7}{result.failures:>9}{result.mypy:>6}"
    shares = (result.counts.get(name) for name in _COLUMNS)
    return start + "".join(f"{f'{share[0]}/{share[1]}' if share else '-':>13}" for share in shares)


def _totals(results: list[Result]) -> dict[str, tuple[int, int]]:
    scored = [result.counts for result in results if result.counts]
    return {
        name: (sum(one[name][0] for one in scored), sum(one[name][1] for one in scored))
        for name in _COLUMNS
        if scored
    }


def main() -> int:
    """Examine the cases, print the table and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=packages.ROOT.parent / "shared/stainless")
    parser.add_argument("--only", default="")
    parser.add_argument("--no-mypy", action="store_true")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    folder: Path = arguments.cases
    if not folder.is_dir():
        print(f"{folder}: no such folder; name one with --cases", file=sys.stderr)
        return 2
    scorer = folder.parent / "tools" / "surface.py"
    head = "".join(f"{name:>13}" for name in _COLUMNS)
    print(f"{'case':<18}{'status':>7}{'failures':>9}{'mypy':>6}{head}")
    results: list[Result] = []
    with ThreadPoolExecutor(2) as pool:
        paths = list(cases(folder, arguments.only))
        for result in pool.map(lambda case: examine(case, scorer, not arguments.no_mypy), paths):
            results.append(result)
            print(_line(result), *(f"    {note[:200]}" for note in result.notes), sep="\n")
    shares = {name: found / of for name, (found, of) in _totals(results).items() if of}
    print("in all  " + "  ".join(f"{name} {share:.1%}" for name, share in shares.items()))
    broken = [result.name for result in results if result.status or result.failures or result.mypy]
    if arguments.record:
        rounded = {name: round(share, 4) for name, share in shares.items()}
        facts = {"cases": len(results), "whole": len(results) - len(broken), "shares": rounded}
        measures.keep("parity", facts)
    missed = [name for name, least in GOALS.items() if shares.get(name, 1.0) < least]
    for name in broken + missed:
        print(f"not met: {name}")
    return int(bool(broken or missed))


if __name__ == "__main__":
    sys.exit(main())
