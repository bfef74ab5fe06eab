"""Put a generated tree on the disk: all of it or nothing, and never over somebody's work (layer 5).

The only module that writes. A manifest (``.specloom/manifest.json`` in the output folder) remembers
what was written, so that the next run knows its own files from everybody else's: it replaces and
removes only those, and only while they are as it left them. New files are staged inside the output
folder and then moved into place; an error on the way restores what was there, and a process that was
killed on the way is completed by the next run.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.paths import check_paths

STATE = ".specloom"
MANIFEST = f"{STATE}/manifest.json"
_JOURNAL = "pending.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last generation wrote: the SHA-256 of each file, and of what it was made from."""

    files: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    inputs: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())

    def render(self) -> str:
        """The JSON text of the manifest: sorted, one entry per line, the same for the same input."""
        content = {"inputs": dict(self.inputs), "files": dict(self.files)}
        return json.dumps(content, indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Changes:
    """How the files on disk differ from the generated ones; each a sorted list of relative paths.

    ``edited`` files exist, and are neither what was generated last time nor what would be now.
    """

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra or self.edited)

    @property
    def count(self) -> int:
        """How many files differ."""
        return len(self.missing) + len(self.stale) + len(self.extra) + len(self.edited)

    def summary(self, folder: str, total: int) -> str:
        """One line about what was written to ``folder``, which holds ``total`` files."""
        if not self:
            return f"{folder}: unchanged ({total} files)"
        replaced = len(self.stale) + len(self.edited)
        counts = ((len(self.missing), "new"), (replaced, "changed"), (len(self.extra), "removed"))
        parts = ", ".join(f"{count} {word}" for count, word in counts if count)
        return f"{folder}: {total} files ({parts})"

    def describe(self) -> list[str]:
        """One line per file: what is wrong with it, and its path."""
        kinds = (("missing", self.missing), ("stale", self.stale), ("extra", self.extra))
        lines = [f"{kind}: {path}" for kind, paths in kinds for path in paths]
        return lines + [f"edited by hand: {path}" for path in self.edited]


