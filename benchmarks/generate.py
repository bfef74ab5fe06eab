"""How long generation takes, next to the peers on the same input in the same run.

usage: python -m benchmarks.generate [--rounds N] [--short] [--spec FILE ...] [--plot SVG] [--history FILE]

Measured: ``specloom generate`` cold and without a cache, warm after one line of a description has changed, and
again with nothing changed; beside it datamodel-code-generator alone (models only, its builtin formatter),
openapi-python-client and openapi-generator, as far as they are installed. Documents: the project's own spec, and
the two largest of the shared test data or each ``--spec`` (without a config). ``--short`` takes one round of the
own spec and four sizes. ``--plot`` draws time over size; ``--history`` appends the figures as a line of JSON.
"""

from __future__ import annotations

import argparse
import itertools
import json
import platform
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Contestant, Timing, measure, report
from benchmarks.scaling import drawn, measured, table

ROOT = Path(__file__).resolve().parent.parent
OWN_CONFIG = ROOT / "spec" / "openai" / "specloom.yml"
OWN_SPEC = ROOT / "spec" / "openai" / "2026-08-21.yaml"
SPECS = ROOT.parent / "shared" / "specs"
LARGE = (
    SPECS / "openai" / "2026-08-21" / "openapi.yaml",
    SPECS / "corpus" / "github" / "api.github.com.json",
)
SCRIPTS = Path(sys.executable).parent
SIZES = (50, 100, 200, 300, 400, 500, 600, 800)
_DESCRIPTION = re.compile(r'("?description"?: "?)([A-Z][a-z]+ )')


def contestants(spec: Path, config: Path | None, box: Path) -> list[Contestant]:
    """specloom first, then the engine beside this interpreter and the peers on PATH, where there."""
    found = _own(spec, config, box)
    if (engine := SCRIPTS / "datamodel-codegen").exists():
        options = "--input-file-type openapi --output-model-type pydantic_v2.BaseModel --formatters builtin"
        command = [str(engine), "--input", str(spec), "--output", str(box / "models.py")]
        found.append(
            Contestant("datamodel-code-generator (models only)", [*command, *options.split()])
        )
    if client := shutil.which("openapi-python-client"):
        quiet = box / "peer.yml"
        quiet.write_text("post_hooks: []\n", encoding="utf-8")
        command = [client, "generate", "--path", str(spec), "--output-path", str(box / "client")]
        command += ["--overwrite", "--config", str(quiet)]
        found.append(Contestant("openapi-python-client (no formatter)", command))
    if java := shutil.which("openapi-generator-cli"):
        command = [java, "generate", "-g", "python", "-i", str(spec), "-o", str(box / "java")]
        found.append(
            Contestant("openapi-generator (no validation)", [*command, "--skip-validate-spec"])
        )
    return found


def _own(spec: Path, config: Path | None, box: Path) -> list[Contestant]:
    """Cold, warm after a change of one line, and unchanged; each with a folder of its own for its output."""
    copy, kept = box / spec.name, box / "kept"
    shutil.copyfile(spec, copy)
    settings = ["--config", str(config)] if config else []
    generate = [sys.executable, "-m", "specloom", "generate", "--quiet", *settings]
    cold = [*generate, "--spec", str(spec), "--output", str(box / "cold"), "--no-cache"]
    again = [*generate, "--spec", str(copy), "--output", str(kept)]
    again += ["--cache-dir", str(box / "cache")]
    text = spec.read_text("utf-8")
    numbers = itertools.count()

    def change() -> None:
        middle = _DESCRIPTION.search(text, len(text) // 2)
        assert middle is not None
        word = f"{middle[1]}Change {next(numbers)}. {middle[2]}"
        copy.write_text(text[: middle.start()] + word + text[middle.end() :], "utf-8")

    found = [
        Contestant("specloom, cold", cold, lambda: shutil.rmtree(box / "cold", ignore_errors=True))
    ]
    if config is None:
        found.append(Contestant("specloom, one description changed", again, change))
    return [*found, Contestant("specloom, nothing changed", again)]


def documents(arguments: argparse.Namespace) -> list[tuple[Path, Path | None]]:
    """What is measured: pairs of a document and its configuration."""
    given: list[Path] = arguments.spec
    large = given or [path for path in LARGE if path.exists() and not arguments.short]
    return [(OWN_SPEC, OWN_CONFIG), *((path, None) for path in large)]


def figures(name: str, timings: Sequence[Timing]) -> dict[str, object]:
    """The medians of one document, as they are kept in the history."""
    return {
        "document": name,
        "user seconds": {
            timing.name: round(statistics.median(timing.user), 2)
            for timing in timings
            if timing.user and not timing.failed
        },
        "peak MB": {timing.name: round(timing.peak_mb) for timing in timings if timing.peak_mb},
    }


def main() -> int:
    """Print a table per document and one of sizes; exit status 1 when specloom itself fails on one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="counted rounds (default 3)")
    parser.add_argument("--short", action="store_true", help="one round, small documents")
    parser.add_argument("--spec", type=Path, action="append", default=[], help="another document")
    parser.add_argument("--plot", type=Path, help="where to draw time over size, as SVG")
    parser.add_argument("--history", type=Path, help="file to append the figures to")
    arguments = parser.parse_args()
    rounds = 1 if arguments.short else arguments.rounds
    every: list[dict[str, object]] = []
    broken = False
    for spec, config in documents(arguments):
        with tempfile.TemporaryDirectory() as box:
            timings = measure(contestants(spec, config, Path(box)), rounds)
        name = str(spec.relative_to(ROOT)) if spec.is_relative_to(ROOT) else spec.name
        print(report(f"{name} ({spec.stat().st_size // 1024} kB)", timings), flush=True)
        every.append(figures(name, timings))
        broken = broken or bool(timings[0].failed)
    for peer in ("openapi-python-client", "openapi-generator-cli"):
        if not shutil.which(peer):
            print(f"{peer} is not on PATH: not measured")
    sizes = measured(SIZES[:4] if arguments.short else SIZES)
    print(table(sizes), flush=True)
    if arguments.plot:
        arguments.plot.write_text(drawn(sizes), "utf-8")
    if arguments.history:
        line = {"machine": platform.machine(), "python": platform.python_version(), "runs": every}
        with arguments.history.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    return int(broken)


if __name__ == "__main__":
    raise SystemExit(main())
