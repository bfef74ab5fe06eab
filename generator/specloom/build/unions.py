"""``oneOf`` and ``anyOf``: flattened, without null and repetitions, told apart where they can be (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specloom.build.extensions import is_skipped
from specloom.build.nodes import Node, is_trivial, mapping, members, merge_of, text
from specloom.build.shapes import (
    ANYTHING,
    Form,
    LiteralShape,
    Look,
    ObjectShape,
    ScalarShape,
    UnionShape,
    is_class,
)
from specloom.ir.types import JsonScalar, Scalar

if TYPE_CHECKING:
    from specloom.build.schemas import Schemas

TAGS: Final = ("type", "object", "event", "kind")
"""Properties that usually tell variants apart, the best first."""


def union_of(schemas: Schemas, node: Node) -> tuple[Form, bool]:
    """The shape of a schema with ``oneOf`` or ``anyOf``, and whether null is one of the alternatives."""
    schema = mapping(node.value)
    keyword = "oneOf" if schema.get("oneOf") else "anyOf"
    parts = tuple(part for part in members(node, keyword) if not is_skipped(part.value))
    rest = {
        key: value for key, value in schema.items() if key not in (keyword, "discriminator", "type")
    }
    declared = text(mapping(schema.get("discriminator")).get("propertyName"))
    base: Node | None = None
    if not is_trivial(rest):
        if _only_requires(parts):
            own = {**rest, "type": "object"}
            return schemas.look(Node(own, node.pointer, node.key + "!own")).form, False
        base = Node(rest, node.pointer, node.key + "!own")
    return either(schemas, parts, declared, base)


def either(
    schemas: Schemas, parts: tuple[Node, ...], declared: str = "", base: Node | None = None
) -> tuple[Form, bool]:
    """The shape of alternatives, and whether null is one; ``base`` applies to each of them."""
    found: dict[str, Node] = {}
    nullable = False
    for part in parts:
        inner, allows_null = flattened(schemas, part)
        nullable = nullable or allows_null
        for item in inner:
            item = item if base is None else merge_of((item, base))
            found.setdefault(item.key, item)
    return _simplified(schemas, tuple(found.values()), declared), nullable


def flattened(schemas: Schemas, node: Node) -> tuple[tuple[Node, ...], bool]:
    """The alternatives that a member of a union stands for, and whether null is among them.

    A member that is a union without a name of its own is replaced by its members.
    """
    look = schemas.look(node)
    if not look.model and look.form == ScalarShape(Scalar.NULL):
        return (), True
    if not look.model and isinstance(look.form, UnionShape):
        return look.form.members, look.nullable
    return (node,), look.nullable


def _only_requires(parts: tuple[Node, ...]) -> bool:
    """Whether the alternatives differ only in what they require."""
    return all(
        set(mapping(part.value)) <= {"required", "type", "title", "description"}
        and "required" in mapping(part.value)
        for part in parts
    )


def _simplified(schemas: Schemas, parts: tuple[Node, ...], declared: str) -> Form:
    looks = [schemas.look(part) for part in parts]
    if not looks:
        return ANYTHING
    same = _same_object(looks)
    if same is not None:
        return same
    return UnionShape(parts, declared)


def _same_object(looks: list[Look]) -> ObjectShape | None:
    """One object for inline objects whose properties are the same and only their requirements differ."""
    forms: list[ObjectShape] = []
    for look in looks:
        if look.model or not isinstance(look.form, ObjectShape) or not look.form.properties:
            return None
        forms.append(look.form)
    first = forms[0]
    if len(forms) < 2 or any(_signature(form) != _signature(first) for form in forms):
        return None
    required = first.required
    for form in forms:
        required = required & form.required
    return ObjectShape(first.properties, required, first.extra, first.open, first.inherits)


def _signature(form: ObjectShape) -> tuple[object, ...]:
    """What must agree for two objects to be one; schemas with structure count as the same only when identical."""
    return tuple((item.wire, _identity(item.node)) for item in form.properties)


def _identity(node: Node) -> object:
    schema = mapping(node.value)
    simple = {"type", "format", "$ref", "description", "title", "default", "example", "nullable"}
    if set(schema) <= simple and isinstance(schema.get("type", ""), str):
        return (str(schema.get("type")), str(schema.get("format")), str(schema.get("$ref")))
    return id(node.value)


def tag_values(schemas: Schemas, form: Form, wire: str) -> tuple[JsonScalar, ...] | None:
    """The constants of a required, non-null property of an object; None where it is not so."""
    if not isinstance(form, ObjectShape) or wire not in form.required:
        return None
    for item in form.properties:
        if item.wire == wire:
            look = schemas.look(item.node)
            inner = schemas.form(item.node)
            if isinstance(inner, LiteralShape) and not look.nullable:
                return inner.values
    return None


def tag_of(schemas: Schemas, form: Form, declared: str) -> str:
    """The one constant by which a variant calls itself, as text; empty where it has none."""
    if not isinstance(form, ObjectShape):
        return ""
    wires = [item.wire for item in form.properties]
    for wire in (declared, *TAGS):
        values = tag_values(schemas, form, wire) if wire in wires else None
        if values is not None and len(values) == 1 and not isinstance(values[0], bool):
            return str(values[0])
    return ""


def telling_property(
    schemas: Schemas, forms: list[Form], declared: str
) -> tuple[str, list[tuple[JsonScalar, ...]]] | None:
    """The property that tells all variants apart, and its values in each; None where there is none."""
    if len(forms) < 2 or not all(is_class(form) for form in forms):
        return None
    first = forms[0]
    assert isinstance(first, ObjectShape)
    own = [item.wire for item in first.properties]
    for wire in dict.fromkeys((declared, *TAGS, *own)):
        if wire not in own:
            continue
        values = _distinct(schemas, forms, wire)
        if values is not None:
            return wire, values
    return None


def _distinct(
    schemas: Schemas, forms: list[Form], wire: str
) -> list[tuple[JsonScalar, ...]] | None:
    found: list[tuple[JsonScalar, ...]] = []
    seen: set[tuple[type, JsonScalar]] = set()
    for form in forms:
        values = tag_values(schemas, form, wire)
        if values is None or any((type(value), value) in seen for value in values):
            return None
        if any(isinstance(value, bool) for value in values):
            return None
        seen.update((type(value), value) for value in values)
        found.append(values)
    return found
