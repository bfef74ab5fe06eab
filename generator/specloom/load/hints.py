"""What was probably meant: the closest known name (layer 1)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MOST_NAMES = 5_000
"""Comparing costs time: more names than this are not compared."""


def close_match(name: str, known: Iterable[str], *, cutoff: float = 0.85) -> str | None:
    """The known name that is nearly ``name``, or None. Names over 200 characters are not compared."""
    names = [item for item in known if len(item) <= 200]
    if len(name) > 200 or len(names) > _MOST_NAMES:
        return None
    matches = difflib.get_close_matches(name, names, n=1, cutoff=cutoff)
    return matches[0] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint for an unknown name: the closest known one, else some of those that are known."""
    names = list(dict.fromkeys(known))
    close = close_match(name, names, cutoff=0.6)
    if close is not None:
        return f"did you mean {close!r}?"
    if not names:
        return ""
    return f"known here: {', '.join(names[:12])}{', …' if len(names) > 12 else ''}"
