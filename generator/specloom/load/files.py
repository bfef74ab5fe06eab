"""Files that a document refers to: which may be opened, and where they become part of it (layer 1).

A file below the folder of the root document is read once and mounted at ``#/x-specloom-files/<relative path>``.
Everything else (URLs, absolute paths, paths and links that lead out of the folder) is refused unopened.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote, urljoin

from specloom.diagnostics import SpecloomError
from specloom.load.document import FILES_KEY, Document, read_data
from specloom.load.hints import quoted
from specloom.load.limits import hint, limits
from specloom.load.pointer import JsonDict, child, mapping, sequence, split

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PUBLIC: Final = re.compile(r"https://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/")


class Refused(Exception):
    """A reference to a file that is not opened: ``code``, message and hint of the diagnostic.

    ``public``: it leads to a published document, as real ones do; what stands there is not known, and
    nothing tried to get out of the folder.
    """

    def __init__(self, code: str, message: str, hint: str = "", *, public: bool = False) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.public = public
        super().__init__(message)


@dataclass(slots=True)
class Files:
    """Mounts files into a document. ``broken`` collects the errors of files that could not be read."""

    document: Document
    broken: dict[str, SpecloomError] = field(default_factory=dict[str, SpecloomError])
    anchors: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    bases: dict[str, str] = field(default_factory=dict[str, str])
    """The ``$id`` of schemas, by their pointers."""

    def localize(self, reference: str, holder: str) -> str:
        """A reference as the root document would write it; ``holder`` is the pointer of what holds it.

        A reference into another file mounts that file. Raises Refused.
        """
        base = self._file_of(holder)
        path, _, fragment = reference.partition("#")
        if path and path == self.document.data.get("$self"):
            return "#" + fragment
        known = self._known(path, holder)
        if known and (not fragment or fragment.startswith("/")):
            return known + fragment
        if not path:
            return self._place(base, fragment) if base else reference
        name = self._name(path, base)
        if name == posixpath.basename(self.document.file.replace("\\", "/")):
            return "#" + fragment
        self._mount(name)
        return self._place(name, fragment)

    def _place(self, name: str, fragment: str) -> str:
        """A place in a mounted file, by its pointer or its ``$anchor``."""
        if not fragment or fragment.startswith("/"):
            return _below(name, fragment)
        if name not in self.anchors:
            mounted = cast(JsonDict, self.document.data[FILES_KEY]).get(name)
            self.anchors[name] = dict(_anchors(mounted, _below(name, "")))
        pointer = self.anchors[name].get(fragment)
        if pointer is None:
            raise Refused("dangling-ref", f"{quoted(name)} has no anchor {quoted(fragment)}")
        return pointer

    def _known(self, path: str, holder: str) -> str:
        """The schema that calls itself so by its ``$id``, as it is read where ``holder`` is; empty for none."""
        names = self.document.anchors
        if not path or path in names:
            return names.get(path, "") if path else ""
        while self.bases and "/" in holder:
            if holder in self.bases:
                return names.get(urljoin(self.bases[holder], path), "")
            holder = holder.rpartition("/")[0]
        return ""

    @staticmethod
    def _file_of(holder: str) -> str:
        tokens = split(holder)
        return tokens[1] if len(tokens) > 1 and tokens[0] == FILES_KEY else ""

    def _name(self, path: str, base: str) -> str:
        """The normal path, relative to the root document's folder, of a file that may be opened."""
        decoded = unquote(path)
        if _SCHEME.match(decoded) or decoded.startswith("//"):
            raise Refused(
                "remote-ref", "references to URLs are not followed",
                "save the file beside the document and refer to it by a relative path",
                public=_PUBLIC.match(path) is not None,
            )  # fmt: skip
        if decoded.startswith("/") or "\\" in decoded or "\0" in decoded:
            raise Refused("outside-ref", "only relative paths with '/' are followed")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(base), decoded))
        root = Path(self.document.file).parent
        if name.startswith("..") or not _inside(root, root / name):
            raise Refused(
                "outside-ref", "this leads out of the folder of the document",
                "move the file into that folder",
            )  # fmt: skip
        return name

    def _mount(self, name: str) -> None:
        files = cast(JsonDict, self.document.data.setdefault(FILES_KEY, {}))
        if name in files or name in self.broken:
            return
        if len(files) >= limits().files:
            message = f"more than {limits().files:,} files are referred to"
            raise Refused("too-many-files", message, hint("files"))
        shown = self.document.shown_part(name)
        if not os.path.isfile(shown):  # no error for a name that no system takes
            raise Refused("file-not-found", f"there is no file {quoted(name)} beside the document")
        try:
            files[name] = read_data(Path(shown), shown)
        except SpecloomError as error:
            self.broken[name] = error
            raise Refused(
                "broken-file", f"{quoted(name)} cannot be read (see its own message)"
            ) from None


def _inside(root: Path, path: Path) -> bool:
    """Whether a path stays below a folder once links are followed; opens nothing."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _below(name: str, fragment: str) -> str:
    return child(f"#/{FILES_KEY}", name) + fragment


def _anchors(root: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Each ``$anchor`` and ``$dynamicAnchor`` below a value, with the pointer of what has it."""
    stack: list[tuple[object, str]] = [(root, pointer)]
    seen: set[int] = set()
    while stack:
        node, here = stack.pop()
        if not isinstance(node, dict | list) or id(cast(object, node)) in seen:
            continue
        seen.add(id(cast(object, node)))
        members = list(mapping(cast(object, node)).items()) or enumerate(
            sequence(cast(object, node))
        )
        for key, value in members:
            if key in ("$anchor", "$dynamicAnchor") and isinstance(value, str):
                yield value, here
            stack.append((value, child(here, key)))
