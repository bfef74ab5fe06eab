"""What to do with each file of an output folder: written, merged, removed, or left as it is (layer 5).

Three states of a file decide: what was generated last (*base*, by its digest), what stands there now, and what
is generated now. Only reading happens here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.tree.merge import Merged, is_unresolved, merge
from specloom.tree.record import (
    BASE,
    MANIFEST,
    STATE,
    Manifest,
    base_lines,
    base_row,
    digest,
    read_base,
    read_manifest,
    render_base,
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edited file that needs a person: ``lines`` (1-based) of the file, and what is wrong there."""

    path: str
    lines: tuple[int, ...]
    reason: str
    marked: bool = False
    """Whether the file has conflict markers, of this run or of an earlier one."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How the files on disk differ from the generated ones; each a sorted list of relative paths.

    ``missing`` are not there, ``stale`` are as they were generated once, ``extra`` are generated no more;
    ``merged`` were edited and take the new text in, ``released`` were edited and are generated no more: they
    stay, as files of their owner. ``edited`` differ by their edit only, and nothing is to be done about them.
    """

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def __bool__(self) -> bool:
        """Whether the folder is not what a generation would leave."""
        return self.count > 0

    @property
    def count(self) -> int:
        """How many files need something done."""
        pending = (self.missing, self.stale, self.extra, self.merged, self.released)
        return sum(map(len, pending)) + len(self.conflicts)

    def summary(self, folder: str, total: int) -> str:
        """One line about what was written to ``folder``, which holds ``total`` files."""
        kinds = (
            (len(self.missing), "new"),
            (len(self.stale), "changed"),
            (len(self.merged), "merged"),
            (len(self.extra), "removed"),
            (len(self.conflicts), "in conflict"),
        )
        counts = ", ".join(f"{count} {word}" for count, word in kinds if count)
        edits = f", {len(self.edited)} edited by hand" if self.edited else ""
        if not counts:
            return f"{folder}: unchanged ({total} files{edits})"
        return f"{folder}: {total} files ({counts}{edits})"

    def describe(self) -> list[str]:
        """One line per file that is not up to date: what is wrong with it, and its path."""
        kinds = (
            ("missing", self.missing),
            ("stale", self.stale),
            ("extra", self.extra),
            ("edited, to be merged", self.merged),
            ("edited, generated no more", self.released),
            ("in conflict", tuple(item.path for item in self.conflicts)),
        )
        return [f"{kind}: {path}" for kind, paths in kinds for path in paths]

    def problems(self, folder: str) -> list[Diagnostic]:
        """One message per conflict: where it is, and how to get rid of it."""
        return [_problem(folder, item) for item in self.conflicts]

    def told(self) -> list[str]:
        """One line per file that holds an edit, about what became of it."""
        kinds = (
            ("merged with the edit", self.merged),
            ("yours now, generated no more", self.released),
            ("edited by hand", self.edited),
        )
        return [f"{kind}: {path}" for kind, paths in kinds for path in paths]


def _problem(folder: str, conflict: Conflict) -> Diagnostic:
    places = f" ({len(conflict.lines)} places)" if len(conflict.lines) > 1 else ""
    message = f"{conflict.reason}{places}"
    place = Source(f"{folder}/{conflict.path}", "", min(conflict.lines), 1)
    if conflict.marked:
        hint = "choose between both sides, and remove the markers"
        return Diagnostic("unresolved-conflict", message, place, hint=hint)
    hint = "--conflicts markers writes both into the file; without the file, the new text comes"
    return Diagnostic("edit-conflict", message, place, hint=hint)


@dataclass(slots=True)
class Plan:
    """What is to be done: ``writes`` maps paths to their new content, ``removals`` are to go.

    ``before`` has the digest of what stands at each path that is touched (``None``: nothing). ``edits`` has
    each edited file's content, as it will be, for those that are edited.
    """

    changes: Changes = Changes()
    writes: dict[str, bytes] = field(default_factory=dict[str, bytes])
    removals: list[str] = field(default_factory=list[str])
    before: dict[str, str | None] = field(default_factory=dict[str, str | None])
    edits: dict[str, bytes] = field(default_factory=dict[str, bytes])


