"""What was probably meant, and how to show what was written (layer 1)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

_MOST_NAMES: Final = 2_000
_LONGEST_NAME: Final = 100
"""Comparing costs time: more names, and longer ones, are not compared."""


def quoted(value: object) -> str:
    """A value from a file, for a message: its ``repr``, cut after 120 characters."""
    text = (
        repr(value) if not isinstance(value, str) or len(value) <= 120 else repr(value[:120]) + "…"
    )
    return text if len(text) <= 600 else text[:600] + "…"


def close_match(name: str, known: Iterable[str], *, cutoff: float = 0.85) -> str | None:
    """The known name that is nearly ``name``, or None where there is none, or too much to compare."""
    names = [item for item in known if len(item) <= _LONGEST_NAME]
    if len(name) > _LONGEST_NAME or len(names) > _MOST_NAMES:
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
