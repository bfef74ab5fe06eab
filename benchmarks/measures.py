"""The figures of the four measures as they were last recorded, and their table in the README.

    python -m benchmarks.measures

``benchmarks/measures.json`` has what ``make bench-generate parity hostile RECORD=1`` found, and
``benchmarks/corpus.tsv`` what ``make corpus`` holds on to. Run as a program, it writes the README's table anew; a
test compares the two.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "benchmarks" / "measures.json"
CORPUS = ROOT / "benchmarks" / "corpus.tsv"
README = ROOT / "README.md"
_MARKS = ("<!-- measures -->", "<!-- measures: end -->")


def keep(name: str, facts: Mapping[str, object]) -> None:
    """Record the figures of one measure, and write them into the README."""
    every = {**recorded(), name: facts}
    FILE.write_text(json.dumps(every, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    refresh()


def recorded() -> dict[str, Any]:
    """What was recorded, by measure."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return found


def with_table(text: str) -> str:
    """A page with the newest figures between its marks. Raises ValueError where it has none."""
    before, found, rest = text.partition(_MARKS[0])
    _, ended, after = rest.partition(_MARKS[1])
    if not found or not ended:
        raise ValueError("the page has no place for the table")
    return f"{before}{_MARKS[0]}\n{rendered()}\n{_MARKS[1]}{after}"


def rendered() -> str:
    """The table of all measures, and the one of generators."""
    known = recorded()
    rows = [("measure", "command", "found"), ("---", "---", "---"), _corpus()]
    rows += [row(known[name]) for name, row in _ROWS.items() if name in known]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(
        [*lines, "", *_generators(known["generate"])] if "generate" in known else lines
    )


def _corpus() -> tuple[str, str, str]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    def total(column: str) -> int:
        return sum(int(row[column]) for row in rows)

    clean = sum(not any(int(row[name]) for name in ("status", "failures", "mypy")) for row in rows)
    found = (
        f"{clean} of {len(rows)} documents: {total('operations'):,} operations, {total('models'):,} models built, "
        f"{total('calls'):,} calls; {total('failures')} failures, {total('mypy')} errors of mypy"
    )
    return "any document", "`make corpus`", found


def _parity(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    shares = ", ".join(f"{name} {share:.1%}" for name, share in facts["shares"].items())
    found = (
        f"{facts['whole']} of {facts['cases']} cases import and type-check; as published: {shares}"
    )
    return "any stainless.yml", "`make parity`", found


def _generate(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    parts: list[str] = []
    for run in facts["runs"]:
        ratios, seconds = run["ratios"], run["user seconds"]
        if (warm := ratios.get("specloom, one description changed")) is not None:
            parts.append(
                f"{run['document']}: {seconds['specloom, cold']:.1f} s of user CPU cold, {warm:.2f} of that "
                f"after a description has changed, {run['peak MB']['specloom, cold']} MB"
            )
    return "fast", "`make bench-generate`", "; ".join(parts)


def _hostile(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    found = (
        f"{facts['passed']} of {facts['documents']} documents refused or tamed, the slowest in "
        f"{facts['slowest seconds']:.1f} s of CPU (limit 10 s)"
    )
    return "safe", "`make hostile`", found


_ROWS = {"parity": _parity, "generate": _generate, "hostile": _hostile}


def _generators(facts: Mapping[str, Any]) -> Iterator[str]:
    """Times as multiples of a cold run of ours, by document."""
    runs = facts["runs"]
    every = {name for run in runs for name in {**run["ratios"], **run["failed"]}}
    names = sorted(every, key=lambda name: (not name.startswith("specloom"), name))
    documents = [f"`{run['document']}`" for run in runs]
    yield f"| time ÷ specloom, cold | {' | '.join(documents)} |"
    yield f"|---|{'---|' * len(runs)}"
    for name in names:
        yield f"| {name} | {' | '.join(_cell(run, name) for run in runs)} |"


def _cell(run: Mapping[str, Any], name: str) -> str:
    if name in run["failed"]:
        return "does not finish" if "stopped" in run["failed"][name] else "fails"
    if name not in run["ratios"]:
        return ""
    return (
        f"{run['ratios'][name]:.2f} ({run['user seconds'][name]:.1f} s, {run['peak MB'][name]} MB)"
    )


def refresh() -> None:
    """Write the README's table anew."""
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    refresh()
