"""Take a tree from one state to the next so that a crash leaves the old one or the new one (layer 5).

Everything new is written below ``.specloom/staging/`` first. The journal, put in place by one rename, is the
point of no return: a process that dies before it changes nothing, what one that dies after it left undone is
completed by :func:`recover`. An error turns the journal into one of undoing, with the same promise.

    staging/new/...        new content of files
    staging/old/...        links to files that were replaced or removed
    staging/journal.json   where it stands, the new tree is to be completed
    staging/undo.json      where it stands, the old tree is to be restored
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, cast

from specloom.paths import check_paths
from specloom.tree.plan import Plan, parents_of, refuse_links
from specloom.tree.record import (
    BASE,
    MANIFEST,
    STATE,
    Manifest,
    digest,
    read_base,
    read_manifest,
    render_base,
)

STAGING = f"{STATE}/staging"
_JOURNAL, _UNDO = "journal.json", "undo.json"
_CROWD = 200
"""Where a folder gets more new files, so many at a time are made in a room of their own and moved: a file system looks
for space near the folder, and the longer the more files it has just got."""


@dataclass(frozen=True, slots=True)
class _Journal:
    """``before``: the digest of what stood at each path; ``was``: what was on record for it, two texts."""

    before: Mapping[str, str | None]
    removals: list[str]
    was: Mapping[str, list[str]]

    def render(self) -> str:
        content = {"before": self.before, "removals": self.removals, "was": self.was}
        return json.dumps(content, sort_keys=True)

    @staticmethod
    def read(path: Path) -> _Journal | None:
        """The journal of a file; ``None`` where there is none that can be trusted."""
        try:
            content: Any = json.loads(path.read_text("utf-8"))
            before = cast("dict[str, str | None]", dict(content["before"]))
            was = {str(key): [str(row[0]), str(row[1])] for key, row in content["was"].items()}
            removals = [str(item) for item in content["removals"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            return None
        check_paths(before)
        return _Journal(before, [item for item in removals if item in before], was)


def is_interrupted(folder: Path) -> bool:
    """Whether a run in this folder is at work, or died at it."""
    return os.path.lexists(folder / STAGING)


def apply(folder: Path, plan: Plan) -> None:
    """Write and remove what the plan says; on any error everything is put back and the error goes on.

    The caller holds the lock of ``folder``, which exists.
    """
    staging = folder / STAGING
    try:
        _prepare(folder, staging, plan)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        _prune(folder, [MANIFEST])
        raise
    try:
        _swap(folder, staging, _units(folder, plan), plan.removals)
    except BaseException:
        os.replace(staging / _JOURNAL, staging / _UNDO)
        _undo(folder, staging)
        raise
    with contextlib.suppress(OSError):  # the tree is whole; the next run tidies up
        _finish(folder, staging, plan.removals)


def _prepare(folder: Path, staging: Path, plan: Plan) -> None:
    if staging.exists():
        shutil.rmtree(staging)
    known, rows = read_manifest(folder).files, read_base(folder)
    was = {path: [known[path], rows.get(path, "")] for path in plan.before if path in known}
    _write_files(staging / "new", plan.writes)
    journal = _Journal(plan.before, plan.removals, was).render().encode("utf-8")
    _write_files(staging, {"journal.new": journal})
    os.replace(staging / "journal.new", staging / _JOURNAL)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    crowds = Counter(map(os.path.dirname, files))
    for parent in sorted(crowds):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    rooms = count()
    for path, data in files.items():
        target = f"{folder}/{path}"
        if crowds[os.path.dirname(path)] <= _CROWD:
            _write_file(target, data)
            continue
        number = next(rooms)
        room = f"{folder}/.room-{number // _CROWD}"
        if number % _CROWD == 0:
            os.mkdir(room)
        _write_file(f"{room}/file", data)
        os.rename(f"{room}/file", target)


def _write_file(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        written = file.write(data)
        while written < len(data):  # a full disk takes a part first
            written += file.write(data[written:])


def _units(folder: Path, plan: Plan) -> list[str]:
    """What is moved at once: whole folders where there is none of that name yet, else single files.

    The manifest comes last.
    """
    missing: dict[str, bool] = {}
    units: dict[str, None] = {}
    for path in sorted(plan.writes, key=lambda path: (path == MANIFEST, path)):
        for parent in parents_of(path):
            if parent != STATE and missing.setdefault(parent, not (folder / parent).exists()):
                units[parent] = None
                break
        else:
            units[path] = None
    return list(units)


def _swap(folder: Path, staging: Path, moves: Iterable[str], removals: Iterable[str]) -> None:
    for path in removals:
        _keep(folder / path, staging / "old" / path)
        (folder / path).unlink()
    for path in moves:
        if (folder / path).is_file():
            _keep(folder / path, staging / "old" / path)
        os.replace(staging / "new" / path, folder / path)


def _keep(target: Path, copy: Path) -> None:
    """A second name for a file; the copy is whole as soon as it has its name."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, copy, follow_symlinks=False)
    except OSError:
        partial = copy.with_name(f"{copy.name}.partial")
        shutil.copy2(target, partial, follow_symlinks=False)
        os.replace(partial, copy)


