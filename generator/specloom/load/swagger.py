"""A Swagger 2.0 document becomes one of OpenAPI 3.0, in memory and in place (layer 1).

docs/load.md says what becomes of each part. Places stay those of the file: what moved has an entry in
``Document.origins``. Parts of a wrong type are left for the walk that follows, which tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from specloom.load.document import Document
from specloom.load.grammar import HTTP_VERBS
from specloom.load.pointer import JsonDict, child, mapping, sequence
from specloom.load.swagger_bodies import Lists, Parameters, media_types, response

_MOVED: Final[Mapping[str, str]] = {
    "definitions": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "securityDefinitions": "securitySchemes",
}
_FLOWS: Final[Mapping[str, str]] = {
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_FLOW_KEYS: Final = ("authorizationUrl", "tokenUrl", "scopes")


def convert(document: Document) -> None:
    """Rewrite ``document.data``, whose ``swagger`` is ``2.0``, as an OpenAPI 3.0 document."""
    data = document.data
    components = _components(document)
    known = Parameters(components.get("parameters"))
    _references(data)
    _references(components)
    for path, item in mapping(data.get("paths")).items():
        _path_item(document, child("#/paths", path), mapping(item), known)
    for name, value in mapping(components.get("responses")).items():
        produced = media_types(data, {}, "produces")
        response(document, child("#/components/responses", name), mapping(value), produced)
    components["parameters"] = known.shared(document)
    schemes = mapping(components.get("securitySchemes"))
    components["securitySchemes"] = {name: _scheme(value) for name, value in schemes.items()}
    data["servers"] = list(_servers(data))
    data["components"] = components
    data["openapi"] = "3.0.3"
    for key in ("swagger", "host", "basePath", "schemes", "consumes", "produces"):
        data.pop(key, None)


def _components(document: Document) -> JsonDict:
    """The shared parts under their new names; an empty section is left out."""
    components: JsonDict = {}
    for old, new in _MOVED.items():
        section = document.data.pop(old, None)
        if section is not None:
            components[new] = section
            document.origins[f"#/components/{new}"] = document.source(f"#/{old}")
    return components


def _path_item(document: Document, pointer: str, item: JsonDict, known: Parameters) -> None:
    """Operations take over the parameters of their path: one of them may be a body."""
    common = item.pop("parameters", None)
    for verb in HTTP_VERBS:
        operation = item.get(verb)
        if isinstance(operation, dict):
            place = child(pointer, verb)
            _operation(document, place, cast(JsonDict, operation), known, common, pointer)


def _operation(
    document: Document,
    pointer: str,
    operation: JsonDict,
    known: Parameters,
    common: object,
    above: str,
) -> None:
    consumed = media_types(document.data, operation, "consumes")
    produced = media_types(document.data, operation, "produces")
    own: object = operation.get("parameters")
    if own is None or isinstance(own, list):
        lists: Lists = (
            (child(above, "parameters"), common),
            (child(pointer, "parameters"), cast(object, own)),
        )
        operation["parameters"] = known.split(document, pointer, operation, lists, consumed)
    for code, value in mapping(operation.get("responses")).items():
        place = child(pointer, "responses", code)
        response(document, place, mapping(value), produced)
    for key in ("consumes", "produces", "schemes"):
        operation.pop(key, None)


def _scheme(value: object) -> object:
    """A security definition in the new form."""
    scheme = mapping(value)
    if scheme.get("type") == "basic":
        return {**scheme, "type": "http", "scheme": "basic"}
    if scheme.get("type") != "oauth2":
        return value
    flow = str(scheme.get("flow", "implicit"))
    given = {key: scheme[key] for key in _FLOW_KEYS if key in scheme}
    rest = {key: item for key, item in scheme.items() if key not in ("flow", *_FLOW_KEYS)}
    return {**rest, "flows": {_FLOWS.get(flow, flow): {"scopes": {}, **given}}}


def _servers(data: JsonDict) -> Iterator[JsonDict]:
    """One server per scheme; without a host the base path alone, relative to wherever the document is."""
    base, host = data.get("basePath"), data.get("host")
    path = base if isinstance(base, str) else ""
    if not isinstance(host, str) or not host:
        yield {"url": path or "/"}
        return
    web = [name for name in sequence(data.get("schemes")) if name in ("https", "http")] or ["https"]
    for name in sorted(dict.fromkeys(map(str, web)), reverse=True):
        yield {"url": f"{name}://{host}{path.rstrip('/')}"}


def _references(root: object) -> None:
    """Rewrite, wherever they stand, references to what has moved, and the old forms of schemas."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, list):
            stack.extend(cast(list[object], node))
        elif isinstance(node, dict):
            _modernise(cast(JsonDict, node))
            stack.extend(cast(JsonDict, node).values())


def _modernise(node: JsonDict) -> None:
    reference = node.get("$ref")
    if isinstance(reference, str):
        file, mark, fragment = reference.partition("#/")
        section, slash, rest = fragment.partition("/")
        if not file and mark and section in _MOVED:
            node["$ref"] = f"#/components/{_MOVED[section]}{slash}{rest}"
    if isinstance(node.get("discriminator"), str) and "properties" in node:
        node["discriminator"] = {"propertyName": node["discriminator"]}
    if isinstance(node.get("x-nullable"), bool):
        node.setdefault("nullable", node["x-nullable"])
    if node.get("type") == "file" and "in" not in node:
        node.update({"type": "string", "format": "binary"})