def make_plan(
    folder: Path,
    files: Mapping[str, str],
    inputs: Mapping[str, str] | None = None,
    *,
    force: bool = False,
    markers: bool = False,
    settled: Mapping[str, bytes] | None = None,
) -> Plan:
    """Compare an output folder with what would be written there; touches nothing.

    With ``force`` edits are lost, with ``markers`` a conflict is written into its file. ``settled`` are edited
    files whose merge has been decided. Raises
    :class:`SpecloomError` where something stands in the way that is not ours: another's file in the place of a
    generated one, or a link that leads elsewhere.
    """
    planner = _Planner(folder, force, markers, settled or {})
    refuse_links(folder, [*files, *planner.known.files])
    for path, text in sorted(files.items()):
        planner.wanted(path, text.encode("utf-8"))
    for path in sorted(planner.known.files.keys() - files.keys()):
        planner.unwanted(path)
    if planner.blocked:
        raise SpecloomError([_blocked(folder, path) for path in planner.blocked])
    return planner.finish(files, dict(inputs or {}))


class _Planner:
    def __init__(
        self, folder: Path, force: bool, markers: bool, settled: Mapping[str, bytes]
    ) -> None:
        self.folder = folder
        self.root = str(folder)
        self.settled = settled
        self.force = force
        self.markers = markers
        self.known = read_manifest(folder)
        self.plan = Plan()
        self.rows: dict[str, str] | None = None
        self.blocked: list[str] = []
        self.folders: dict[str, bool] = {}
        self.conflicts: list[Conflict] = []
        self.kinds: dict[str, list[str]] = {
            kind: [] for kind in ("missing", "stale", "extra", "merged", "released", "edited")
        }
        self.record: dict[str, str] = {}
        """Digest of what is on record for each path after this run."""
        self.kept: set[str] = set()
        """Paths whose record stays as it was, because their conflict is not resolved."""

    def wanted(self, path: str, new: bytes) -> None:
        """A file that is generated."""
        target = digest(new)
        self.record[path] = target
        present, base = self._present(path), self.known.files.get(path)
        if present == new and path not in self.settled:
            return
        found = digest(present) if present is not None else None
        if found is not None and path in self.settled:
            self._write(
                "stale" if self.settled[path] == new else "merged", path, self.settled[path], found
            )
            return
        if present is None and not os.path.lexists(f"{self.root}/{path}"):
            self._write("missing", path, new, None)
        elif found is not None and (found == base or self.force):
            self._write("stale", path, new, found)
        elif present is None or base is None:
            self.blocked.append(path)
        elif is_unresolved(present):
            self._keep(Conflict(path, (_marker(present),), "conflict markers are left in it", True))
            self.plan.edits[path] = present
        elif base == target:
            self.kinds["edited"].append(path)
            self.plan.edits[path] = present
        else:
            self._merge(path, present, new, base)

    def unwanted(self, path: str) -> None:
        """A file that was generated and is no more."""
        present = self._present(path)
        if present is None:
            return
        found = digest(present)
        if found == self.known.files[path] or self.force:
            self.kinds["extra"].append(path)
            self.plan.removals.append(path)
            self.plan.before[path] = found
        else:
            self.kinds["released"].append(path)

    def _merge(self, path: str, present: bytes, new: bytes, base: str) -> None:
        lines = base_lines(self._rows().get(path), base)
        merged = merge(lines, present, new, python=path.endswith(".py"))
        if merged.clean and merged.text == new:
            self._write("stale", path, new, digest(present))
        elif merged.clean:
            self._write("merged", path, merged.text, digest(present))
            self.plan.edits[path] = merged.text
        else:
            self._conflict(path, present, merged)

    def _conflict(self, path: str, present: bytes, merged: Merged) -> None:
        conflict = Conflict(path, merged.places, merged.reason, self.markers)
        if self.markers:
            self.conflicts.append(conflict)
            self._write("", path, merged.text, digest(present))
        else:
            self._keep(conflict)
        self.plan.edits[path] = present

    def _keep(self, conflict: Conflict) -> None:
        """Leave a file and what is on record for it, so that the next run finds the same conflict."""
        self.conflicts.append(conflict)
        self.kept.add(conflict.path)
        self.record[conflict.path] = self.known.files[conflict.path]

    def _write(self, kind: str, path: str, new: bytes, before: str | None) -> None:
        if kind:
            self.kinds[kind].append(path)
        self.plan.writes[path] = new
        self.plan.before[path] = before

    def _present(self, path: str) -> bytes | None:
        """The bytes of a file; ``None`` where there is none, or none that can be read."""
        if not self._has_folder(os.path.dirname(path)):
            return None
        try:
            with open(f"{self.root}/{path}", "rb") as file:
                return file.read()
        except OSError:
            return None

    def _has_folder(self, path: str) -> bool:
        known = self.folders.get(path)
        if known is None:
            known = self.folders[path] = os.path.isdir(f"{self.root}/{path}")
        return known

    def _rows(self) -> dict[str, str]:
        if self.rows is None:
            self.rows = read_base(self.folder)
        return self.rows

    def finish(self, files: Mapping[str, str], inputs: Mapping[str, str]) -> Plan:
        """Complete the plan with the record of what will have been generated."""
        kinds = {kind: tuple(paths) for kind, paths in self.kinds.items()}
        self.plan.changes = Changes(**kinds, conflicts=tuple(self.conflicts))
        manifest = Manifest(self.record, dict(inputs))
        complete = (self.folder / BASE).exists()
        if self.known == manifest and complete and not self.plan.writes and not self.plan.removals:
            return self.plan
        if not self.plan.changes and self.folder.exists():
            self.plan.changes = Changes(edited=kinds["edited"], stale=(MANIFEST,))
        self._write(
            "", MANIFEST, manifest.render().encode("utf-8"), _digest_of(self.folder / MANIFEST)
        )
        base = render_base(self._base(files)).encode("utf-8")
        self._write("", BASE, base, _digest_of(self.folder / BASE))
        return self.plan

    def _base(self, files: Mapping[str, str]) -> dict[str, str]:
        rows = self._rows()
        found: dict[str, str] = {}
        for path, wanted in self.record.items():
            if rows.get(path, "").startswith(f"{wanted[:16]} ") or path in self.kept:
                found[path] = rows.get(path, "")
            else:
                found[path] = base_row(files[path].encode("utf-8"))
        return found


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _marker(text: bytes) -> int:
    """The line (1-based) of the first conflict marker."""
    lines = text.split(b"\n")
    return next(
        at for at, line in enumerate(lines, 1) if line.startswith((b"<<<<<<< ", b">>>>>>> "))
    )