def digest(data: bytes | str) -> str:
    """The SHA-256 of a file's content as lower-case hexadecimal digits."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none or it cannot be understood."""
    try:
        content: Any = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(_string_map(content["files"]), _string_map(content["inputs"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def _string_map(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return {str(key): str(item) for key, item in cast("dict[object, object]", value).items()}


def compare(
    folder: Path, files: Mapping[str, str], inputs: Mapping[str, str] | None = None
) -> Changes:
    """Compare an output folder with what would be written there; touches nothing."""
    if not folder.exists():
        return Changes(missing=tuple(sorted(files)))
    known = read_manifest(folder)
    missing, stale, extra, edited = list[str](), list[str](), list[str](), list[str]()
    for path, text in sorted(files.items()):
        present = _digest_of(folder / path)
        if present is None:
            missing.append(path)
        elif present != digest(text):
            (stale if present == known.files.get(path) else edited).append(path)
    for path, written in sorted(known.files.items()):
        present = None if path in files else _digest_of(folder / path)
        if present is not None:
            (extra if present == written else edited).append(path)
    if not (missing or stale or extra or edited) and known != _manifest(files, inputs):
        stale.append(MANIFEST)
    return Changes(tuple(missing), tuple(stale), tuple(extra), tuple(sorted(edited)))


def edited_lines(folder: Path, files: Mapping[str, str]) -> int:
    """How many lines of files on disk were written by hand since the files were generated."""
    count = 0
    for path in compare(folder, files).edited:
        present = (folder / path).read_text("utf-8", errors="replace").splitlines()
        wanted = files.get(path, "").splitlines()
        matcher = difflib.SequenceMatcher(None, wanted, present, autojunk=False)
        blocks = matcher.get_opcodes()
        count += sum(max(end - start, b - a) for tag, a, b, start, end in blocks if tag != "equal")
    return count


def _manifest(files: Mapping[str, str], inputs: Mapping[str, str] | None) -> Manifest:
    return Manifest({path: digest(text) for path, text in files.items()}, dict(inputs or {}))


def _digest_of(path: Path) -> str | None:
    """The digest of a file; ``None`` where nothing is, and an impossible one for what is no file."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError:
        return "unreadable"


def write_tree(
    folder: Path,
    files: Mapping[str, str],
    inputs: Mapping[str, str] | None = None,
    *,
    force: bool = False,
) -> Changes:
    """Make ``folder`` hold ``files`` (relative path to text) and return what had to change.

    Files that are already right are left alone, those of the last generation that are no longer wanted
    go, and files that it did not write stay. Raises :class:`SpecloomError` for illegal paths, for files
    that were edited since (unless ``force``), and when the disk refuses; nothing has changed then.
    """
    check_paths(files)
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(20, "not a folder", str(folder))
        _finish_interrupted(folder)
        _refuse_links(folder, files)
        changes = compare(folder, files, inputs)
        if changes.edited and not force:
            raise SpecloomError([_edited(folder, path) for path in changes.edited])
        if changes:
            _apply(folder, files, inputs, changes)
        return changes
    except OSError as error:
        raise SpecloomError([_refused(folder, error)]) from error


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet; raises :class:`SpecloomError` where it does, or cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = "this file exists already and is not overwritten"
        place = Source(path.as_posix())
        hint = "remove it first, or choose another name with --output"
        raise SpecloomError([Diagnostic("file-exists", message, place, hint=hint)]) from None
    except OSError as error:
        raise SpecloomError([_refused(path, error)]) from error


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


def _edited(folder: Path, path: str) -> Diagnostic:
    return Diagnostic(
        "edited-file",
        "this file was edited since it was generated and would be overwritten",
        Source((folder / path).as_posix()),
        hint="move the edit elsewhere, or generate with --force to lose it",
    )


def _refused(folder: Path, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    place = str(error.filename or folder)
    hint = "nothing was changed; check that the output folder can be written"
    return Diagnostic(
        "cannot-write", f"cannot write the output: {reason}", Source(place), hint=hint
    )


def _refuse_links(folder: Path, files: Iterable[str]) -> None:
    """A link below the output folder could lead a write out of it."""
    parents = sorted({parent for path in files for parent in _parents(path)})
    for parent in [*parents, STATE]:
        if (folder / parent).is_symlink():
            message = "a symbolic link in the output folder would lead the output elsewhere"
            place = Source((folder / parent).as_posix())
            raise SpecloomError([Diagnostic("linked-folder", message, place, hint="remove it")])


def _parents(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: count + 1]) for count in range(len(parts)))


def _apply(
    folder: Path, files: Mapping[str, str], inputs: Mapping[str, str] | None, changes: Changes
) -> None:
    differing = {*changes.missing, *changes.stale, *changes.edited}
    written = [path for path in files if path in differing]
    known = read_manifest(folder).files
    removed = [path for path in known if path not in files and (folder / path).is_file()]
    created = _first_missing(folder)
    staging = folder / STATE / f"staging-{os.getpid()}"
    moves = _units(folder, [*written, MANIFEST])
    try:
        shutil.rmtree(staging, ignore_errors=True)
        texts = {path: files[path] for path in written}
        _write_files(staging / "new", {**texts, MANIFEST: _manifest(files, inputs).render()})
        journal = json.dumps({"moves": moves, "removals": sorted(removed)})
        _write_files(staging, {_JOURNAL: journal})
        _swap(folder, staging, moves, sorted(removed))
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        _prune(folder, [*written, MANIFEST])
        if created is not None:
            _remove_empty(folder, created)
        raise
    shutil.rmtree(staging, ignore_errors=True)


def _units(folder: Path, paths: Iterable[str]) -> list[str]:
    """What is moved at once: whole folders where there is none of that name yet, else single files.

    The manifest comes last.
    """
    missing: dict[str, bool] = {}
    units: dict[str, None] = {}
    for path in sorted(paths, key=lambda path: (path == MANIFEST, path)):
        for parent in _parents(path):
            if parent != STATE and missing.setdefault(parent, not (folder / parent).exists()):
                units[parent] = None
                break
        else:
            units[path] = None
    return list(units)


def _write_files(folder: Path, files: Mapping[str, str]) -> None:
    for parent in {os.path.dirname(path) for path in files}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        with open(f"{folder}/{path}", "wb") as file:
            file.write(text.encode("utf-8"))


def _swap(folder: Path, staging: Path, moves: list[str], removals: list[str]) -> None:
    """Take unwanted files out and move staged ones in; on any error put everything back."""
    kept, added = list[str](), list[str]()
    try:
        for path in [*removals, *moves]:
            target = folder / path
            if target.is_file() or target.is_symlink():
                _keep(target, staging / "old" / path)
                kept.append(path)
            else:
                added.append(path)
            if path in moves:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staging / "new" / path, target)
            else:
                target.unlink()
    except BaseException:
        for path in added:
            _discard(folder / path)
        for path in kept:
            os.replace(staging / "old" / path, folder / path)
        raise
    _prune(folder, removals)


def _discard(path: Path) -> None:
    """Remove a file, or a folder that is all ours, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _keep(target: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(target, copy, follow_symlinks=False)


def _finish_interrupted(folder: Path) -> None:
    """Complete the swap of a run that was killed in it; drop what one that was killed before left."""
    for staging in sorted((folder / STATE).glob("staging-*")):
        try:
            journal: Any = json.loads((staging / _JOURNAL).read_text("utf-8"))
            moves, removals = list[str](journal["moves"]), list[str](journal["removals"])
            check_paths([*moves, *removals])
        except (OSError, ValueError, KeyError, TypeError, SpecloomError):
            moves, removals = [], []
        for path in removals:
            (folder / path).unlink(missing_ok=True)
        for path in moves:
            if (staging / "new" / path).exists():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(staging / "new" / path, folder / path)
        _prune(folder, removals)
        shutil.rmtree(staging, ignore_errors=True)


def _prune(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders of these files that have become empty."""
    for parent in sorted({item for path in paths for item in _parents(path)}, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def _first_missing(folder: Path) -> Path | None:
    """The topmost folder on the way to ``folder`` that does not exist yet."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    return missing[-1] if missing else None


def _remove_empty(folder: Path, top: Path) -> None:
    for path in (folder, *folder.parents):
        with contextlib.suppress(OSError):
            path.rmdir()
        if path == top:
            return
