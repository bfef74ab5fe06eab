"""``allOf``: several schemas that apply at once become one shape (layer 3).

Properties and requirements add up. Where two parts disagree the narrower one wins; where neither is narrower the
first one does, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, cast

from specloom.build import scalars
from specloom.build.nodes import Merge, Node, is_trivial, mapping, members, merge_of, types_of
from specloom.build.shapes import (
    ANYTHING,
    Form,
    ListShape,
    LiteralShape,
    Look,
    ObjectShape,
    Property,
    ScalarShape,
    UnionShape,
)
from specloom.ir.types import Scalar

if TYPE_CHECKING:
    from specloom.build.schemas import Schemas

MAX_VARIANTS: Final = 256
"""Unions inside ``allOf`` are multiplied out up to this many variants."""


@dataclass(slots=True)
class _Part:
    node: Node
    form: Form
    nullable: bool
    says_nothing: bool


def all_of(schemas: Schemas, node: Node) -> tuple[Form, bool]:
    """The shape of a schema with ``allOf``; its own keywords are one more part."""
    schema = mapping(node.value)
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    parts = [part for part in members(node, "allOf") if not is_trivial(part.value)]
    if not is_trivial(rest) and set(rest) & {"type"} != set(rest):
        parts.append(Node(rest, node.pointer, node.key + "!own"))
    if not parts:
        return ANYTHING, False
    return merged(schemas, node, tuple(parts))


def merged(schemas: Schemas, node: Node, parts: tuple[Node, ...]) -> tuple[Form, bool]:
    """The shape of schemas that all apply, and whether all of them allow null."""
    looked = [_part(schemas, part) for part in parts]
    telling = [part for part in looked if not part.says_nothing] or looked
    leading = list(takewhile(lambda part: isinstance(part.form, ObjectShape), telling))
    form, place = telling[0].form, telling[0].node
    if len(leading) > 1:
        form = _objects([cast("ObjectShape", part.form) for part in leading])
        place = merge_of(tuple(part.node for part in leading))
    for part in telling[max(len(leading), 1) :]:
        form = _both(schemas, node, (place, form), (part.node, part.form))
        place = merge_of((place, part.node))
    if isinstance(form, ObjectShape):
        schemas.count_fields(node, len(form.properties))
    return form, all(part.nullable for part in telling)


def _part(schemas: Schemas, node: Node) -> _Part:
    look = schemas.look(node)
    inherits = bool(look.model)
    nullable = look.nullable
    hops = 0
    while look.model and hops < 64:
        look = schemas.look(look.node, root=True)
        nullable = nullable or look.nullable
        hops += 1
    form = look.form
    if inherits and isinstance(form, ObjectShape):
        form = replace(form, inherits=True)
    return _Part(node, form, nullable, form == ANYTHING and not _is_explicit(look))


def _is_explicit(look: Look) -> bool:
    return bool(types_of(mapping(look.node.value))) or isinstance(look.node.value, Merge)


def _both(schemas: Schemas, node: Node, one: tuple[Node, Form], two: tuple[Node, Form]) -> Form:
    first, second = one[1], two[1]
    if first == ANYTHING:
        return second
    if second == ANYTHING:
        return first
    if isinstance(first, UnionShape) or isinstance(second, UnionShape):
        return _multiplied(schemas, node, one, two)
    if isinstance(first, ObjectShape) and isinstance(second, ObjectShape):
        return _objects([first, second])
    if isinstance(first, ListShape) and isinstance(second, ListShape):
        return _lists(first, second)
    narrower = _narrower(first, second)
    if narrower is not None:
        return narrower
    schemas.warn(
        "allof-conflict", "the parts of this allOf exclude each other; the first one is used", node
    )
    return first


def _objects(shapes: Sequence[ObjectShape]) -> ObjectShape:
    """One object for several that apply at once, in time that grows with what they declare."""
    properties: dict[str, dict[str, Property]] = {}
    for item in (item for shape in shapes for item in shape.properties):
        known = properties.setdefault(item.wire, {})
        first = next(iter(known.values()), None)
        if first is not None and is_trivial(first.node.value):
            known.clear()
        if first is None or not known or not is_trivial(item.node.value):
            known.setdefault(item.node.key, item)
    return ObjectShape(
        tuple(map(_together, properties.values())),
        frozenset[str]().union(*(shape.required for shape in shapes)),
        next((shape.extra for shape in shapes if shape.extra is not None), None),
        any(shape.open for shape in shapes),
        any(shape.inherits for shape in shapes),
    )


def _together(declared: Mapping[str, Property]) -> Property:
    """One property for all that schemas declare under one name."""
    items = list(declared.values())
    if len(items) == 1:
        return items[0]
    return Property(items[0].wire, merge_of(tuple(item.node for item in items)))


def _lists(first: ListShape, second: ListShape) -> ListShape:
    if first.item is None or second.item is None:
        return ListShape(first.item or second.item)
    if first.item.key == second.item.key:
        return first
    return ListShape(merge_of((first.item, second.item)))


def _narrower(first: Form, second: Form) -> Form | None:
    if first == second:
        return first
    if isinstance(first, LiteralShape) and isinstance(second, LiteralShape):
        allowed = {(type(value), value) for value in second.values}
        common = tuple(value for value in first.values if (type(value), value) in allowed)
        return LiteralShape(common) if common else None
    if isinstance(first, LiteralShape) and isinstance(second, ScalarShape):
        fits = all(scalars.literal_fits(value, second.scalar) for value in first.values)
        return first if fits else None
    if isinstance(first, ScalarShape) and isinstance(second, LiteralShape):
        return _narrower(second, first)
    if isinstance(first, ScalarShape) and isinstance(second, ScalarShape):
        return _narrower_scalar(first, second)
    return None


def _narrower_scalar(first: ScalarShape, second: ScalarShape) -> ScalarShape | None:
    if first.scalar is second.scalar:
        return first if first.format else second
    kinds = {first.scalar, second.scalar}
    if kinds == {Scalar.INTEGER, Scalar.NUMBER}:
        return first if first.scalar is Scalar.INTEGER else second
    if first.scalar is Scalar.STRING and second.scalar in scalars.TEXTS:
        return second
    if second.scalar is Scalar.STRING and first.scalar in scalars.TEXTS:
        return first
    if kinds == {Scalar.NUMBER, Scalar.DECIMAL_NUMBER}:
        return first if first.scalar is Scalar.DECIMAL_NUMBER else second
    return None


def _multiplied(
    schemas: Schemas, node: Node, one: tuple[Node, Form], two: tuple[Node, Form]
) -> Form:
    """A union and something else: each variant together with the other part."""
    union, other = (one, two) if isinstance(one[1], UnionShape) else (two, one)
    form = union[1]
    assert isinstance(form, UnionShape)
    if len(form.members) > MAX_VARIANTS:
        schemas.warn("allof-conflict", "this union is too large to be part of an allOf", node)
        return form
    if isinstance(other[1], ScalarShape | LiteralShape):
        fitting = [m for m in form.members if _fits(schemas, m, other[1])]
        return UnionShape(tuple(fitting), form.property) if len(fitting) > 1 else other[1]
    variants = tuple(merge_of((member, other[0])) for member in form.members)
    return UnionShape(variants, form.property)


def _fits(schemas: Schemas, member: Node, other: Form) -> bool:
    form = schemas.form(member)
    return form == ANYTHING or _narrower(form, other) is not None
