"""A case is a folder: what the tool reads, `case.yml`, and in `expected/` what it writes and says.

`case.yml` says what the case is about, which of the written files are worth reading (`files`), or that the
command fails (`fails`), and the command where it is not `generate --spec spec.yaml --config specloom.yml`.
`make goldens` rewrites `expected/`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml
from syrupy.data import Snapshot, SnapshotCollection, SnapshotCollections
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from typer.testing import CliRunner

from specloom.cli import app

CASES = Path(__file__).resolve().parents[1] / "cases"
SAID = {"stderr.txt", "stdout.txt"}
"""Names in `expected/` that hold what was printed, not what was written."""


@dataclass(frozen=True)
class Ran:
    """How a command ended: exit status, what it printed, and where its output belongs."""

    status: int
    stdout: str
    stderr: str
    output: Path


@dataclass(frozen=True)
class Case:
    """One folder of `tests/cases`."""

    name: str

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return CASES / self.name

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The content of `case.yml`."""
        text = (self.folder / "case.yml").read_text("utf-8")
        return cast("dict[str, Any]", yaml.safe_load(text))

    @property
    def fails(self) -> bool:
        """Whether the command must fail."""
        return bool(self.settings.get("fails", False))

    @property
    def files(self) -> list[str]:
        """The written files that are compared, relative to the output folder."""
        return list(self.settings.get("files", []))

    @property
    def command(self) -> list[str]:
        """The command's words, the output left out."""
        usual = ["generate", "--spec", "spec.yaml", "--config", "specloom.yml"]
        return list(self.settings.get("command", usual))

    def run(self, folder: Path) -> Ran:
        """Run the command, in this process, on a copy of the case; ``folder`` is made for it.

        The output of ``generate`` is ``folder / "out"``, that of other commands stands beside the copy.
        """
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("case.yml", "expected"))
        words = [*self.command, *(["--output", "out"] if self.command[0] == "generate" else [])]
        with contextlib.chdir(folder):
            result = CliRunner().invoke(app, words, catch_exceptions=False)
        output = folder / "out" if self.command[0] == "generate" else folder
        return Ran(result.exit_code, result.stdout, result.stderr, output)


def all_cases() -> list[Case]:
    """Every case, by name."""
    return [Case(path.parent.name) for path in sorted(CASES.glob("*/case.yml"))]


def _case_of(test_location: PyTestLocation) -> Case | None:
    called = getattr(test_location.item, "callspec", None)
    case = called.params.get("case") if called else None
    return case if isinstance(case, Case) else None


class CaseFiles(SingleFileSnapshotExtension):
    """Keeps each snapshot as a plain file, ``expected/<name>``, in the folder of the test's ``case``."""

    _write_mode = WriteMode.TEXT
    file_extension = ""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        # The report asks about every selected test, also about those that have no case.
        case = _case_of(test_location)
        return str(case.folder / "expected") if case else str(Path(test_location.filepath).parent)

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: Any = 0) -> str:
        return f"{test_location.methodname}[{index}]"

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: Any) -> str:
        return str(index)

    def discover_snapshots(
        self, *, test_location: PyTestLocation, ignore_extensions: list[str] | None = None
    ) -> SnapshotCollections:
        # The report asks for one test of each file, whichever a set yields first. In the folder of
        # a test without a case every file would count as a snapshot that nobody used.
        if _case_of(test_location) is None:
            return SnapshotCollections()
        return super().discover_snapshots(
            test_location=test_location, ignore_extensions=ignore_extensions
        )

    def is_snapshot_location(self, *, location: str) -> bool:
        return True

    @classmethod
    def matches_test_location(
        cls, *, test_location: PyTestLocation, snapshot_location: str
    ) -> bool:
        return Path(snapshot_location).is_relative_to(cls.dirname(test_location=test_location))

    def read_snapshot_collection(self, *, snapshot_location: str) -> SnapshotCollection:
        name = snapshot_location.rpartition(f"{os.sep}expected{os.sep}")[2]
        collection = SnapshotCollection(location=snapshot_location)
        collection.add(Snapshot(name=f"test_a_case_gives_what_is_expected[{name}]"))
        return collection
