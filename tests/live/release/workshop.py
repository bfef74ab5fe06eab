"""A checkout like this one for one small API: its Makefile and scripts, a specification, and no package yet."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.release.repository import CONFIG, SPEC, Repository

CONFIG_FILE = "spec/zoo/specloom.yml"
SPEC_FILE = "spec/zoo/2026-01-01.yaml"
PACKAGE = "generated/zoo-sdk"
_SETTLED = ("-o", ".venv/.run", "-o", ".venv/.dev", "-o", ".release/.run")
"""The environments are those of this checkout: make is not to install anything."""


class Workshop(Repository):
    """A repository whose ``make`` is that of this checkout."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for name in ("openapi.yaml", "specloom.yml"):
            self.path(name).unlink()
        self.write(SPEC_FILE, SPEC)
        config = CONFIG.replace("spec: openapi.yaml", f"spec: {Path(SPEC_FILE).name}")
        self.write(CONFIG_FILE, config.replace("output: sdk", f"output: ../../{PACKAGE}"))
        for name in ("Makefile", ".gitignore", "scripts", "requirements"):
            _copy(ROOT / name, self.path(name))
        self._lend(".venv")
        self.path(".release").symlink_to(ROOT / ".release")

    def _lend(self, name: str) -> None:
        """An environment that has what ours has, and keeps what is written into it for itself."""
        own = self.path(name)
        own.mkdir()
        for part in ("bin", "lib"):
            (own / part).symlink_to(ROOT / name / part)
        shutil.copy(ROOT / name / "pyvenv.cfg", own)

    def make(self, *words: str, fails: bool = False) -> str:
        """What make prints."""
        return self.run("make", "--no-print-directory", *_SETTLED, *words, fails=fails)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)
