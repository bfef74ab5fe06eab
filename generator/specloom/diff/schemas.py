"""Comparing two schemas that stand at the same position (layer 4)."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from specloom.diff import renames
from specloom.diff import schema_kinds as kinds
from specloom.diff.changes import Change, Direction
from specloom.diff.labels import label
from specloom.diff.lifecycle import marks
from specloom.diff.revision import below, mapping, same, sequence, shown
from specloom.diff.sides import Sides
from specloom.diff.unions import unions
from specloom.diff.values import defaults, values
from specloom.diff.views import DESCRIBING, View, common
from specloom.diff.walk import Pair, Walk

_HOLDERS = (
    "items", "contains", "propertyNames", "contentSchema", "unevaluatedItems",
    "unevaluatedProperties", "then", "else",
)  # fmt: skip
_LEAF = DESCRIBING | {
    "type", "format", "enum", "default", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "readOnly", "writeOnly", "deprecated", "minItems", "maxItems",
}  # fmt: skip
"""Words that hold no schemas: what has no others is compared as a whole first."""
_MAPS = ("patternProperties", "dependentSchemas")


def compare_all(walk: Walk) -> None:
    """Compare every pair that is pending, and those that they lead to."""
    while walk.pending:
        pair = walk.pending.popleft()
        walk.enter(pair)
        walk.record(compare(walk, pair))


def compare(walk: Walk, pair: Pair) -> Iterator[Change]:
    """The changes of one pair of positions; what lies below is visited."""
    sides = Sides(walk, walk.old.view(pair[0]), walk.new.view(pair[1]), pair[2])
    if _equal_leaves(sides.old, sides.new):
        return
    if not pair[3]:
        yield from _annotations(sides)
    plain = yield from unions(sides)
    if not plain:
        return
    alike = yield from _types(sides)
    if not alike:
        return
    yield from values(sides)
    yield from _properties(sides)
    yield from _further(sides)
    yield from _applied(sides)
    yield from _tuple_items(sides)


def _equal_leaves(old: View, new: View) -> bool:
    """Whether both are simple and say the same: the quick way past most of a document."""
    if len(old.parts) + len(new.parts) > 2 or not _LEAF.issuperset(old.words):
        return False
    return repr([(key, value) for key, (value, _) in old.words.items()]) == repr(
        [(key, value) for key, (value, _) in new.words.items()]
    )


def _annotations(sides: Sides) -> Iterator[Change]:
    old, new, walk = sides.old, sides.new, sides.walk
    flags = (
        ("deprecated", kinds.PropertyDeprecated, kinds.PropertyUndeprecated),
        ("readOnly", kinds.BecameReadOnly, kinds.BecameNotReadOnly),
        ("writeOnly", kinds.BecameWriteOnly, kinds.BecameNotWriteOnly),
    )
    for word, on, off in flags:
        one, other = old.word(word) is True, new.word(word) is True
        if one != other:
            yield walk.change(on if other else off, *sides.places(word))
    yield from defaults(sides)
    known = old.types is not None or bool(old.groups)
    if old.nullable != new.nullable and known and (new.types is not None or new.groups):
        kind = kinds.BecameNullable if new.nullable else kinds.BecameNotNullable
        yield walk.change(kind, *_null_places(sides), sides.direction)
    words = [
        {word: value for word, (value, _) in view.words.items() if word.startswith("x-")}
        for view in (old, new)
    ]
    if words[0] or words[1]:
        yield from marks(walk, words[0], words[1], lambda word: sides.places(word))


def _null_places(sides: Sides) -> tuple[str, str]:
    """The schemas that say or do not say null: where a type stands, else the whole."""
    if "type" in sides.old.words and "type" in sides.new.words:
        return sides.places("type")
    return sides.old.pointer, sides.new.pointer


def type_text(types: frozenset[str] | None) -> str:
    """Types in words."""
    if types is None:
        return "anything"
    return " or ".join(sorted(types)) or "nothing"


def _types(sides: Sides) -> Generator[Change, None, bool]:
    """Tell a change of type; returns whether the values still have something in common."""
    old, new = sides.old.types, sides.new.types
    if old == new:
        return True
    kind: type[Change] = kinds.TypeChanged
    if old is None or (new is not None and common(old, new) == new and new):
        kind = kinds.TypeNarrowed
    elif new is None or (common(old, new) == old and old):
        kind = kinds.TypeWidened
    yield sides.walk.change(
        kind, *sides.places("type"), sides.direction, before=type_text(old), after=type_text(new)
    )
    return old is not None and new is not None and bool(common(old, new))


def _properties(sides: Sides) -> Iterator[Change]:
    old, new, walk = sides.old, sides.new, sides.walk
    renamed = _renamed(sides)
    for name, spot in old.properties.items():
        if name in new.properties:
            other = new.properties[name]
            yield from _required(sides, name)
            walk.visit(spot, other, _travel(walk.old.view(spot), walk.new.view(other), sides))
        elif name in renamed:
            yield _rename(sides, name, renamed[name])
        else:
            view = walk.old.view(spot)
            optional = name not in old.required
            kind = kinds.PropertyRemoved if optional else kinds.RequiredPropertyRemoved
            place = _declared(walk.old.revision.get, old, name)
            there = _holder(place, new)
            yield walk.change(kind, place, there, _travel(view, view, sides), name=name)
    for name, spot in new.properties.items():
        if name not in old.properties and name not in renamed.values():
            view = walk.new.view(spot)
            optional = name not in new.required
            added = kinds.PropertyAdded if optional else kinds.RequiredPropertyAdded
            place = _declared(walk.new.revision.get, new, name)
            there = _holder(place, old)
            yield walk.change(added, there, place, _travel(view, view, sides), name=name)
    yield from _undeclared(sides)


def _renamed(sides: Sides) -> dict[str, str]:
    """Old to new names of properties with the same schema that are required alike."""
    old, new, walk = sides.old, sides.new, sides.walk

    def alike(one: str, other: str) -> bool:
        same = renames.equal(walk, old.properties[one], new.properties[other])
        return same and (one in old.required) == (other in new.required)

    return renames.paired(
        {name: name for name in old.properties if name not in new.properties},
        {name: name for name in new.properties if name not in old.properties},
        alike,
        lambda one: renames.telling(walk, old.properties[one]),
    )


def _rename(sides: Sides, before: str, after: str) -> Change:
    old, new, walk = sides.old, sides.new, sides.walk
    spots = old.properties[before], new.properties[after]
    way = _travel(walk.old.view(spots[0]), walk.new.view(spots[1]), sides)
    walk.visit(*spots, way)
    place = _declared(walk.old.revision.get, old, before)
    there = _declared(walk.new.revision.get, new, after)
    change = walk.change(
        kinds.PropertyRenamed, place, there, way,
        before=before, after=after, subject=label(place),
    )  # fmt: skip
    return replace(change, note=renames.READING)


def _declared(get: object, view: View, name: str) -> str:
    """The pointer under which a view declares a property."""
    assert callable(get)
    for part in view.parts:
        if name in mapping(mapping(get(part)).get("properties")):
            return below(part, "properties", name)
    return view.pointer


def _holder(place: str, counterpart: View) -> str:
    """The schema of the counterpart that holds, or would hold, what stands at ``place``."""
    holder = place.rpartition("/properties/")[0]
    return holder if holder in counterpart.parts else counterpart.pointer


def _travel(old: View, new: View, sides: Sides) -> Direction:
    """What is read-only travels in answers only, what is write-only in requests only."""
    if old.word("readOnly") is True and new.word("readOnly") is True:
        return Direction.RESPONSE
    if old.word("writeOnly") is True and new.word("writeOnly") is True:
        return Direction.REQUEST
    return sides.direction


def _required(sides: Sides, name: str) -> Iterator[Change]:
    old, new = sides.old, sides.new
    if (name in old.required) == (name in new.required):
        return
    gained = name in new.required
    kind = kinds.PropertyBecameRequired if gained else kinds.PropertyBecameOptional
    old_place = _declared(sides.walk.old.revision.get, old, name)
    new_place = _declared(sides.walk.new.revision.get, new, name)
    yield sides.walk.change(kind, old_place, new_place, sides.direction, name=name)


def _undeclared(sides: Sides) -> Iterator[Change]:
    """Names that are required without being declared."""
    old, new = sides.old, sides.new
    for name in dict.fromkeys([*old.required, *new.required]):
        if name in old.properties or name in new.properties:
            continue
        if (name in old.required) != (name in new.required):
            gained = name in new.required
            kind = kinds.PropertyBecameRequired if gained else kinds.PropertyBecameOptional
            places = sides.places("required")
            yield sides.walk.change(kind, *places, sides.direction, name=name)


def _openness(view: View) -> str:
    value = view.word("additionalProperties")
    if value is False:
        return "closed"
    return "typed" if mapping(value) else "open"


def _further(sides: Sides) -> Iterator[Change]:
    """additionalProperties: closed, typed or open."""
    word = "additionalProperties"
    old, new = _openness(sides.old), _openness(sides.new)
    table = {
        ("closed", "open"): kinds.AdditionalPropertiesAllowed,
        ("closed", "typed"): kinds.AdditionalPropertiesAllowed,
        ("open", "closed"): kinds.AdditionalPropertiesForbidden,
        ("typed", "closed"): kinds.AdditionalPropertiesForbidden,
        ("open", "typed"): kinds.AdditionalPropertiesTyped,
        ("typed", "open"): kinds.AdditionalPropertiesUntyped,
    }
    if (old, new) in table:
        yield sides.walk.change(table[old, new], *sides.places(word), sides.direction)
    elif old == "typed":
        sides.walk.visit(*sides.places(word), sides.direction)


def _applied(sides: Sides) -> Iterator[Change]:
    """Keywords that hold schemas."""
    present = {**sides.old.words, **sides.new.words}
    for word in [word for word in _HOLDERS if word in present]:
        old, new = _given(sides.old.word(word)), _given(sides.new.word(word))
        if word in sides.old.words and word in sides.new.words:
            sides.walk.visit(*sides.places(word), sides.direction)
        elif old or new:
            kind = kinds.SubschemaAdded if new else kinds.SubschemaRemoved
            yield sides.walk.change(kind, *sides.places(word), sides.direction, name=word)
    for word in [word for word in _MAPS if word in present]:
        ones, others = mapping(sides.old.word(word)), mapping(sides.new.word(word))
        for name in dict.fromkeys([*ones, *others]):
            if name in ones and name in others:
                sides.walk.visit(*sides.places(word, name), sides.direction)
            else:
                kind = kinds.SubschemaAdded if name in others else kinds.SubschemaRemoved
                places = _entry(sides, word, name)
                title = f"{word} {shown(name)}"
                yield sides.walk.change(kind, *places, sides.direction, name=title)
    for word in [word for word in ("if", "not") if word in present]:
        yield from _condition(sides, word)


def _given(value: object) -> bool:
    """Whether a keyword says something: an empty schema and ``true`` do not."""
    return value is False or bool(mapping(value))


def _entry(sides: Sides, word: str, name: str) -> tuple[str, str]:
    places: list[str] = []
    for view, other in ((sides.old, sides.new), (sides.new, sides.old)):
        holder = view.holder(word, other)
        inside = name in mapping(view.word(word))
        places.append(below(holder, word, name) if inside else holder)
    return places[0], places[1]


def _condition(sides: Sides, word: str) -> Iterator[Change]:
    old, new = sides.old.word(word), sides.new.word(word)
    if same(old, new):
        return
    kind: type[Change] = kinds.ConditionChanged
    if old is None:
        kind = kinds.SubschemaAdded
    elif new is None:
        kind = kinds.SubschemaRemoved
    yield sides.walk.change(kind, *sides.places(word), sides.direction, name=word)


def _tuple_items(sides: Sides) -> Iterator[Change]:
    word = "prefixItems"
    old, new = len(sequence(sides.old.word(word))), len(sequence(sides.new.word(word)))
    for index in range(max(old, new)):
        if index < min(old, new):
            sides.walk.visit(*sides.places(word, index), sides.direction)
            continue
        places = sides.places(word)
        kind: type[Change]
        if index < new:
            kind, places = kinds.PrefixItemAdded, (places[0], below(places[1], index))
        else:
            kind, places = kinds.PrefixItemRemoved, (below(places[0], index), places[1])
        yield sides.walk.change(kind, *places, sides.direction, name=str(index))
