"""Each revision of the reference API generates with the one config, and what comes out works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics
from specloom.pipeline import Request, generate, read_inputs

COMMON = [
    "beta.assistants",
    "beta.threads",
    "beta.threads.messages",
    "beta.threads.runs",
    "beta.threads.runs.steps",
]
RESOURCES = {
    "2024-02-18": sorted([*COMMON, "beta.assistants.files", "beta.threads.messages.files"]),
    "2024-04-22": COMMON,
    "2024-10-17": COMMON,
    "2026-02-17": COMMON,
    "2026-08-21": COMMON,
}


@pytest.mark.parametrize("revision", RESOURCES)
def test_revision_generates_and_every_resource_answers(
    root: Path, tmp_path: Path, revision: str
) -> None:
    spec = root / "spec" / "openai" / f"{revision}.yaml"
    config = root / "spec" / "openai" / "specloom.yml"
    found = Diagnostics()
    files = generate(read_inputs(Request(spec=str(spec), config=str(config))), found)
    assert [item.render() for item in found.items] == []
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    smoke = root / "tests" / "support" / "revision_smoke.py"
    done = subprocess.run(
        [sys.executable, str(smoke), str(spec)],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert sorted(report["calls"]) == RESOURCES[revision]
    assert report["modules"] > 100
    assert report["streams"] == (revision >= "2024-04")
