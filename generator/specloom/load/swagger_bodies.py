"""Parameters, bodies and responses of a Swagger 2.0 document in the form of OpenAPI 3.0 (layer 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias, cast

from specloom.load.document import Document
from specloom.load.pointer import JsonDict, child, mapping, sequence

_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_SCHEMA_KEYS: Final = (
    "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
    "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
    "nullable", "x-nullable",
)  # fmt: skip
_STYLES: Final[Mapping[str, tuple[str, bool]]] = {
    "csv": ("form", False),
    "multi": ("form", True),
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
    "tsv": ("form", False),  # which nothing of OpenAPI 3 writes
}
_SHARED: Final = "#/components/parameters/"

Lists: TypeAlias = Iterable[tuple[str, object]]
"""Parameter lists, each with the pointer at which it stood; a later one replaces what an earlier one says."""


class Placed(NamedTuple):
    """A parameter object and the pointer at which it stood."""

    node: JsonDict
    pointer: str


class Parameters:
    """The shared parameters of a document, bodies and form fields among them."""

    def __init__(self, section: object) -> None:
        self.named = mapping(section)

    def shared(self, document: Document) -> JsonDict:
        """The section of shared parameters that is left: those that are neither body nor form field."""
        kept: JsonDict = {}
        for name, value in self.named.items():
            if _place(value) not in ("body", "formData"):
                kept[name] = value
                _plain(document, Placed(mapping(value), child("#/components/parameters", name)))
        return kept

    def split(
        self,
        document: Document,
        pointer: str,
        operation: JsonDict,
        lists: Lists,
        consumed: list[str],
    ) -> list[object]:
        """The parameters of an operation that stay; its body, if it has one, is put into the operation."""
        placed = list(self._placed(lists))
        kept: list[object] = []
        fields: list[Placed] = []
        for parameter in placed:
            target = self._followed(parameter)
            place = _place(target.node)
            if place == "body":
                _body(document, pointer, operation, target, consumed)
            elif place == "formData":
                fields.append(target)
            else:
                document.origins[child(pointer, "parameters", len(kept))] = document.source(
                    parameter.pointer
                )
                kept.append(parameter.node)
                if target is parameter:
                    _plain(document, parameter)
        if fields:
            _form(document, pointer, operation, fields, consumed)
        return kept

    def _placed(self, lists: Lists) -> Iterable[Placed]:
        """The parameters that hold: a later list replaces those of the same name and place."""
        found: dict[tuple[object, object], Placed] = {}
        for place, items in lists:
            for index, item in enumerate(sequence(items)):
                if not isinstance(item, dict):
                    continue
                parameter = Placed(cast(JsonDict, item), child(place, index))
                node = self._followed(parameter).node
                key = (str(node.get("in")), str(node.get("name")))
                found[key if "name" in node else (place, index)] = parameter
        return found.values()

    def _followed(self, parameter: Placed) -> Placed:
        """The shared parameter that a reference leads to, else the parameter itself."""
        reference = parameter.node.get("$ref")
        if isinstance(reference, str) and reference.startswith(_SHARED):
            name = reference.removeprefix(_SHARED).replace("~1", "/").replace("~0", "~")
            if isinstance(self.named.get(name), dict):
                return Placed(cast(JsonDict, self.named[name]), f"#/parameters/{name}")
        return parameter


def media_types(data: JsonDict, operation: JsonDict, key: str) -> list[str]:
    """What ``consumes`` or ``produces`` names, JSON first; JSON alone where nothing is named."""
    given = operation.get(key, data.get(key))
    named = [item for item in sequence(given) if isinstance(item, str) and item]
    return sorted(named, key=lambda name: "json" not in name) or [_JSON]


def response(document: Document, pointer: str, node: JsonDict, produced: list[str]) -> None:
    """Give a response its content; headers get a schema."""
    for name, header in mapping(node.get("headers")).items():
        _plain(document, Placed(mapping(header), child(pointer, "headers", name)))
    schema = node.pop("schema", None)
    examples = mapping(node.pop("examples", None))
    if schema is None:
        return
    if mapping(schema).get("format") == "binary" and produced == [_JSON]:
        produced = ["application/octet-stream"]
    content: JsonDict = {}
    for media_type in produced:
        example: JsonDict = {"example": examples[media_type]} if media_type in examples else {}
        content[media_type] = {"schema": schema, **example}
        place = child(pointer, "content", media_type, "schema")
        document.origins[place] = document.source(child(pointer, "schema"))
    node["content"] = content


def _body(
    document: Document, pointer: str, operation: JsonDict, body: Placed, consumed: list[str]
) -> None:
    schema = body.node.get("schema", {})
    given: JsonDict = {
        key: body.node[key] for key in ("description", "required") if key in body.node
    }
    types = [name for name in consumed if name not in (_FORM, _MULTIPART)] or [_JSON]
    operation["requestBody"] = {**given, "content": {name: {"schema": schema} for name in types}}
    document.origins[child(pointer, "requestBody")] = document.source(body.pointer)
    for name in types:
        place = child(pointer, "requestBody", "content", name, "schema")
        document.origins[place] = document.source(child(body.pointer, "schema"))


def _form(
    document: Document, pointer: str, operation: JsonDict, fields: list[Placed], consumed: list[str]
) -> None:
    files = any(field.node.get("type") == "file" for field in fields)
    media_type = _MULTIPART if files or _MULTIPART in consumed else _FORM
    properties: JsonDict = {}
    place = child(pointer, "requestBody", "content", media_type, "schema")
    for node, origin in fields:
        name = str(node.get("name", ""))
        properties[name] = {**_schema(node), **_said(node)}
        document.origins[child(place, "properties", name)] = document.source(origin)
    required = [str(node.get("name")) for node, _ in fields if node.get("required") is True]
    schema: JsonDict = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    encoding = {str(node.get("name")): _written(node) for node, _ in fields}
    said = {name: style for name, style in encoding.items() if style}
    content = {media_type: {"schema": schema, **({"encoding": said} if said else {})}}
    operation["requestBody"] = {"required": bool(required), "content": content}
    document.origins[child(pointer, "requestBody")] = document.source(fields[0].pointer)


def _written(field: JsonDict) -> JsonDict:
    """How the items of a form field are written; empty for what is no array."""
    form = str(field.get("collectionFormat", "csv"))
    if field.get("type") != "array" or form not in _STYLES:
        return {}
    style, explode = _STYLES[form]
    return {"style": style, "explode": explode}


def _plain(document: Document, parameter: Placed) -> None:
    """Put what a parameter or header says of its value into a schema."""
    node = parameter.node
    if not node or "$ref" in node or "schema" in node:
        return
    node["schema"] = _schema(node)
    document.origins[child(parameter.pointer, "schema")] = document.source(parameter.pointer)
    form = node.pop("collectionFormat", "csv" if node.get("type") == "array" else None)
    if isinstance(form, str) and form in _STYLES and node.get("in") in ("query", "cookie"):
        node["style"], node["explode"] = _STYLES[form]
    for key in _SCHEMA_KEYS:
        node.pop(key, None)


def _schema(node: JsonDict) -> JsonDict:
    schema: JsonDict = {key: node[key] for key in _SCHEMA_KEYS if key in node}
    if schema.get("type") == "file":
        schema.update({"type": "string", "format": "binary"})
    inner = schema.get("items")
    while isinstance(inner, dict):
        cast(JsonDict, inner).pop("collectionFormat", None)
        inner = cast(JsonDict, inner).get("items")
    return schema


def _said(node: JsonDict) -> JsonDict:
    return {"description": node["description"]} if "description" in node else {}


def _place(value: object) -> object:
    return mapping(value).get("in")