def refuse_links(folder: Path, files: Iterable[str]) -> None:
    """Raise :class:`SpecloomError` for a link that would lead a write out of the output folder."""
    members: dict[str, set[str]] = {}
    for path in {*files, STATE, MANIFEST, BASE}:
        while path and path not in members.get(parent := os.path.dirname(path), ()):
            members.setdefault(parent, set()).add(path)
            path = parent
    for parent in sorted(members):
        for path in _links_among(folder, parent, members[parent]):
            message = "a symbolic link in the output folder would lead the output elsewhere"
            place = Source((folder / path).as_posix())
            raise SpecloomError([Diagnostic("linked-folder", message, place, hint="remove it")])


def _links_among(root: Path, folder: str, paths: Iterable[str]) -> list[str]:
    """Which of the paths, all in this folder of the output, are symbolic links."""
    try:
        with os.scandir(root / folder) as entries:
            links = {os.path.join(folder, entry.name) for entry in entries if entry.is_symlink()}
            return sorted(links.intersection(paths))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:  # may be entered, but not listed
        return sorted(path for path in paths if os.path.islink(root / path))


def parents_of(path: str) -> list[str]:
    """The folders that a relative path names on its way, from the top."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _blocked(folder: Path, path: str) -> Diagnostic:
    return Diagnostic(
        "in-the-way",
        "this is to be generated, and something else stands in its place",
        Source((folder / path).as_posix()),
        hint="move it elsewhere, or generate with --force to lose it; nothing was changed",
    )
