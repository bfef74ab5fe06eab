"""Run mypy, with a cache that lasts, and pyright on what tests write or hold."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

VERSION = "3.10"
"""The Python that is checked for: the oldest that packages run on."""


def mypy(
    *words: str, folder: Path = ROOT, sources: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``mypy --strict`` in ``folder`` with further words; ``sources`` is where imports are looked for, too."""
    strict = (
        "--strict",
        "--config-file=",
        f"--python-version={VERSION}",
        f"--cache-dir={_cache()}",
    )
    return subprocess.run(
        [sys.executable, "-m", "mypy", *strict, *words],
        cwd=folder,
        env={**os.environ, **({"MYPYPATH": str(sources)} if sources else {})},
        capture_output=True,
        text=True,
        check=False,
    )


def _cache() -> Path:
    """This worker's own cache; it begins with what `make types` found out about pydantic and the like."""
    own = ROOT / ".mypy_cache" / f"tests-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    left = ROOT / ".mypy_cache" / VERSION
    if left.is_dir() and not own.exists():
        shutil.copytree(left, own / VERSION)
    return own


def pyright(
    files: list[Path], sources: Path, folder: Path, **settings: str
) -> list[dict[str, Any]]:
    """The errors that pyright finds in ``files``, all of which it must have read; settings go to ``folder``."""
    project = {
        "include": [os.path.relpath(file, folder) for file in files],
        "extraPaths": [str(sources)],
        "typeCheckingMode": "strict",
        "pythonVersion": VERSION,
        **settings,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(project), "utf-8")
    words = ("--project", str(folder), "--pythonpath", sys.executable, "--outputjson")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", *words],
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["summary"]["filesAnalyzed"] == len(files)
    return [item for item in said["generalDiagnostics"] if item["severity"] == "error"]
