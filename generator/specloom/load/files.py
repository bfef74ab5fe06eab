"""Files that a document refers to: which may be opened, and where they become part of it (layer 1).

A file below the folder of the root document is read once and mounted at ``#/x-specloom-files/<relative path>``.
Everything else (URLs, absolute paths, paths and links that lead out of the folder) is refused unopened.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote

from specloom.diagnostics import SpecloomError
from specloom.load.document import FILES_KEY, Document, read_data
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, split

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PUBLIC: Final = re.compile(r"https://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/")
_MOST_FILES: Final = 2_000


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

    def localize(self, reference: str, holder: str) -> str:
        """A reference as the root document would write it; ``holder`` is the pointer of what holds it.

        A reference into another file mounts that file. Raises Refused.
        """
        base = self._file_of(holder)
        path, mark, fragment = reference.partition("#")
        if not path:
            return _below(base, fragment) if base and fragment.startswith("/") else reference
        name = self._name(path, base)
        if name == posixpath.basename(self.document.file.replace("\\", "/")):
            return "#" + fragment
        self._mount(name)
        if mark and fragment and not fragment.startswith("/"):
            raise Refused("dangling-ref", f"{quoted(reference)} names no place by a JSON pointer")
        return _below(name, fragment)

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
        if len(files) >= _MOST_FILES:
            raise Refused("too-many-files", f"more than {_MOST_FILES} files are referred to")
        shown = self.document.shown_part(name)
        if not Path(shown).is_file():
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
