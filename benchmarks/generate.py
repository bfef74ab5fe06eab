"""How long generation takes, next to the peers on the same input in the same run.

usage: python -m benchmarks.generate [--rounds N] [--spec FILE ...]

Measured: ``specloom generate`` for the project's own specs and for each ``--spec`` (without a config), beside
datamodel-code-generator alone (models only, its builtin formatter) and openapi-python-client. Without ``--spec`` the
full public document of the reference API is taken from the shared test data, where that is present.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Contestant, measure, report

ROOT = Path(__file__).resolve().parent.parent
OWN_CONFIG = ROOT / "spec" / "openai" / "specloom.yml"
OWN_SPEC = ROOT / "spec" / "openai" / "2026-08-21.yaml"
FULL_DOCUMENT = ROOT.parent / "shared" / "specs" / "openai" / "2026-08-21" / "openapi.yaml"
SCRIPTS = Path(sys.executable).parent


def contestants(spec: Path, config: Path | None, box: Path) -> list[Contestant]:
    """specloom first, then the engine beside this interpreter and the peer on PATH, where there."""
    ours, models, peer = box / "specloom", box / "models.py", box / "client"

    def emptied(path: Path) -> None:
        shutil.rmtree(path, ignore_errors=True)

    source = ["--spec", str(spec), *(["--config", str(config)] if config else [])]
    generate = [sys.executable, "-m", "specloom", "generate", *source, "--quiet"]
    found = [
        Contestant("specloom", [*generate, "--output", str(ours)], lambda: emptied(ours)),
    ]
    if (engine := SCRIPTS / "datamodel-codegen").exists():
        options = "--input-file-type openapi --output-model-type pydantic_v2.BaseModel --formatters builtin"
        engine_command = [str(engine), "--input", str(spec), "--output", str(models)]
        engine_command += options.split()
        found.append(Contestant("datamodel-code-generator (models only)", engine_command))
    if client := shutil.which("openapi-python-client"):
        quiet = box / "peer.yml"
        quiet.write_text("post_hooks: []\n", encoding="utf-8")
        command = (
            f"{client} generate --path {spec} --output-path {peer} --overwrite --config {quiet}"
        )
        found.append(Contestant("openapi-python-client (no formatter)", command.split()))
    return found


def main() -> int:
    """Print a table per document; exit status 1 when specloom itself fails on one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="counted rounds (default 3)")
    parser.add_argument("--spec", type=Path, action="append", default=[], help="another document")
    arguments = parser.parse_args()
    documents: list[tuple[Path, Path | None]] = [(OWN_SPEC, OWN_CONFIG)]
    documents += [(path, None) for path in arguments.spec]
    if not arguments.spec and FULL_DOCUMENT.exists():
        documents.append((FULL_DOCUMENT, None))
    broken = False
    for spec, config in documents:
        with tempfile.TemporaryDirectory() as box:
            timings = measure(contestants(spec, config, Path(box)), arguments.rounds)
        name = spec.relative_to(ROOT) if spec.is_relative_to(ROOT) else spec.name
        print(report(f"{name} ({spec.stat().st_size // 1024} kB)", timings), flush=True)
        broken = broken or bool(timings[0].failed)
    return int(broken)


if __name__ == "__main__":
    raise SystemExit(main())