def _undo(folder: Path, staging: Path) -> None:
    """Restore the old tree; may be called again where it was cut short."""
    journal = _Journal.read(staging / _UNDO)
    before: Mapping[str, str | None] = journal.before if journal else {}
    refuse_links(folder, before)
    for path, old in before.items():
        kept = staging / "old" / path
        if old is None and not (staging / "new" / path).exists():
            (folder / path).unlink(missing_ok=True)
        elif old is not None and kept.exists():
            os.replace(kept, folder / path)
    _finish(folder, staging, [path for path, old in before.items() if old is None])


def _finish(folder: Path, staging: Path, emptied: Iterable[str]) -> None:
    """Drop empty folders, and the staging folder: its journal first, without which the rest means nothing."""
    _prune(folder, emptied)
    for name in (_JOURNAL, _UNDO):
        (staging / name).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    _prune(folder, [MANIFEST])


def recover(folder: Path) -> None:
    """Complete, or undo, what a run that died in this folder had begun. The caller holds the lock.

    A file that was changed since then stays as it is, with what was on record for it, so that the change is
    merged like any other edit.
    """
    staging = folder / STAGING
    if not staging.is_dir() or staging.is_symlink():
        return
    if (staging / _UNDO).exists():
        _undo(folder, staging)
        return
    journal = _Journal.read(staging / _JOURNAL)
    if journal is not None:
        _complete(folder, staging, journal)
    _finish(folder, staging, journal.removals if journal else ())


def _complete(folder: Path, staging: Path, journal: _Journal) -> None:
    refuse_links(folder, journal.before)
    changed: list[str] = []
    for path, old in journal.before.items():
        present = _digest_of(folder / path)
        removed = path in journal.removals
        staged = _digest_of(staging / "new" / path)
        if removed and present == old and old is not None:
            (folder / path).unlink()
        elif staged is not None and present in (old, None):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / "new" / path, folder / path)
        elif staged is not None and present != staged:
            changed.append(path)
    _put_back(folder, {path: journal.was[path] for path in changed if path in journal.was})


def _put_back(folder: Path, was: Mapping[str, list[str]]) -> None:
    """Have the record say of these files what it said before."""
    if not was:
        return
    manifest, rows = read_manifest(folder), read_base(folder)
    files = {**manifest.files, **{path: row[0] for path, row in was.items()}}
    rows |= {path: row[1] for path, row in was.items()}
    texts = {BASE: render_base(rows), MANIFEST: Manifest(files, manifest.inputs).render()}
    for path, text in texts.items():
        partial = folder / f"{path}.partial"
        partial.write_bytes(text.encode("utf-8"))
        os.replace(partial, folder / path)


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _prune(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders of these files that have become empty."""
    for parent in sorted({item for path in paths for item in parents_of(path)}, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()
