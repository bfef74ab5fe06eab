"""The sync twin of a module: names changed, imports in order again, lines joined where they fit (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.weave.rejoin import rejoin
from specloom.weave.tidy import tidy_imports
from specloom.weave.unasync import UnasyncError, to_sync


def sync_module(text: str, names: Mapping[str, str]) -> str:
    """The sync text of a printed async module; ``names`` are the names of that module that change."""
    return rejoin(tidy_imports(to_sync(text, names, hand_written=False)))


def sync_helper_module(text: str, path: str) -> str:
    """The sync text of a hand-written module; raises :class:`SpecloomError` where it has none."""
    try:
        return rejoin(tidy_imports(to_sync(text)))
    except UnasyncError as error:
        line, _, message = str(error).partition(": ")
        place = Source(path, "", int(line), 1)
        raise SpecloomError([Diagnostic("helper-not-sync", message, place)]) from None
