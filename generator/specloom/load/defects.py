"""What a document gets wrong though it can be read: each is a warning with its place (layer 1).

The readings: of operations with one id, each stands for itself; a body without a schema holds anything; a
required property that is declared nowhere is read like any other unknown property.
"""

from __future__ import annotations

from collections.abc import Iterator

from specloom.load.defects_calls import check_calls, operations
from specloom.load.defects_required import check_required
from specloom.load.defects_values import check_values
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, mapping
from specloom.load.structure import Structure


def check_defects(structure: Structure) -> None:
    """Warn of operation ids that stand twice, JSON bodies without schema, required names without property; and more."""
    _operation_ids(structure)
    check_calls(structure)
    check_values(structure)
    check_required(structure)


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
