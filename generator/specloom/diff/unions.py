"""Comparing unions: which member of one is which member of the other (layer 4).

Members are matched by reference, then by title, by the values that tell them apart, and by shape; each
member once. So a member that moved, or that was renamed and kept its tag, is compared and not told as one
that left and one that joined.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial

from specloom.diff import schema_kinds as kinds
from specloom.diff.changes import Change
from specloom.diff.labels import label
from specloom.diff.revision import mapping, same, sequence, shown
from specloom.diff.sides import Sides
from specloom.diff.views import Group, Spot, View, Views
from specloom.diff.walk import Walk

_ALIKE = 0.5
"""Above which likeness two members are taken for one: common properties count half, equal ones whole."""


def unions(sides: Sides) -> Generator[Change, None, bool]:
    """The changes of unions; returns whether the rest of the two schemas can be compared as well.

    A schema that becomes a union, or was one, is compared with the members: then nothing is left.
    """
    old, new = sides.old, sides.new
    added: list[str] = []
    plain = True
    for index in range(max(len(old.groups), len(new.groups))):
        one = old.groups[index] if index < len(old.groups) else None
        other = new.groups[index] if index < len(new.groups) else None
        if one is None and not old.groups and new.bare:
            one, plain = Group("", old.pointer, (old.spot,)), False
        elif other is None and not new.groups and old.bare:
            other, plain = Group("", new.pointer, (new.spot,)), False
        if one is not None and other is not None:
            yield from _members(sides, one, other, added)
        else:
            kind = kinds.SubschemaAdded if other is not None else kinds.SubschemaRemoved
            keyword = (one or other or Group("", "", ())).keyword
            yield sides.walk.change(kind, *sides.places(keyword), sides.direction, name=keyword)
    yield from _discriminators(sides, added)
    return plain


def _members(sides: Sides, one: Group, other: Group, added: list[str]) -> Iterator[Change]:
    walk, way = sides.walk, sides.direction
    matched = match(walk, one.members, other.members)
    for old, new in matched.items():
        walk.visit(old, new, way, wrapped=not (one.keyword and other.keyword))
    for spot in one.members:
        if spot not in matched:
            name = title(walk.old, spot)
            place = _place(walk.old, one, spot)
            kind: type[Change] = kinds.UnionMemberRemoved
            yield walk.change(kind, place, other.holder, way, name=name, subject=label(one.holder))
            added.append(spot[0])
    kept = set(matched.values())
    for spot in other.members:
        if spot not in kept:
            name = title(walk.new, spot)
            place = _place(walk.new, other, spot)
            kind = kinds.UnionMemberAdded
            yield walk.change(kind, one.holder, place, way, name=name, subject=label(other.holder))
            added.append(spot[0])
    if one.keyword and other.keyword and one.keyword != other.keyword:
        yield walk.change(
            kinds.UnionKindChanged, one.holder, other.holder, way,
            before=one.keyword, after=other.keyword,
        )  # fmt: skip


def _place(views: Views, group: Group, spot: Spot) -> str:
    """Where a member stands in its union; a member of a nameless union within has its own place."""
    if not group.keyword:
        return group.holder
    node = mapping(views.revision.get(group.holder))
    for index in range(len(sequence(node.get(group.keyword)))):
        pointer = f"{group.holder}/{group.keyword}/{index}"
        if views.spot(pointer) == spot:
            return pointer
    return spot[0]


def title(views: Views, spot: Spot) -> str:
    """What a member is called: its schema's name, its title, its tag, or its types."""
    pointer = spot[0]
    if pointer.startswith("#/components/") and pointer.count("/") == 3:
        return label(pointer)
    view = views.view(spot)
    named = view.word("title")
    if isinstance(named, str) and named:
        return named
    tags = ", ".join(tag_values(views, view).values())
    return tags or (" or ".join(sorted(view.types)) if view.types else label(pointer))


def tag_values(views: Views, view: View) -> dict[str, str]:
    """The properties that can have one value only, and that value as JSON."""
    found: dict[str, str] = {}
    for name, spot in view.properties.items():
        values = sequence(views.view(spot).word("enum"))
        if len(values) == 1:
            found[name] = shown(values[0])
    return found


def match(walk: Walk, old: tuple[Spot, ...], new: tuple[Spot, ...]) -> dict[Spot, Spot]:
    """Which member of the old union is which of the new one, in the order of the old."""
    found: dict[Spot, Spot] = {}
    for alike in (_referenced, _equal, _titled, _tagged):
        _pair_up(found, old, new, partial(alike, walk))
    _by_shape(walk, found, old, new)
    return {spot: found[spot] for spot in old if spot in found}


