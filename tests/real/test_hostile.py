"""Hostile documents: all of the shared folder, where it is there, and small ones of our own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.real.hostile import DOCUMENTS, MARKER, Hostile
from tests.support.imports import import_all

SECONDS = 30
"""Of processor time; other work on the same cores more than doubles what a run takes."""
MEMORY = 1 << 30
WATCHED = """
import os, sys
out, log = sys.argv.pop(1), open(sys.argv.pop(1), "w")
starts = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "urllib.")
def hook(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(given[0]))
        flags = given[2] if isinstance(given[2], int) else 0
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if path in ("/etc/passwd", "/etc/hostname") or writes and not path.startswith(out):
            print(event, path, file=log, flush=True)
    elif event.startswith(starts):
        print(event, given, file=log, flush=True)
from specloom.cli import main
sys.addaudithook(hook)
main()
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def survive(spec: Path, folder: Path, refused: bool | None) -> None:
    """Generate from ``spec`` into ``folder``, watched and bounded; all that may not happen is asserted."""
    out, log = folder / "out", folder / "log"
    before = {path.name for path in folder.iterdir()}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(out), str(log)]
        + ["generate", str(spec), "--output", str(out)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limited,
        check=False,
    )
    assert log.read_text("utf-8") == ""
    assert "Traceback" not in done.stderr
    assert done.returncode in ((0, 1) if refused is None else (int(refused),)), done.stderr
    if done.returncode:
        assert len(done.stderr.splitlines()) == 1
        assert f"{spec}:" in done.stderr
        assert not out.exists()
    else:
        assert import_all(out / "src") > 40
    assert list(folder.rglob(MARKER)) == []
    assert {path.name for path in folder.iterdir()} - before <= {"log", "out"}


@pytest.mark.parametrize("hostile", DOCUMENTS, ids=lambda hostile: hostile.name)
def test_a_hostile_document_is_refused_or_tamed(hostile: Hostile, tmp_path: Path) -> None:
    text = hostile.data()
    spec = tmp_path / ("spec.json" if text.startswith(("{", "[")) else "spec.yaml")
    spec.write_text(text, "utf-8")
    survive(spec, tmp_path, hostile.refused)


def test_every_shared_hostile_document_is_survived(shared_folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "specloom", "generate", "{spec}", "--output", "{out}"]
    done = subprocess.run(
        [sys.executable, str(shared_folder / "tools" / "check_hostile.py"), "--", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(None, 2) for line in done.stdout.splitlines() if " rc=" in line]
    failed = {name: said for verdict, name, said in lines if verdict != "ok"}
    assert len(lines) == len(list((shared_folder / "hostile").iterdir())) - 1, done.stderr
    for name in [name for name, said in failed.items() if said.endswith(" over 10 s")]:
        # Ten seconds on the clock hold for a machine that does nothing else: again by processor time.
        survive(shared_folder / "hostile" / name, tmp_path, None)
        del failed[name]
    assert failed == {}
