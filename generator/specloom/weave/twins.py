"""The sync twin of a module: names changed, imports in order again, lines joined where they fit (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.weave.rejoin import rejoin
from specloom.weave.tidy import tidy_imports
from specloom.weave.unasync import UnasyncError, to_sync

_TYPES_IMPORT = re.compile(r"from \.+types[.\w]* import (?:\([^)]*\)|[^\n(]+)")
_RENAMED = re.compile(r"\b(\w+) as ")
_KEPT = "_kept_by_the_weaver_"


def sync_module(text: str, names: Mapping[str, str]) -> str:
    """The sync text of a printed async module; ``names`` are the names of that module that change.

    A type of the API that is called like one of them was imported under another name, and keeps its own.
    """
    guarded = _TYPES_IMPORT.sub(lambda found: _RENAMED.sub(rf"{_KEPT}\1 as ", found.group()), text)
    derived = to_sync(guarded, names, hand_written=False).replace(_KEPT, "")
    return rejoin(tidy_imports(derived))


def sync_helper_module(text: str, path: str) -> str:
    """The sync text of a hand-written module; raises :class:`SpecloomError` where it has none."""
    try:
        return rejoin(tidy_imports(to_sync(text)))
    except UnasyncError as error:
        line, _, message = str(error).partition(": ")
        place = Source(path, "", int(line), 1)
        raise SpecloomError([Diagnostic("helper-not-sync", message, place)]) from None
