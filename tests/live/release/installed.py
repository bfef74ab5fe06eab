"""Fresh environments that get one package, as its users do."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import tarfile
import venv
from pathlib import Path

_LEFT_OUT = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL")


class Fresh:
    """An environment without pip. What the package needs it borrows from the environment of the tests."""

    def __init__(self, folder: Path, pip: Path) -> None:
        self.pip = pip
        venv.create(folder, with_pip=False, symlinks=True)
        self.python = folder / "bin" / "python"
        self.site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
        (self.site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    def install(self, *words: str) -> None:
        """Have pip install something without what it needs."""
        quiet = ("--isolated", "--disable-pip-version-check", "--no-cache-dir", "--quiet")
        self._run(
            self.pip, "-m", "pip", "--python", self.python, "install", "--no-deps", *quiet, *words
        )

    def run(self, program: str, *words: str) -> str:
        """What a program prints."""
        return self._run(self.python, "-c", program, *words)

    def own_tests(self, sdist: Path, folder: Path) -> str:
        """Run the tests of an sdist against what is installed; gives what pytest says."""
        with tarfile.open(sdist) as tar:
            inside = tar.getnames()[0].split("/")[0]
            for item in tar.getmembers():  # extractall knows its filters since Python 3.11.4 only
                source = tar.extractfile(item)
                if source is not None and item.name.startswith(f"{inside}/tests/"):
                    target = folder / item.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(source.read())
        tests = folder / inside / "tests"
        options = (
            "-q",
            "-p",
            "no:cacheprovider",
            "--import-mode=importlib",
            "--rootdir",
            tests.parent,
        )
        return self._run(self.python, "-m", "pytest", *options, tests, cwd=tests.parent)

    def _run(self, *words: str | Path, cwd: Path | None = None) -> str:
        kept = {key: value for key, value in os.environ.items() if key not in _LEFT_OUT}
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            env=kept,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout


def sdist_of(folder: Path) -> Path:
    """The one sdist of a folder."""
    (found,) = folder.glob("*.tar.gz")
    return found


def wheel_of(folder: Path) -> Path:
    """The one wheel of a folder."""
    (found,) = folder.glob("*.whl")
    return found
