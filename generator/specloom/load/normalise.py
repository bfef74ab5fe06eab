"""3.0 and 3.1, and what people write in between, become one form (layer 1).

Done here, in place, on every schema that the document can reach:

- null is always a type: ``nullable: true`` (of 3.0, and of documents that call themselves 3.1) becomes ``null`` in
  ``type``, or a ``{type: null}`` variant of ``anyOf``/``oneOf``; ``$ref`` and ``allOf`` are wrapped in an ``anyOf``;
- a list of one type is that type; an unknown type is dropped with a warning;
- ``const`` is an ``enum`` of one value; null in an ``enum`` moves to the type;
- ``exclusiveMinimum: true`` beside ``minimum`` is the number itself;
- an unquoted scalar where text belongs is the text that was written (``version: 1.10``).

Left to ``build``: ``allOf``, unions and discriminators, the parameters that a path item shares, ``$ref`` with
siblings, formats, media types.
"""

from __future__ import annotations

from typing import Final, cast

from specloom.load.document import Document, scalar_texts
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, join, split
from specloom.load.structure import TYPES, Schema, Structure, Visit

_NULL: Final[JsonDict] = {"type": "null"}
_DESCRIBING: Final = frozenset(
    {
        "title",
        "description",
        "deprecated",
        "readOnly",
        "writeOnly",
        "default",
        "example",
        "examples",
    }
)


def normalise(structure: Structure) -> None:
    """Bring every schema that a walk has met, and every scalar that must be text, into the one form."""
    _restore_texts(structure.document, structure.texts)
    moved: dict[str, str] = {}
    for schema in structure.schemas:
        _exclusive_bounds(schema.node)
        _types(schema, structure)
        _constant(schema.node)
    _enum_texts(structure)
    for schema in structure.schemas:
        _nullable(schema, structure.document, moved)
    if moved:
        _follow_moves(structure, moved)
    structure.document.forget_targets()


def _restore_texts(document: Document, visits: list[Visit]) -> None:
    """Put the text of the file in the place of the number or boolean that YAML made of it."""
    written = scalar_texts(document.source(visit.pointer) for visit in visits)
    for visit in visits:
        text = written.get(document.source(visit.pointer), _spelled(visit.value))
        if isinstance(visit.parent, dict):
            visit.parent[str(visit.key)] = text
        else:
            visit.parent[int(visit.key)] = text


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _exclusive_bounds(node: JsonDict) -> None:
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = node.get(exclusive)
        if flag is True and bound in node:
            node[exclusive] = node.pop(bound)
        elif isinstance(flag, bool):
            del node[exclusive]


def _types(schema: Schema, structure: Structure) -> None:
    node = schema.node
    declared = node.get("type")
    if declared is None:
        node.pop("type", None)
        return
    if declared == "file":
        structure.found.warn(
            "unknown-type", "'file' is a type of Swagger 2.0, not of OpenAPI 3",
            structure.document.source(child(schema.pointer, "type")), "a binary string is assumed",
        )  # fmt: skip
        node.update({"type": "string", "format": "binary"})
        return
    names = cast(list[object], declared) if isinstance(declared, list) else [declared]
    known = [name for name in dict.fromkeys(map(str, names)) if name in TYPES]
    if len(known) != len(dict.fromkeys(map(str, names))):
        unknown = next(str(name) for name in names if str(name) not in TYPES)
        structure.found.warn(
            "unknown-type", f"{quoted(unknown)} is no type of JSON",
            structure.document.source(child(schema.pointer, "type")), "any value is assumed",
        )  # fmt: skip
        known = []
    if not known:
        del node["type"]
    else:
        node["type"] = known[0] if len(known) == 1 else known


def _constant(node: JsonDict) -> None:
    if "const" in node and "enum" not in node:
        node["enum"] = [node.pop("const")]


def _enum_texts(structure: Structure) -> None:
    """In an enum of text, what YAML read as number or boolean is text (``enum: [1.0, true]``)."""
    visits: list[Visit] = []
    for schema in structure.schemas:
        values = schema.node.get("enum")
        if not isinstance(values, list) or not _only_text(schema.node.get("type")):
            continue
        items = cast(list[object], values)
        for index, value in enumerate(items):
            if isinstance(value, bool | int | float):
                pointer = child(schema.pointer, "enum", index)
                visits.append(Visit(value, "text", pointer, items, index))
    _restore_texts(structure.document, visits)