def _pair_up(
    found: dict[Spot, Spot],
    old: tuple[Spot, ...],
    new: tuple[Spot, ...],
    alike: Callable[[Spot, Spot], bool],
) -> None:
    taken = set(found.values())
    for one in old:
        if one in found:
            continue
        for other in new:
            if other not in taken and alike(one, other):
                found[one] = other
                taken.add(other)
                break


def _referenced(walk: Walk, one: Spot, other: Spot) -> bool:
    return one == other and one[0].startswith("#/components/") and one[0].count("/") == 3


def _equal(walk: Walk, one: Spot, other: Spot) -> bool:
    if len(one) != len(other):
        return False
    old, new = walk.old.revision, walk.new.revision
    return all(same(old.get(a), new.get(b)) for a, b in zip(one, other, strict=True))


def _titled(walk: Walk, one: Spot, other: Spot) -> bool:
    old, new = walk.old.view(one), walk.new.view(other)
    named = old.word("title")
    same_types = old.types == new.types
    return isinstance(named, str) and bool(named) and named == new.word("title") and same_types


def _conflict(walk: Walk, one: Spot, other: Spot) -> bool | None:
    """Whether tags disagree (True) or agree (False); None where there are none in common."""
    old = tag_values(walk.old, walk.old.view(one))
    new = tag_values(walk.new, walk.new.view(other))
    shared = [name for name in old if name in new]
    return any(old[name] != new[name] for name in shared) if shared else None


def _tagged(walk: Walk, one: Spot, other: Spot) -> bool:
    return _conflict(walk, one, other) is False


def _by_shape(
    walk: Walk, found: dict[Spot, Spot], old: tuple[Spot, ...], new: tuple[Spot, ...]
) -> None:
    taken = set(found.values())
    scores = [
        (-score(walk, one, other), row, column)
        for row, one in enumerate(old) if one not in found
        for column, other in enumerate(new) if other not in taken
    ]  # fmt: skip
    for negative, row, column in sorted(scores):
        if -negative > _ALIKE and old[row] not in found and new[column] not in taken:
            found[old[row]] = new[column]
            taken.add(new[column])


def score(walk: Walk, one: Spot, other: Spot) -> float:
    """How alike two schemas are, from 0 to 2; tags that disagree make them strangers."""
    old, new = walk.old.view(one), walk.new.view(other)
    if old.types != new.types or _conflict(walk, one, other):
        return 0.0
    if old.properties or new.properties:
        shared = [name for name in old.properties if name in new.properties]
        equal = [name for name in shared if _same_property(walk, old, new, name)]
        every = len(old.properties) + len(new.properties) - len(shared)
        return (len(shared) + len(equal)) / (2 * every)
    points = 1.0 if bool(old.word("enum")) == bool(new.word("enum")) else 0.6
    points += 0.3 if shown(old.word("items")) == shown(new.word("items")) else 0.0
    return points + (0.3 if old.word("format") == new.word("format") else 0.0)


def _same_property(walk: Walk, old: View, new: View, name: str) -> bool:
    one, other = old.properties[name], new.properties[name]
    return one == other or _equal(walk, one, other)


def _discriminators(sides: Sides, changed: list[str]) -> Iterator[Change]:
    """The property that tells members apart, and its values; members that came or went say theirs."""
    word = "discriminator"
    old, new = mapping(sides.old.word(word)), mapping(sides.new.word(word))
    one, other = old.get("propertyName"), new.get("propertyName")
    places = sides.places(word)
    if one != other:
        kind: type[Change] = kinds.DiscriminatorChanged
        if one is None:
            kind = kinds.DiscriminatorAdded
        elif other is None:
            kind = kinds.DiscriminatorRemoved
        yield sides.walk.change(kind, *places, sides.direction, before=one, after=other)
        return
    ones, others = mapping(old.get("mapping")), mapping(new.get("mapping"))
    for value in dict.fromkeys([*ones, *others]):
        before, after = ones.get(value), others.get(value)
        if before == after or before in changed or after in changed:
            continue
        kind = kinds.MappingChanged
        if value not in ones:
            kind = kinds.MappingAdded
        elif value not in others:
            kind = kinds.MappingRemoved
        yield sides.walk.change(
            kind, *places, sides.direction, name=value,
            before=_target(before), after=_target(after),
        )  # fmt: skip


def _target(value: object) -> str:
    return label(value) if isinstance(value, str) and value.startswith("#") else str(value or "")
