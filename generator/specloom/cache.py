"""A folder of one user with what earlier runs found out; losing it costs time only (layer 5).

An entry is one file: its digest, then named parts. It is read whole, checked and used, or it is as good as absent:
damaged entries, those of another version, and those that somebody else wrote or could have written. A new entry is
put in place by one rename, so that runs at the same time see an old one or a new one.

Parts are text and JSON. Nothing in an entry is run, and reading one makes no objects but texts, lists and dicts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident
from typing import Final, cast

VARIABLE: Final = "SPECLOOM_CACHE_DIR"
"""The environment variable that names the folder; set to nothing, there is no cache."""
_MAGIC: Final = b"specloom 1\n"
_MOST_BYTES: Final = 512 * 2**20
_DIGEST: Final = 64
_LARGE: Final = 2**19
"""Documents that are smaller take a second; where nobody asked for a cache, nothing is written for them."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; it is made when the first one is stored. ``least``: bytes of a document worth an entry."""

    folder: Path
    least: int = 0

    def load(self, key: str) -> dict[str, bytes] | None:
        """The parts of an entry; ``None`` where there is none that can be trusted."""
        path = self._path(key)
        try:
            if not _is_own(self.folder) or not _is_own(path):
                return None
            return _unpacked(path.read_bytes(), key)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def store(self, key: str, parts: Mapping[str, bytes]) -> None:
        """Put an entry in place; where the disk refuses there is none."""
        path = self._path(key)
        partial = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self.folder):
                return
            try:
                handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(_packed(parts, key))
                os.replace(partial, path)
            except OSError:
                partial.unlink(missing_ok=True)
            self._prune(path)

    def entries(self) -> list[tuple[Path, int]]:
        """Every file of the cache and its size in bytes, the one that was used last at the end."""
        found: list[tuple[float, Path, int]] = []
        with contextlib.suppress(OSError):
            for item in self.folder.iterdir():
                if item.suffix == ".entry":
                    facts = item.stat()
                    found.append((facts.st_mtime, item, facts.st_size))
        return [(path, size) for _, path, size in sorted(found)]

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.entry"

    def _prune(self, kept: Path) -> None:
        """Remove the oldest entries while all of them take more than half a gibibyte."""
        entries = self.entries()
        total = sum(size for _, size in entries)
        for path, size in entries:
            if total > _MOST_BYTES and path != kept:
                path.unlink(missing_ok=True)
                total -= size


def user_cache(folder: str = "") -> Cache | None:
    """The cache in ``folder``, else where the environment says, else where this system keeps caches of a user.

    The last one is for documents of half a megabyte and more, and only where the system's folder is there already: no
    run makes one in a home that has none. ``None`` where the environment wants no cache, or there is no such folder.
    """
    wanted = folder or os.environ.get(VARIABLE)
    if wanted is not None:
        return Cache(Path(wanted)) if wanted else None
    try:
        caches = _folder_of_caches()
    except RuntimeError:  # no home
        return None
    name = "specloom/Cache" if sys.platform == "win32" else "specloom"
    return Cache(caches / name, _LARGE) if caches.is_dir() else None


def _folder_of_caches() -> Path:
    if sys.platform == "win32":  # pragma: no cover
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":  # pragma: no cover
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _is_own(path: Path) -> bool:
    """Whether a file or folder belongs to this user, and nobody else may write to it."""
    if os.name != "posix":  # pragma: no cover
        return True
    facts = os.stat(path)
    return facts.st_uid == os.geteuid() and not facts.st_mode & 0o022


def _packed(parts: Mapping[str, bytes], key: str) -> bytes:
    sizes = {name: len(data) for name, data in parts.items()}
    body = (
        json.dumps({"key": key, "parts": sizes}).encode("ascii") + b"\n" + b"".join(parts.values())
    )
    return _MAGIC + hashlib.sha256(body).hexdigest().encode("ascii") + body


def _unpacked(data: bytes, key: str) -> dict[str, bytes]:
    """The parts of an entry; raises ValueError, KeyError or TypeError for anything else."""
    start = len(_MAGIC) + _DIGEST
    body = memoryview(data)[start:]
    digest = hashlib.sha256(body).hexdigest().encode("ascii")
    if data[:start] != _MAGIC + digest:
        raise ValueError("damaged")
    end = data.index(b"\n", start) + 1
    head = cast("dict[str, object]", json.loads(data[start:end]))
    if head["key"] != key:
        raise ValueError("moved")
    parts: dict[str, bytes] = {}
    for name, size in cast("dict[str, int]", head["parts"]).items():
        parts[name] = data[end : end + size]
        end += size
    return parts
