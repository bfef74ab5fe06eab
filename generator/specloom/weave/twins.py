"""The sync twin of a printed module: names changed, imports in order again, lines joined where they fit (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.weave.rejoin import rejoin
from specloom.weave.tidy import tidy_imports
from specloom.weave.unasync import to_sync


def sync_module(text: str, names: Mapping[str, str]) -> str:
    """The sync text of a printed async module; ``names`` are the names of that module that change."""
    return rejoin(tidy_imports(to_sync(text, names, hand_written=False)))
