"""publish.py REPOSITORY CONFIG...: check, build, upload and tag the packages of these configurations.

REPOSITORY is the URL of an index or the name of a section of .pypirc; twine finds the credentials. Of several packages,
those are left out that have nothing new since their last release. Everything is checked and built before anything
is uploaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from specloom.diagnostics import SpecloomError
from specloom.release import State, check, has_news, read_state, set_tag

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".release" / "bin" / "python"


def main(repository: str, configs: list[str]) -> int:
    """Publish; the exit status is 1 where something speaks against it, and that of twine where it fails."""
    if not repository:
        sys.stderr.write("name the index: make publish REPOSITORY=https://...\n")
        return 2
    try:
        states = [check(config) for config in configs if len(configs) == 1 or _is_due(config)]
    except SpecloomError as error:
        sys.stderr.writelines(f"{item.render()}\n" for item in error.diagnostics)
        return 1
    for state in states:
        status = _built(state.folder)
        if status:
            return status
    for state in states:
        status = _uploaded(repository, state)
        if status:
            return status
    return 0


def _is_due(config: str) -> bool:
    state = read_state(config)
    due = has_news(state)
    if not due:
        sys.stdout.write(f"{state.distribution} {state.version}: nothing new, left out\n")
    return due


def _built(folder: Path) -> int:
    environment = {**os.environ, "PYTHON": str(PYTHON)}
    command = [str(ROOT / "scripts" / "package"), str(folder)]
    return subprocess.run(command, env=environment, check=False).returncode


def _uploaded(repository: str, state: State) -> int:
    """Upload what was built, then tag it."""
    option = "--repository-url" if "://" in repository else "--repository"
    files = sorted(str(path) for path in (state.folder / "dist").iterdir())
    command = [str(PYTHON), "-m", "twine", "upload", "--non-interactive", "--disable-progress-bar"]
    status = subprocess.run([*command, option, repository, *files], check=False).returncode
    if status:
        return status
    set_tag(state)
    sys.stdout.write(f"published {state.distribution} {state.version}, tagged {state.tag}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]))
