"""How long generation takes, next to the peers on the same input in the same run.

    python -m benchmarks.generate [--rounds N] [--short] [--spec FILE ...] [--record]

Measured: ``specloom generate`` cold and without a cache, warm after one line of a description has changed, and
again with nothing changed; beside it datamodel-code-generator alone (models only, its builtin formatter),
openapi-python-client, openapi-generator and stainful, as far as they are installed. Documents: the project's own
spec with its configuration, and the two largest of the shared test data, or each ``--spec``, without one. Then time
over size, and which goals are met. Peers take part in one round of a large document, are stopped after a minute, and
then try no larger one.

``--short`` takes one round of the own spec as a bare document, the engine alone beside it, and four sizes.
``--record`` keeps the figures (see :mod:`benchmarks.measures`), adds their ratios to the history and draws the plot.
Exit status 1 where specloom fails, and 2 where it misses a goal (there is none with ``--short``).
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import history, measures
from benchmarks.measure import Timing, measure, report
from benchmarks.peers import CHANGED, COLD, ENGINE, PEERS, engine, missing, ours, peers
from benchmarks.scaling import Size, drawn, farthest, measured, table

ROOT = Path(__file__).resolve().parent.parent
OWN_CONFIG = ROOT / "spec" / "openai" / "specloom.yml"
OWN_SPEC = ROOT / "spec" / "openai" / "2026-08-21.yaml"
SPECS = ROOT.parent / "shared" / "specs"
LARGE = (
    SPECS / "openai" / "2026-08-21" / "openapi.yaml",
    SPECS / "corpus" / "github" / "api.github.com.json",
)
SIZES = (50, 100, 200, 300, 400, 500, 600, 800)
_STOPPED = "not tried: stopped at a smaller document"
PLOT = ROOT / "docs" / "images" / "generation.svg"


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that is to hold: what was found, in words, and whether it does."""

    name: str
    found: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One document: who took how long, specloom first, and whether it is large enough for the goals."""

    name: str
    is_large: bool
    timings: list[Timing]


def documents(arguments: argparse.Namespace) -> list[tuple[Path, Path | None]]:
    """What is measured: pairs of a document and its configuration."""
    given: list[Path] = arguments.spec
    if arguments.short:
        return [(OWN_SPEC, None)]
    large = given or [path for path in LARGE if path.exists()]
    return [(OWN_SPEC, OWN_CONFIG), *((path, None) for path in large)]


def measured_documents(arguments: argparse.Namespace, bytecode: Path) -> Iterator[Measured]:
    """Each document in turn; a peer that was stopped at one of them tries no later one."""
    stopped: list[str] = [] if not arguments.short else list(PEERS)
    for spec, config in documents(arguments):
        with tempfile.TemporaryDirectory() as folder:
            box = Path(folder)
            every = [*ours(spec, config, box), *engine(spec, box)]
            every += peers(spec, config, box, stopped, once=config is None)
            timings = measure(every, 1 if config or arguments.short else arguments.rounds, bytecode)
        timings += [Timing(name, failed=_STOPPED) for name in stopped if not arguments.short]
        name = f"{spec.parent.name}/{spec.name}"
        print(report(f"{name} ({spec.stat().st_size // 1024} kB)", timings), flush=True)
        yield Measured(name, config is None and not arguments.short, timings)
        stopped += [item.name for item in timings if item.failed.startswith("stopped after")]


def goals(name: str, timings: Sequence[Timing]) -> Iterator[Goal]:
    """What one document says about the goals; a contestant that failed has nothing to say."""
    found = {timing.name: timing for timing in timings if not timing.failed}
    cold = found[COLD].seconds
    if CHANGED in found:
        share = found[CHANGED].seconds / cold
        yield Goal(f"{name}: warm under a tenth of cold", f"{share:.3f}", share < 0.1)
    if ENGINE in found:
        ratio = cold / found[ENGINE].seconds
        yield Goal(f"{name}: at most 1.5 times the engine", f"{ratio:.2f}", ratio <= 1.5)
    for other in [timing for timing in timings if not timing.name.startswith("specloom")]:
        if other.name in found:
            ratio = cold / other.seconds
            yield Goal(f"{name}: faster than {other.name}", f"{ratio:.2f}", ratio < 1)
    peak = max(timing.peak_mb for timing in timings if timing.name.startswith("specloom"))
    yield Goal(f"{name}: memory under 1 GiB", f"{peak:.0f} MB", peak < 1024)


def straightness(sizes: Sequence[Size]) -> Goal:
    """Whether time grows as the document does."""
    share = farthest(sizes)
    found = f"{share:.1%} of the longest time off the straight line, at most"
    return Goal("time grows linearly", found, share < 0.1)


def facts_of(name: str, timings: Sequence[Timing]) -> dict[str, object]:
    """The figures of one document, as they are kept: medians, ratios to a cold run, and who failed at what."""
    ended = [timing for timing in timings if not timing.failed]
    return {
        "document": name,
        "ratios": {item.name: round(item.seconds / timings[0].seconds, 3) for item in ended},
        "user seconds": {item.name: round(item.seconds, 2) for item in ended},
        "peak MB": {item.name: round(item.peak_mb) for item in ended},
        "failed": {timing.name: timing.failed for timing in timings if timing.failed},
    }


def record(runs: list[dict[str, object]], sizes: Sequence[Size]) -> None:
    """Keep the figures, their ratios in the history, and the plot."""
    measures.keep("generate", {"runs": runs, "sizes": [asdict(size) for size in sizes]})
    PLOT.write_text(drawn(sizes), "utf-8")
    line = {
        "generation": {str(run["document"]): run["ratios"] for run in runs},
        "off the line": round(farthest(sizes), 3),
        "python": platform.python_version(),
    }
    history.append(line)


def shown(goal: Goal) -> str:
    """One line about a goal."""
    return f"  {'met   ' if goal.is_met else 'MISSED'} {goal.name}: {goal.found}"


def main() -> int:
    """Print a table per document and one of sizes, then the goals."""
    arguments = _parsed()
    with tempfile.TemporaryDirectory() as folder:
        runs = list(measured_documents(arguments, Path(folder)))
        if any(run.timings[0].failed for run in runs):
            return 1
        sizes = measured(SIZES[:4] if arguments.short else SIZES, Path(folder))
    print(table(sizes), flush=True)
    for peer in () if arguments.short else missing():
        print(f"{peer} is not on PATH: not measured")
    reached = [goal for run in runs if run.is_large for goal in goals(run.name, run.timings)]
    if not arguments.short:
        reached.append(straightness(sizes))
        print("goals", *map(shown, reached), sep="\n")
    if arguments.record:
        record([facts_of(run.name, run.timings) for run in runs], sizes)
    return 0 if all(goal.is_met for goal in reached) else 2


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=2, help="counted rounds (default 2)")
    parser.add_argument("--short", action="store_true", help="one round, small documents")
    parser.add_argument("--spec", type=Path, action="append", default=[], help="another document")
    parser.add_argument("--record", action="store_true", help="keep the figures, draw the plot")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
