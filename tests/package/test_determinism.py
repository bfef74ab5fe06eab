"""The same input gives the same bytes, and a small change of the spec a small change of the output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.cases import CASES

SPEC = ROOT / "spec" / "openai"


def generate(config: Path, output: Path, seed: str = "0") -> dict[str, bytes]:
    """The files that the tool writes in a fresh process: relative path to content."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONHASHSEED": seed}
    subprocess.run(
        [sys.executable, "-m", "specloom", "generate", str(config), "--output", str(output)],
        env=environment,
        capture_output=True,
        check=True,
    )
    found = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def test_the_hash_seed_is_not_seen_in_the_output(tmp_path: Path) -> None:
    first = generate(SPEC / "specloom.yml", tmp_path / "a" / "sdk", seed="1")
    second = generate(SPEC / "specloom.yml", tmp_path / "b" / "elsewhere" / "sdk", seed="4711")
    assert len(first) > 150
    assert first == second


@pytest.mark.parametrize("case", ["enums_and_unions", "bare_spec", "pagination"])
def test_neither_is_it_in_small_packages(case: str, tmp_path: Path) -> None:
    config = CASES / case / ("spec.yaml" if case == "bare_spec" else "specloom.yml")
    if case != "bare_spec":
        shutil.copytree(CASES / case, tmp_path / "in")
        config = tmp_path / "in" / "specloom.yml"
        config.write_text(config.read_text("utf-8") + "specloom: {spec: spec.yaml}\n", "utf-8")
    outputs = [generate(config, tmp_path / seed, seed) for seed in ("1", "2")]
    assert outputs[0] == outputs[1]


def test_a_new_parameter_changes_only_what_it_means(tmp_path: Path) -> None:
    config = tmp_path / "spec" / "specloom.yml"
    shutil.copytree(SPEC, config.parent)
    before = generate(config, tmp_path / "before")
    spec = next(config.parent.glob("2026-08-21.yaml"))
    lines = spec.read_text("utf-8").splitlines(keepends=True)
    start = lines.index("    CreateRunRequest:\n")
    at = lines.index("      properties:\n", start) + 1
    lines.insert(
        at, "        watchword: {type: string, description: Said before the work begins.}\n"
    )
    spec.write_text("".join(lines), "utf-8")
    after = generate(config, tmp_path / "after")
    assert before.keys() == after.keys()
    changed = [path for path in after if after[path] != before[path]]
    source = "src/openai_runs"
    runs = f"{source}/resources/beta/threads/runs"
    assert changed == [
        ".specloom/base.json",
        ".specloom/manifest.json",
        f"{runs}/async_runs.py",
        f"{runs}/runs.py",
        f"{source}/types/beta/threads/run_create_params.py",
        "tests/api_resources/test_beta_threads_runs.py",
    ]
    new = after[f"{runs}/runs.py"].decode()
    assert new.count("watchword: str | Omit = omit,") >= 4
    assert new.count('"watchword": watchword,') == 1
    assert "watchword: Said before the work begins." in new
