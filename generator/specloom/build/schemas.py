"""From schema objects to shapes: references followed, nulls taken out, combinations resolved (layer 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from specloom.build import merge, scalars, unions
from specloom.build.extensions import is_skipped
from specloom.build.nodes import (
    Either,
    JsonDict,
    Merge,
    Node,
    at,
    either_of,
    is_null,
    is_trivial,
    mapping,
    members,
    merge_of,
    sequence,
    text,
    texts,
    types_of,
)
from specloom.build.shapes import (
    ANYTHING,
    Form,
    ListShape,
    Look,
    ObjectShape,
    Property,
    ScalarShape,
    UnionShape,
)
from specloom.diagnostics import Diagnostic, Diagnostics, SpecloomError
from specloom.ir.types import Scalar
from specloom.load import Document
from specloom.load.limits import hint, limits

MAX_DEPTH: Final = 64
"""Combinations and inline schemas below this depth are read as plain values."""
MAX_LOOKS: Final = 400_000
"""More schemas than any honest document has: what is left is read as plain values."""
_COMPONENT: Final = "#/components/schemas/"
_SOLE_SIBLINGS: Final = frozenset({"type"})
_REF_SIBLINGS: Final = (
    "properties",
    "required",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "items",
    "const",
)


@dataclass(slots=True)
class Schemas:
    """Looks at schemas of one document. ``models`` maps the key of a node to the key of the model it is."""

    document: Document
    diagnostics: Diagnostics
    formats: scalars.Formats = scalars.USUAL
    models: dict[str, str] = field(default_factory=dict[str, str])
    _looks: dict[tuple[str, bool], Look] = field(default_factory=dict[tuple[str, bool], Look])
    _open: set[tuple[str, bool]] = field(default_factory=set[tuple[str, bool]])
    _told: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _fields: int = 0

    def forget(self) -> None:
        """Look anew: the set of models has changed."""
        self._looks.clear()
        self._fields = 0

    def count_fields(self, node: Node, count: int) -> None:
        """Count the fields of a schema with ``allOf``: a chain of such schemas repeats them at each link.

        Raises SpecloomError (``too-many-fields``).
        """
        self._fields += count
        if self._fields > limits().fields:
            message = f"allOf makes more than {limits().fields:,} fields of what this document says"
            place = self.document.source(node.pointer)
            raise SpecloomError(
                [Diagnostic("too-many-fields", message, place, hint=hint("fields"))]
            )

    def at(self, pointer: str) -> Node:
        """The node at a pointer of the document."""
        return at(self.document.at(pointer), pointer)

    def follow(self, node: Node) -> Node:
        """The node itself, or what its reference names in the end; a broken reference gives an empty node."""
        try:
            value, pointer = self.document.resolve(node.value, node.pointer)
        except SpecloomError as error:
            self.diagnostics.items.extend(error.diagnostics)
            return at(None, node.pointer)
        return node if pointer == node.pointer else at(value, pointer)

    def look(self, node: Node, *, root: bool = False) -> Look:
        """What stands at a node. With ``root``, the node's own model is looked into."""
        key = (node.key, root)
        known = self._looks.get(key)
        if known is not None:
            return known
        if key in self._open or len(self._open) > MAX_DEPTH or len(self._looks) > MAX_LOOKS:
            self._widen(node, key in self._open)
            return Look(node, ANYTHING, places=(node.pointer,))
        self._open.add(key)
        try:
            look = self._look(node, root)
        finally:
            self._open.discard(key)
        self._looks[key] = look
        return look

    def form(self, node: Node) -> Form:
        """The form of a node whether it is a model or not."""
        look = self.look(node)
        hops = 0
        while look.model and hops < MAX_DEPTH:
            look = self.look(look.node, root=True)
            hops += 1
        return look.form

    def warn(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Tell something about a node once."""
        if (code, node.pointer) not in self._told:
            self._told.add((code, node.pointer))
            self.diagnostics.warn(code, message, self.document.source(node.pointer), hint)

    def _widen(self, node: Node, cyclic: bool) -> None:
        if cyclic:
            self.warn(
                "cyclic-schema", "this schema is only made of itself; it is read as any value", node
            )
        else:
            self.warn("deep-schema", "this schema nests too deep; it is read as any value", node)

    def _look(self, node: Node, root: bool) -> Look:
        way = _Way()
        start = node
        while node.key not in way.visited:
            way.visited.add(node.key)
            if len(way.places) < MAX_DEPTH:
                way.places.append(node.pointer)
            model = self.models.get(node.key, "")
            if model and not (root and node is start):
                return way.look(node, ANYTHING, model)
            way.describe(node)
            if isinstance(node.value, Merge):
                way.describe_as(self.look(node.value.parts[0]))
            following = self._step(node)
            if following is None:
                form, nullable = self._form(node)
                way.nullable = way.nullable or nullable
                return way.look(node, form)
            way.nullable = way.nullable or _adds_null(node)
            node = following
        self._widen(node, True)
        return way.look(node, ANYTHING)

    def _step(self, node: Node) -> Node | None:
        """The one schema that a node only refers to, or None where the node says something itself."""
        schema = mapping(node.value)
        if isinstance(schema.get("$ref"), str):
            target = self.follow(node)
            if any(key in schema for key in _REF_SIBLINGS):
                rest: JsonDict = {key: value for key, value in schema.items() if key != "$ref"}
                return merge_of((target, Node(rest, node.pointer, node.key + "!siblings")))
            return target
        for keyword in ("allOf", "anyOf", "oneOf"):
            if keyword in schema:
                return self._sole(node, schema, keyword)
        return None

    def _sole(self, node: Node, schema: JsonDict, keyword: str) -> Node | None:
        own = {key for key in schema if key not in _SOLE_SIBLINGS and key != keyword}
        if not is_trivial(dict.fromkeys(own)):
            return None
        parts = [part for part in members(node, keyword) if not is_trivial(part.value)]
        if keyword != "allOf":
            parts = [part for part in members(node, keyword) if not self.is_null(part)]
        distinct = list({part.key: part for part in parts}.values())
        return distinct[0] if len(distinct) == 1 else None

    def is_null(self, node: Node) -> bool:
        """Whether a schema, or what it refers to, allows null only."""
        return is_null(self.follow(node).value)

    def _form(self, node: Node) -> tuple[Form, bool]:
        """The form of a schema that refers to no other, and whether it allows null."""
        if isinstance(node.value, Merge):
            return merge.merged(self, node, node.value.parts)
        if isinstance(node.value, Either):
            return unions.either(self, node.value.parts, node.value.declared)
        schema = mapping(node.value)
        words = types_of(schema)
        nullable = schema.get("nullable") is True or "null" in words
        if schema.get("x-stainless-any") is True:
            return ANYTHING, nullable
        values = scalars.constants(schema)
        if values is not None and not {"object", "array"} & set(words):
            return self._constants(node, schema, values), nullable or None in values
        if sequence(schema.get("allOf")):
            form, inner = merge.all_of(self, node)
            return form, nullable or inner
        if sequence(schema.get("oneOf")) or sequence(schema.get("anyOf")):
            form, inner = unions.union_of(self, node)
            return form, nullable or inner
        return self._plain(node, schema, words), nullable

    def _constants(self, node: Node, schema: JsonDict, values: list[object]) -> Form:
        literal = scalars.literal_form(values, types_of(schema))
        if literal is None:
            widened = scalars.type_of_values(values)
            message = "an enumeration may hold strings, whole numbers and booleans; others are not checked"
            self.warn("enum-widened", message, node)
            return widened
        return literal if literal.values else ScalarShape(Scalar.NULL)

    def _plain(self, node: Node, schema: JsonDict, words: tuple[str, ...]) -> Form:
        kinds = [word for word in words if word != "null"]
        if len(kinds) > 1:
            return self._of_many_types(node, schema, kinds)
        kind = kinds[0] if kinds else ""
        if kind == "array" or (not kind and ("items" in schema or "prefixItems" in schema)):
            return self._array(node, schema)
        objectlike = (
            "properties",
            "additionalProperties",
            "patternProperties",
            "required",
        )
        if kind == "object" or (not kind and any(key in schema for key in objectlike)):
            return self._object(node, schema)
        if words == ("null",):
            return ScalarShape(Scalar.NULL)
        return scalars.scalar_form(schema, self.formats)

    def _of_many_types(self, node: Node, schema: JsonDict, kinds: list[str]) -> Form:
        parts = [
            Node({**schema, "type": kind, "nullable": False}, node.pointer, f"{node.key}!{kind}")
            for kind in kinds
        ]
        return UnionShape(tuple(parts))

    def _array(self, node: Node, schema: JsonDict) -> Form:
        if isinstance(schema.get("items"), dict) and "prefixItems" not in schema:
            return ListShape(node.child("items"))
        prefix = members(node, "prefixItems") or members(node, "items")
        if not prefix:
            return ListShape(None)
        if isinstance(schema.get("items"), dict):
            prefix = (*prefix, node.child("items"))
        value = {"anyOf": self._positions(prefix)}
        return ListShape(Node(value, node.pointer, f"{node.key}!items"))

    def _positions(self, parts: tuple[Node, ...]) -> list[object]:
        """The items of a tuple as alternatives: beside plain text, a text of a format stays text.

        No alternative knows its position, and a text that looks like a date would become one where it is none.
        """
        said = [mapping(self.follow(part).value) for part in parts]
        if not any(_is_plain_text(schema) for schema in said):
            return [part.value for part in parts]
        plain: JsonDict = {"type": "string"}
        return [
            plain if types_of(schema) == ("string",) and "format" in schema else part.value
            for part, schema in zip(parts, said, strict=True)
        ]

    def _object(self, node: Node, schema: JsonDict) -> Form:
        properties = tuple(
            Property(wire, node.child("properties", wire))
            for wire, value in mapping(schema.get("properties")).items()
            if not is_skipped(value)
        )
        said = "additionalProperties"
        if said not in schema:
            said = "unevaluatedProperties"
        extra = schema.get(said)
        typed = isinstance(extra, dict) and not is_trivial(mapping(schema[said]))
        patterns = mapping(schema.get("patternProperties"))
        further: Node | None = None
        if typed:
            further = node.child(said)
        elif patterns and extra is not True:
            further = either_of(tuple(node.child("patternProperties", name) for name in patterns))
        is_open = extra is True or isinstance(extra, dict) or bool(patterns)
        return ObjectShape(properties, frozenset(texts(schema.get("required"))), further, is_open)


@dataclass(slots=True)
class _Way:
    """What the nodes on the way from a place to its schema add; the place of use wins over what it refers to."""

    visited: set[str] = field(default_factory=set[str])
    places: list[str] = field(default_factory=list[str])
    nullable: bool = False
    docs: str = ""
    title: str = ""
    deprecated: bool = False
    component: str = ""

    def describe(self, node: Node) -> None:
        """Take the words that a node has."""
        schema = mapping(node.value)
        self.docs = self.docs or text(schema.get("description"))
        self.title = self.title or text(schema.get("title"))
        self.deprecated = self.deprecated or schema.get("deprecated") is True
        if node.pointer.startswith(_COMPONENT) and node.key == node.pointer:
            name = node.pointer[len(_COMPONENT) :]
            if "/" not in name:
                self.component = name.replace("~1", "/").replace("~0", "~")

    def describe_as(self, look: Look) -> None:
        """Take the words of another look: what is put together is called as its first part is."""
        self.docs = self.docs or look.docs
        self.title = self.title or look.title
        self.component = self.component or look.component

    def look(self, node: Node, form: Form, model: str = "") -> Look:
        """The look at the end of the way."""
        return Look(
            node,
            form,
            model,
            self.nullable,
            self.docs,
            self.title,
            self.deprecated,
            tuple(self.places),
            self.component,
        )


def _is_plain_text(schema: JsonDict) -> bool:
    return types_of(schema) == ("string",) and not schema.keys() & {"format", "enum", "const"}


def _adds_null(node: Node) -> bool:
    """Whether a node that only refers to another allows null besides."""
    schema = mapping(node.value)
    if schema.get("nullable") is True or "null" in types_of(schema):
        return True
    alternatives = (*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf")))
    if any(is_null(item) for item in alternatives):
        return True
    # `nullable: true` as a part of its own is a common way to make a reference nullable.
    parts = sequence(schema.get("allOf"))
    return any(is_trivial(part) and mapping(part).get("nullable") is True for part in parts)
