"""What tests of releases share: the environment that builds and uploads, and an index on loopback.

They take their time, so that `make live-release` runs them and `make tests` does not.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

if not os.environ.get("LIVE_RELEASE"):
    collect_ignore_glob = ["test_*"]


@dataclass(frozen=True)
class Index:
    """A running index: its address, and the folder of what was uploaded."""

    url: str
    folder: Path

    @property
    def files(self) -> list[str]:
        """The names of the uploaded files."""
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture(scope="session")
def release_python() -> Path:
    """The interpreter with build, twine and pypiserver; the test skips where it is not installed."""
    found = ROOT / ".release" / "bin" / "python"
    if not found.exists():
        pytest.skip("the environment of releases is not installed: make .release/.run")
    return found


@pytest.fixture
def index(release_python: Path, tmp_path: Path) -> Iterator[Index]:
    """An empty index."""
    folder = tmp_path / "index"
    folder.mkdir()
    command = [str(release_python), str(Path(__file__).with_name("index.py")), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        yield Index(f"http://127.0.0.1:{port}", folder)
        server.communicate()