def _only_text(declared: object) -> bool:
    return declared == "string" or declared in (["string", "null"], ["null", "string"])


def _nullable(schema: Schema, document: Document, moved: dict[str, str]) -> None:
    node = schema.node
    flag = node.pop("nullable", None) is True or node.get("x-nullable") is True
    enum = node.get("enum")
    if isinstance(enum, list) and None in enum and len(cast(list[object], enum)) > 1:
        # Null is said by the type alone, so that an enum holds values of one type.
        node["enum"] = [value for value in cast(list[object], enum) if value is not None]
        flag = True
        if "type" not in node:
            _infer_type(node)
    if flag:
        _add_null(schema, document, moved)


def _infer_type(node: JsonDict) -> None:
    values = cast(list[object], node["enum"])
    if values and all(isinstance(value, str) for value in values):
        node["type"] = "string"
    elif values and all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        node["type"] = "integer"


def _add_null(schema: Schema, document: Document, moved: dict[str, str]) -> None:
    node = schema.node
    declared = node.get("type")
    if declared is not None:
        names = cast(list[object], declared) if isinstance(declared, list) else [declared]
        node["type"] = names if "null" in names else [*names, "null"]
        if not any(key in node for key in ("$ref", "allOf", "anyOf", "oneOf")):
            return
    for union in ("anyOf", "oneOf"):
        variants = node.get(union)
        if isinstance(variants, list):
            if not any(_is_null(item) for item in cast(list[object], variants)):
                cast(list[object], variants).append(dict(_NULL))
            return
    if "$ref" in node or "allOf" in node:
        _wrap(schema, document, moved)
    elif declared is None and any(key in node for key in ("properties", "additionalProperties")):
        node["type"] = ["object", "null"]
    elif declared is None and "items" in node:
        node["type"] = ["array", "null"]
    elif declared is None and "enum" in node:
        cast(list[object], node["enum"]).append(None)
    elif declared is None:
        # A part of an allOf that says nothing else: it makes the whole nullable, which build sees to.
        node["nullable"] = True


def _is_null(item: object) -> bool:
    return isinstance(item, dict) and cast(JsonDict, item).get("type") == "null"


def _wrap(schema: Schema, document: Document, moved: dict[str, str]) -> None:
    """Turn ``{allOf: …, nullable: true}`` into ``{anyOf: [{allOf: …}, {type: null}]}``, in the same object."""
    node, pointer = schema.node, schema.pointer
    inner: JsonDict = {key: node.pop(key) for key in list(node) if key not in _DESCRIBING}
    declared = inner.get("type")
    if isinstance(declared, list):
        names = [name for name in cast(list[object], declared) if name != "null"]
        inner["type"] = names[0] if len(names) == 1 else names
    node["anyOf"] = [inner, dict(_NULL)]
    wrapped = child(pointer, "anyOf", 0)
    document.origins[wrapped] = document.source(pointer)
    moved[pointer] = wrapped


def _follow_moves(structure: Structure, moved: dict[str, str]) -> None:
    """References into a schema that was wrapped lead to where its parts are now."""
    for reference in structure.references:
        # The holder may have been wrapped itself: then its reference went along.
        value = reference.holder.get("$ref")
        holder = reference.holder
        if value is None:
            variants = cast(list[object], reference.holder.get("anyOf") or [{}])
            holder = cast(JsonDict, variants[0])
            value = holder.get("$ref")
        if isinstance(value, str):
            holder["$ref"] = _moved(value, moved)


def _moved(pointer: str, moved: dict[str, str]) -> str:
    tokens = split(pointer)
    # Longest first: the outer moves that a pointer passes change its front only.
    for length in range(len(tokens) - 1, 0, -1):
        target = moved.get(join(tokens[:length]))
        if target is not None and tokens[length] not in _DESCRIBING:
            pointer = target + pointer[len(join(tokens[:length])) :]
            tokens = split(pointer)
    return pointer
