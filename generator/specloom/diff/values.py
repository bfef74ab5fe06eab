"""Comparing what a schema says of single values: enums, bounds, patterns, formats, defaults (layer 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from specloom.diff import value_kinds as kinds
from specloom.diff.changes import Change, Direction
from specloom.diff.revision import below, mapping, same, sequence, shown
from specloom.diff.sides import Sides
from specloom.diff.views import LOWER, UPPER, View

_BOUNDS: Final = (*UPPER, *LOWER, "multipleOf", "uniqueItems")
_COUNTS: Final = frozenset({"minLength", "minItems", "minProperties"})
_Three = tuple[type[Change], type[Change], type[Change]]
_TYPED: Final = ("date-time", "date", "binary", "byte", "base64", "uuid")
"""The formats of text that give a type of their own in Python."""
_CONTENT: Final = ("contentEncoding", "contentMediaType")


def values(sides: Sides) -> Iterator[Change]:
    """The changes of the values that one position allows."""
    yield from _enums(sides)
    yield from _bounds(sides)
    yield from _patterns(sides)
    if sides.old.types == sides.new.types:
        yield from _formats(sides)
    yield from _dependent(sides)
    for word in _CONTENT:
        old, new = sides.old.word(word), sides.new.word(word)
        if not same(old, new):
            yield sides.walk.change(
                kinds.ContentChanged, *sides.places(word), sides.direction,
                name=word, before=old, after=new,
            )  # fmt: skip
    if not same(sides.old.word("xml"), sides.new.word("xml")):
        yield sides.walk.change(kinds.XmlChanged, *sides.places("xml"), sides.direction)


def defaults(sides: Sides) -> Iterator[Change]:
    """The change of what an absent value means."""
    old, new = sides.old, sides.new
    kind: type[Change] = kinds.DefaultChanged
    if "default" not in old.words:
        kind = kinds.DefaultAdded
    elif "default" not in new.words:
        kind = kinds.DefaultRemoved
    if ("default" in old.words) != ("default" in new.words) or not same(
        old.word("default"), new.word("default")
    ):
        before, after = shown(old.word("default")), shown(new.word("default"))
        places = sides.places("default")
        yield sides.walk.change(kind, *places, sides.direction, before=before, after=after)


def _members(view: View) -> dict[str, int] | None:
    """The values of an enum as JSON, with their index; None where there is no enum."""
    values = view.word("enum")
    if not isinstance(values, list):
        return None
    listed = {
        json.dumps(value, sort_keys=True, default=str): index
        for index, value in reversed(list(enumerate(sequence(view.word("enum")))))
        if value is not None
    }
    return dict(reversed(listed.items()))


def _enums(sides: Sides) -> Iterator[Change]:
    old, new, walk, way = _members(sides.old), _members(sides.new), sides.walk, sides.direction
    if old is None and new is None:
        return
    here, there = sides.places("enum")
    if old is None or new is None:
        kind = kinds.EnumAdded if old is None else kinds.EnumRemoved
        before, after = (shown(view.word("enum")) for view in (sides.old, sides.new))
        yield walk.change(kind, here, there, way, before=before, after=after)
        return
    gone = [value for value in old if value not in new]
    come = [value for value in new if value not in old]
    if len(old) == len(new) == 1 and gone:
        yield walk.change(kinds.ConstChanged, here, there, way, before=gone[0], after=come[0])
        return
    for value in gone:
        place = below(here, old[value])
        yield walk.change(kinds.EnumValueRemoved, place, there, way, before=value)
    for value in come:
        place = below(there, new[value])
        yield walk.change(kinds.EnumValueAdded, here, place, way, after=value)


def _number(view: View, word: str) -> int | float | None:
    value = view.word(word)
    if word == "uniqueItems":
        return 1 if value is True else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if word in _COUNTS and value <= 0 else value


def _bounds(sides: Sides) -> Iterator[Change]:
    present = [word for word in _BOUNDS if word in sides.old.words or word in sides.new.words]
    for word in present:
        old, new = _number(sides.old, word), _number(sides.new, word)
        if old == new:
            continue
        if old is None:
            kind: type[Change] = kinds.BoundAdded
        elif new is None:
            kind = kinds.BoundRemoved
        else:
            tighter = _tighter(word, old, new, sides.direction)
            kind = kinds.BoundTightened if tighter else kinds.BoundLoosened
        yield sides.walk.change(
            kind, *sides.places(word), sides.direction, name=word,
            before=shown(old), after=shown(new),
        )  # fmt: skip


def _tighter(word: str, old: float, new: float, direction: Direction) -> bool:
    """Whether a bound allows less than before; where that cannot be told, the worse reading."""
    if word in UPPER:
        return new < old
    if word in LOWER:
        return new > old
    if old and _divides(old, new):
        return True
    if new and _divides(new, old):
        return False
    return direction is Direction.REQUEST


def _divides(one: float, other: float) -> bool:
    return abs(other / one - round(other / one)) < 1e-9 if abs(other / one) < 1e15 else False


def _patterns(sides: Sides) -> Iterator[Change]:
    words = kinds.PatternAdded, kinds.PatternRemoved, kinds.PatternChanged
    yield from _text(sides, "pattern", *words)


def _formats(sides: Sides) -> Iterator[Change]:
    """A format that gives a type of its own weighs more than one that only describes."""
    formats = (sides.old.word("format"), sides.new.word("format"))
    if sides.new.types == frozenset({"string"}) and any(item in _TYPED for item in formats):
        words: _Three = kinds.FormatAdded, kinds.FormatRemoved, kinds.FormatChanged
    else:
        words = kinds.FormatHintAdded, kinds.FormatHintRemoved, kinds.FormatHintChanged
    yield from _text(sides, "format", *words)


def _text(
    sides: Sides, word: str, added: type[Change], removed: type[Change], changed: type[Change]
) -> Iterator[Change]:
    old, new = sides.old.word(word), sides.new.word(word)
    if same(old, new):
        return
    kind = added if old is None else removed if new is None else changed
    places = sides.places(word)
    yield sides.walk.change(kind, *places, sides.direction, before=old, after=new)


def _dependent(sides: Sides) -> Iterator[Change]:
    word = "dependentRequired"
    ones, others = mapping(sides.old.word(word)), mapping(sides.new.word(word))
    for name in dict.fromkeys([*ones, *others]):
        old, new = sequence(ones.get(name)), sequence(others.get(name))
        for value in [item for item in old if item not in new]:
            kind: type[Change] = kinds.DependentRequiredRemoved
            places = sides.places(word)
            yield sides.walk.change(kind, *places, sides.direction, name=name, before=value)
        for value in [item for item in new if item not in old]:
            kind = kinds.DependentRequiredAdded
            places = sides.places(word)
            yield sides.walk.change(kind, *places, sides.direction, name=name, after=value)
