"""What a document gets wrong though it can be read: each is a warning with its place (layer 1).

The readings: of operations with one id, each stands for itself; a body without a schema holds anything; a
required property that is declared nowhere is read like any other unknown property.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from specloom.diagnostics import Source
from specloom.load.defects_calls import check_calls, operations
from specloom.load.defects_values import check_values
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, mapping, split
from specloom.load.structure import Schema, Structure

_PARTS = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"})
_OTHERWISE_DECLARED = (*_PARTS, "$ref", "$dynamicRef", "patternProperties")


def check_defects(structure: Structure) -> None:
    """Warn of operation ids that stand twice, JSON bodies without schema, required names without property; and more."""
    _operation_ids(structure)
    check_calls(structure)
    check_values(structure)
    used_as_part = {
        str(reference.holder["$ref"])
        for reference in structure.references
        if "$ref" in reference.holder and _is_part(reference.pointer)
    }
    for schema in structure.schemas:
        if schema.pointer not in used_as_part and not _is_part(schema.pointer):
            _required(structure, schema)


def _operation_ids(structure: Structure) -> None:
    first: dict[str, str] = {}
    for pointer, operation in operations(structure.document.data):
        name = operation.get("operationId")
        if isinstance(name, str) and first.setdefault(name, pointer) != pointer:
            structure.found.warn(
                "duplicate-operation-id",
                f"the operation id {quoted(name)} also stands at {first[name]}",
                structure.document.source(child(pointer, "operationId")),
                "give each operation an id of its own",
            )
        for place, media_type in _empty_bodies(operation, pointer):
            message = f"this {quoted(media_type)} body has no schema: it holds anything"
            structure.found.warn("body-without-schema", message, structure.document.source(place))


def _empty_bodies(operation: JsonDict, pointer: str) -> Iterator[tuple[str, str]]:
    """Places and media types of JSON bodies about which the operation says nothing."""
    holders = [(child(pointer, "requestBody"), operation.get("requestBody"))]
    for code, response in mapping(operation.get("responses")).items():
        if code.startswith("2"):
            holders.append((child(pointer, "responses", code), response))
    for place, holder in holders:
        for media_type, content in mapping(mapping(holder).get("content")).items():
            said = mapping(content).keys() & {"schema", "itemSchema", "$ref"}
            if "json" in media_type and not said:
                yield child(place, "content", media_type), media_type


def _required(structure: Structure, schema: Schema) -> None:
    node = schema.node
    if "properties" not in node or any(key in node for key in _OTHERWISE_DECLARED):
        return
    declared = mapping(node["properties"])
    required = node.get("required")
    for index, name in enumerate(
        cast(list[object], required) if isinstance(required, list) else ()
    ):
        if isinstance(name, str) and name not in declared:
            place: Source = structure.document.source(child(schema.pointer, "required", index))
            message = f"the property {quoted(name)} is required and not declared"
            structure.found.warn("required-undeclared", message, place)


def _is_part(pointer: str) -> bool:
    """Whether a schema stands in a combination, where another part may declare its properties."""
    return not _PARTS.isdisjoint(split(pointer)[-2:])
