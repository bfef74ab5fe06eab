"""Comparing what is said of the life of a part: deprecation, sunset, stability, extensions (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from specloom.diff import api_kinds as kinds
from specloom.diff.changes import Change
from specloom.diff.revision import same, shown
from specloom.diff.walk import Walk

_SUNSET: Final = "x-sunset"
_STABILITY: Final = "x-stability-level"
_LEVELS: Final = ("draft", "alpha", "beta", "stable")
_GIVEN: Final = (None, *_LEVELS)

FILES_KEY: Final = "x-specloom-files"
"""Where the loader mounts further files: no extension of the document."""

Places = Callable[[str], tuple[str, str]]


def marks(
    walk: Walk, old: Mapping[str, object], new: Mapping[str, object], places: Places
) -> Iterator[Change]:
    """The changes of all ``x-`` keys of two objects; ``places`` gives where a key stands in both."""
    for word in dict.fromkeys([*old, *new]):
        if not word.startswith("x-") or word == FILES_KEY or same(old.get(word), new.get(word)):
            continue
        one, other = old.get(word), new.get(word)
        if word == _SUNSET:
            kind = _sunset(one, other)
        elif word == _STABILITY and one in _GIVEN and other in _GIVEN:
            kind = _stability(one, other)
        elif word not in old:
            kind = kinds.ExtensionAdded
        elif word not in new:
            kind = kinds.ExtensionRemoved
        else:
            kind = kinds.ExtensionChanged
        before = one if isinstance(one, str) else "" if one is None else shown(one)
        after = other if isinstance(other, str) else "" if other is None else shown(other)
        yield walk.change(kind, *places(word), name=word, before=before, after=after)


def _sunset(old: object, new: object) -> type[Change]:
    if new is None:
        return kinds.SunsetRemoved
    before, after = _day(old), _day(new)
    if after is None:
        return kinds.SunsetInvalid
    if before is None:
        return kinds.SunsetAdded
    return kinds.SunsetEarlier if after < before else kinds.SunsetLater


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _stability(old: object, new: object) -> type[Change]:
    """What says no level is stable."""
    before, after = (_LEVELS.index(str(level or "stable")) for level in (old, new))
    return kinds.StabilityDecreased if after < before else kinds.StabilityIncreased
