"""if_changed.py COMMAND...: run COMMAND unless nothing it reads or writes has changed.

What counts is the bytes of the tool, the templates, the specs and the generated packages, and the
command itself. The digest of the last successful run is kept in .venv; removing the .venv forgets it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WATCHED = ("generator", "templates", "spec", "generated", "requirements/run.txt")
SKIPPED = {"__pycache__", "dist", ".mypy_cache", ".pytest_cache", ".ruff_cache"}


def digest(command: list[str]) -> str:
    """A digest of the command and of every watched file's path and bytes."""
    total = hashlib.sha256("\0".join(command).encode())
    for name in WATCHED:
        top = ROOT / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and SKIPPED.isdisjoint(path.parts):
                total.update(f"\0{path.relative_to(ROOT)}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def main(command: list[str]) -> int:
    """Run the command if need be; the exit status is the command's, or 0."""
    # An output elsewhere is not watched, so such a command always runs.
    memory = None if "--output" in command else ROOT / ".venv" / f"ran-{_key(command)}"
    if memory and memory.exists() and memory.read_text() == digest(command):
        return 0
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if memory and status == 0:
        memory.write_text(digest(command))
    return status


def _key(command: list[str]) -> str:
    return hashlib.sha256("\0".join(command).encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
