"""What the mapping of a discriminator says of the schemas that it leads to, said by these as well (layer 1).

Documents of 3.0 often give a variant's tag as plain text (``kind: {type: string}``) and its value in the mapping alone.
Then the variants look alike. The tag becomes an ``enum`` of the values that lead to the schema, so that readers
tell them apart by constants, as those of documents that write them. A mapping that is left out says nothing: names
of schemas and tags seldom agree.
"""

from __future__ import annotations

from typing import cast

from specloom.load.document import Document
from specloom.load.pointer import JsonDict, child, mapping, sequence
from specloom.load.structure import Schema, Structure

_COMPONENT = "#/components/schemas"
_SETTLED = frozenset({"enum", "const", "$ref", "allOf", "anyOf", "oneOf"})


def tell_apart(structure: Structure) -> None:
    """Write the values of mappings into the schemas that they lead to; references are in the one form."""
    document = structure.document
    tags: dict[tuple[str, str], list[str]] = {}
    for schema in structure.schemas:
        for pointer, name, value in _mapped(document, schema):
            tags.setdefault((pointer, name), []).append(value)
    for (pointer, name), values in tags.items():
        holder = _holder(document, pointer, name)
        if holder is not None:
            properties = mapping(holder["properties"])
            tag: object = {**mapping(properties[name]), "enum": list(dict.fromkeys(values))}
            # Both are new objects: an alias of YAML may share the old ones with another variant.
            holder["properties"] = {**properties, name: tag}


def _mapped(document: Document, schema: Schema) -> list[tuple[str, str, str]]:
    """Schema, tag and value of each entry of the mapping of a union."""
    told = mapping(schema.node.get("discriminator"))
    name = told.get("propertyName")
    if not isinstance(name, str) or not ("oneOf" in schema.node or "anyOf" in schema.node):
        return []
    found: list[tuple[str, str, str]] = []
    for value, target in mapping(told.get("mapping")).items():
        if isinstance(target, str):
            pointer = target if target.startswith("#/") else child(_COMPONENT, target)
            found.append((pointer, name, value))
    return found


def _holder(document: Document, pointer: str, name: str) -> JsonDict | None:
    """The schema object, or the part of it, that declares the tag as plain text; None where none does."""
    schema = document.get(pointer)
    if not isinstance(schema, dict):
        return None
    whole = cast(JsonDict, schema)
    for part in (whole, *sequence(whole.get("allOf"))):
        declared = mapping(mapping(mapping(part).get("properties")).get(name))
        if declared.get("type") == "string" and not _SETTLED & declared.keys():
            return mapping(part)
    return _inherited(document, whole, name)


def _inherited(document: Document, schema: JsonDict, name: str) -> JsonDict | None:
    """The part of a schema that is its own, with the tag that a schema which it refers to declares."""
    parents = [document.resolve(part, "#")[0] for part in sequence(schema.get("allOf"))]
    declared = [mapping(mapping(mapping(item).get("properties")).get(name)) for item in parents]
    plain = next((tag for tag in declared if tag.get("type") == "string"), None)
    if plain is None or _SETTLED & plain.keys():
        return None
    own = [part for part in sequence(schema.get("allOf")) if "$ref" not in mapping(part)]
    holder = schema if "properties" in schema or not own else mapping(own[-1])
    holder["properties"] = {**mapping(holder.get("properties")), name: {"type": "string"}}
    return holder
