"""Put a generated tree on the disk: all of it or nothing, and never over somebody's work (layer 5).

The only module that writes, with :mod:`specloom.tree`, which it is the face of. A record in ``.specloom/`` of the
output folder remembers what was written, so that the next run knows its own files from everybody else's, and an
edited file from one that is merely out of date.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.paths import check_paths
from specloom.tree.edits import hand_edits
from specloom.tree.lock import locked
from specloom.tree.plan import Changes, Conflict, Plan, make_plan
from specloom.tree.record import MANIFEST, STATE, Manifest, digest, read_manifest, state_of
from specloom.tree.stage import apply, is_interrupted, recover

__all__ = [
    "MANIFEST",
    "STATE",
    "Changes",
    "Conflict",
    "Manifest",
    "compare",
    "digest",
    "edited_lines",
    "hand_edits",
    "read_manifest",
    "replace_texts",
    "write_new",
    "write_tree",
]


def compare(
    folder: Path, files: Mapping[str, str], inputs: Mapping[str, str] | None = None
) -> Changes:
    """Compare an output folder with what would be written there; touches nothing.

    Raises :class:`SpecloomError` where something that is not ours stands in the way, and where a run died.
    """
    if not folder.exists():
        return Changes(missing=tuple(sorted(files)))
    if is_interrupted(folder):
        message = "a run that wrote here has not come to its end"
        hint = "run specloom generate: it completes or undoes what was begun"
        place = Source(folder.as_posix())
        raise SpecloomError([Diagnostic("interrupted", message, place, hint=hint)])
    return make_plan(folder, files, inputs).changes


def edited_lines(folder: Path, files: Mapping[str, str]) -> int:
    """How many lines of files on disk were written by hand since the files were generated."""
    return sum(edit.lines for edit in hand_edits(folder, files))


def write_tree(
    folder: Path,
    files: Mapping[str, str],
    inputs: Mapping[str, str] | None = None,
    *,
    force: bool = False,
    markers: bool = False,
    settled: Mapping[str, bytes] | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Changes:
    """Make ``folder`` hold ``files`` (relative path to text) and return what had to change.

    Files that are already right are left alone, those of the last generation that are no longer wanted go, files
    that it did not write stay. An edited file is merged with its new text; where that cannot be done it stays as
    it is and is one of the result's ``conflicts``, or gets conflict markers with ``markers``. With ``force`` edits
    are lost. ``settled`` has the content of edited files whose merge has been decided.
    ``waiting`` is called where another run is at work in the folder.

    Raises :class:`SpecloomError` for illegal paths, for somebody else's files in the place of ours (unless
    ``force``), for links that lead out of the folder, and when the disk refuses; nothing has changed then.
    """
    check_paths(files)
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(20, "not a folder", str(folder))
        state = state_of(folder)
        plan = None if settled else _early(folder, files, inputs, force, markers)
        if plan is not None and not plan.writes and not plan.removals:
            return plan.changes
        with _made(folder), locked(folder, waiting):
            recover(folder)
            if plan is None or state_of(folder) != state:
                plan = make_plan(
                    folder, files, inputs, force=force, markers=markers, settled=settled
                )
            if plan.writes or plan.removals:
                apply(folder, plan)
        return plan.changes
    except OSError as error:
        raise SpecloomError([_refused(folder, error)]) from error


def _early(
    folder: Path,
    files: Mapping[str, str],
    inputs: Mapping[str, str] | None,
    force: bool,
    markers: bool,
) -> Plan | None:
    """The plan, made without the lock: a run that has nothing to write needs none. ``None`` in doubt."""
    if is_interrupted(folder):
        return None
    try:
        return make_plan(folder, files, inputs, force=force, markers=markers)
    except SpecloomError:
        return None  # another run may be at work: look again under the lock


def write_all_new(files: Mapping[str, str]) -> None:
    """Write files that do not exist yet; where one of them does, none is written, and it is told."""
    taken = [path for path in files if os.path.lexists(path)]
    if taken:
        raise SpecloomError([_exists(Path(path)) for path in taken])
    for path, text in files.items():
        write_new(Path(path), text)


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet; raises :class:`SpecloomError` where it does, or cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise SpecloomError([_exists(path)]) from None
    except OSError as error:
        raise SpecloomError([_refused(path, error)]) from error


def _exists(path: Path) -> Diagnostic:
    message = "this file exists already and is not overwritten"
    hint = "remove it first, or choose another name with --output"
    return Diagnostic("file-exists", message, Source(path.as_posix()), hint=hint)


def replace_texts(files: Mapping[str, str]) -> None:
    """Replace whole files, by path; each is the old or the new one at any time.

    Raises :class:`SpecloomError` where the disk refuses.
    """
    for path, text in files.items():
        staged = Path(f"{path}.specloom-{os.getpid()}")
        try:
            staged.write_bytes(text.encode("utf-8"))
            os.replace(staged, path)
        except OSError as error:
            staged.unlink(missing_ok=True)
            raise SpecloomError([_refused(Path(path), error)]) from error


def _refused(folder: Path, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    place = str(error.filename or folder)
    hint = "nothing was changed; check that the output folder can be written"
    if is_interrupted(folder):
        hint = "what was begun could not be undone; the next run will do it"
    return Diagnostic(
        "cannot-write", f"cannot write the output: {reason}", Source(place), hint=hint
    )


@contextlib.contextmanager
def _made(folder: Path) -> Generator[None, None, None]:
    """Remove again, on an error, the folders that were made on the way to ``folder``, while they are empty."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        yield
    except BaseException:
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise
