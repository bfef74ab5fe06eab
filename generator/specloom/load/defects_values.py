"""Schemas whose parts contradict each other: each is a warning with its place (layer 1).

The readings: the values of an enumeration count, whatever type is declared beside them; a default is only told in
documentation; an enumeration of nothing says nothing; an array without items holds anything.
"""

from __future__ import annotations

from typing import Final, cast

from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child
from specloom.load.structure import TYPES, Schema, Structure

_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_WHOLE: Final = ("$ref", "allOf", "anyOf", "oneOf", "prefixItems")
"""Keys beside which the type of a schema does not say all."""


def check_values(structure: Structure) -> None:
    """Warn of values in ``enum`` and ``default`` that cannot be, and of arrays of 3.0 without ``items``."""
    needs_items = structure.document.version < (3, 1)
    for schema in structure.schemas:
        node = schema.node
        if needs_items and node.get("type") == "array" and not node.keys() & {"items", *_WHOLE}:
            message = "an array needs `items` in OpenAPI 3.0: it holds anything"
            _warn(structure, schema, "array-without-items", message, "type")
        if "enum" in node:
            _enum(structure, schema, cast(list[object], node["enum"] or []))
        if node.get("default") is not None:
            _default(structure, schema)


def _enum(structure: Structure, schema: Schema, values: list[object]) -> None:
    types = _types(schema.node)
    wrong = [value for value in values if value is not None and not _is_one_of(value, types)]
    if not values:
        message = "this enumeration allows no value: it is left out"
        _warn(structure, schema, "enum-mismatch", message, "enum")
    elif wrong:
        message = f"{quoted(wrong[0])} is not of type {' or '.join(types)}: the value counts"
        _warn(structure, schema, "enum-mismatch", message, "enum")


def _default(structure: Structure, schema: Schema) -> None:
    node, value = schema.node, schema.node["default"]
    types, enum = _types(node), node.get("enum")
    if not _is_one_of(value, types):
        message = f"the default {quoted(value)} is not of type {' or '.join(types)}"
    elif isinstance(enum, list) and enum and str(value) not in map(str, cast(list[object], enum)):
        message = f"the default {quoted(value)} is none of the values of the enumeration"
    else:
        return
    _warn(structure, schema, "default-mismatch", message, "default")


def _types(node: JsonDict) -> list[str]:
    """The types that values must have; none where the schema does not say, or says more than that."""
    declared = node.get("type")
    names = cast(list[object], declared) if isinstance(declared, list) else [declared]
    known = [str(name) for name in names if name in TYPES]
    return known if len(known) == len(names) and not node.keys() & set(_WHOLE) else []


def _is_one_of(value: object, types: list[str]) -> bool:
    return not types or any(_is(value, name) for name in types)


def _is(value: object, name: str) -> bool:
    """Whether a value is of a type. Text may be unquoted in YAML, and 1.0 is a whole number."""
    if name == "string":
        return not isinstance(value, list | dict)
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _CLASSES[name])


def _warn(structure: Structure, schema: Schema, code: str, message: str, key: str) -> None:
    place = structure.document.source(child(schema.pointer, key))
    structure.found.warn(code, message, place)
