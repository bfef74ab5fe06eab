"""What the last generation wrote, kept beside it in ``.specloom/`` (layer 5).

``manifest.json`` has the SHA-256 of every file and of what it was made from. ``base.json`` has a short digest of
every line of every file: enough to merge an edit with the next generation, because a three-way merge asks of
the base only which of its lines are still there, and never prints one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from specloom.diagnostics import SpecloomError
from specloom.paths import check_paths

STATE = ".specloom"
MANIFEST = f"{STATE}/manifest.json"
BASE = f"{STATE}/base.json"

_LINE = 6
"""Bytes of a line's digest: of a thousand lines, two are mistaken for each other once in some 10^8 files."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last generation wrote: the SHA-256 of each file, and of what it was made from."""

    files: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    inputs: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())

    def render(self) -> str:
        """The JSON text of the manifest: sorted, one entry per line, the same for the same input."""
        return _json({"inputs": dict(self.inputs), "files": dict(self.files)})


def digest(data: bytes | str) -> str:
    """The SHA-256 of a file's content as lower-case hexadecimal digits."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file with their ends; only a line feed ends one."""
    return io.BytesIO(data).readlines()


def line_digests(data: bytes) -> list[bytes]:
    """A short digest for each line of a file."""
    known: dict[bytes, bytes] = {}
    found: list[bytes] = []
    for line in lines_of(data):
        if line not in known:
            known[line] = hashlib.blake2b(line, digest_size=_LINE).digest()
        found.append(known[line])
    return found


def base_row(data: bytes) -> str:
    """What ``base.json`` keeps of a file: the start of its digest, and the digests of its lines."""
    return f"{digest(data)[:16]} {base64.b64encode(b''.join(line_digests(data))).decode('ascii')}"


def base_lines(row: str | None, wanted: str) -> list[bytes] | None:
    """The line digests of a row; ``None`` where it is not of the file with the digest ``wanted``."""
    start, _, packed = (row or "").partition(" ")
    if start != wanted[:16]:
        return None
    try:
        data = base64.b64decode(packed, validate=True)
    except ValueError:
        return None
    return [data[at : at + _LINE] for at in range(0, len(data), _LINE)]


def render_base(rows: Mapping[str, str]) -> str:
    """The JSON text of ``base.json``: sorted, one file per line."""
    return _json(rows)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none or it cannot be understood."""
    try:
        content: Any = json.loads((folder / MANIFEST).read_text("utf-8"))
        files, inputs = _string_map(content["files"]), _string_map(content["inputs"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Manifest()
    return Manifest({path: files[path] for path in legal(files)}, inputs)


def state_of(folder: Path) -> tuple[int, int, int] | None:
    """What tells one manifest from the next: every run that writes puts a new one in place; ``None`` for none."""
    try:
        facts = (folder / MANIFEST).stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def read_base(folder: Path) -> dict[str, str]:
    """The rows of an output folder's ``base.json``; empty where there is none or it cannot be understood."""
    try:
        content: Any = json.loads((folder / BASE).read_text("utf-8"))
        return _string_map(content)
    except (OSError, ValueError, TypeError, RecursionError):
        return {}


def legal(paths: Iterable[str]) -> list[str]:
    """Those of the paths that may be written: a manifest comes with a repository, and may say anything."""
    every = list(paths)
    try:
        check_paths(every)
    except SpecloomError:
        return [path for path in every if _is_legal(path)]
    return every


def _is_legal(path: str) -> bool:
    try:
        check_paths([path])
    except SpecloomError:
        return False
    return True


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, sort_keys=True) + "\n"


def _string_map(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return {str(key): str(item) for key, item in cast("dict[object, object]", value).items()}
