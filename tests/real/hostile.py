"""Small hostile documents: strings that want to be code, names that are no names, shapes without an end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MARKER = "specloom_was_here"
"""A file of this name shows that a string of a document has run."""

_RUN = f"open('{MARKER}', 'w').close()"
PAYLOADS = (
    f'"""\n{_RUN}\n"""',
    f"'''\n{_RUN}\n'''",
    f'\\"""; {_RUN} #',
    f'"); {_RUN}; ("',
    f"']; {_RUN}; ['",
    f"{{{{ {_RUN} }}}}{{% raw %}}",
    f"{{{_RUN}}}%s%(x)s{{0}}",
    f"\r{_RUN}\x0b\x0c\x1c\u0085\u2028{_RUN}\u2029",
    "ends with a backslash\\",
    'ends with a quote"',
    "\\N{DASH} \\x \\u12 \\",
    "\x00\x1b[31m\u202e\u2066\ufeff",
    f'"\n[build-system]\nrequires = ["evil"]\n# {_RUN}',
    f"*/ --> ]]> {_RUN}",
)
NAMES = (
    "class", "None", "self", "__class__", "__init__", "__dict__", "model_fields", "model_dump",
    "", " ", "-", "1", "a b", "a-b", "a_b", "aB", "A_B", "é", "ﬁ", "日本", "😀", "\n", "\x00", '"', "'",
    "\\", "import os", f"x = {_RUN}", "../../up", "/etc/x", "C:\\x", "con", "a" * 300, "int", "str",
    "List", "Optional", "BaseModel", "print", "json", "copy", "lambda", "_", "__", "_private", "$ref",
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """A document, and whether it must be refused (`None`: either is fine)."""

    name: str
    data: Callable[[], str]
    refused: bool | None = False


def _document(**parts: Any) -> str:
    base = {"openapi": "3.1.0", "info": {"title": "Zoo", "version": "1"}, "paths": {}}
    return json.dumps({**base, **parts})


def _to(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _refers(target: object) -> str:
    return _document(components={"schemas": {"A": {"$ref": target}}})


def _answer(schema: Any) -> dict[str, Any]:
    return {"200": {"description": "Fine.", "content": {"application/json": {"schema": schema}}}}


def _prose() -> str:
    schemas = {
        f"S{index}": {
            "type": "object",
            "title": text,
            "description": text,
            "example": text,
            "x-anything": text,
            "properties": {
                "a": {"type": "string", "description": text, "default": text, "pattern": text},
                "b": {"type": "string", "enum": [text, "plain"], "title": text},
                "c": {"const": text},
            },
        }
        for index, text in enumerate(PAYLOADS)
    }
    paths = {
        f"/things{index}": {
            "post": {
                "summary": text,
                "description": text,
                "operationId": text,
                "tags": [text],
                "deprecated": True,
                "parameters": [
                    {"name": text, "in": "query", "description": text, "schema": {"default": text}},
                    {"name": "h", "in": "header", "description": text, "schema": {"enum": [text]}},
                ],
                "requestBody": {
                    "description": text,
                    "content": {
                        "application/json": {"schema": {"$ref": f"#/components/schemas/S{index}"}}
                    },
                },
                "responses": _answer({"$ref": f"#/components/schemas/S{index}"}),
            }
        }
        for index, text in enumerate(PAYLOADS)
    }
    info = {"title": PAYLOADS[0], "version": PAYLOADS[12], "description": PAYLOADS[1],
            "license": {"name": PAYLOADS[3]}, "contact": {"email": PAYLOADS[4], "url": PAYLOADS[5]}}  # fmt: skip
    servers = [{"url": "https://zoo.test/" + PAYLOADS[3], "description": PAYLOADS[1]}]
    return _document(info=info, servers=servers, paths=paths, components={"schemas": schemas})


def _names() -> str:
    properties = {name: {"type": "string"} for name in NAMES}
    schemas = {"Named": {"type": "object", "properties": properties, "required": list(NAMES[:9])}}
    nested = {name: {"type": "object", "properties": {name: {"type": "integer"}}} for name in NAMES}
    schemas["Nested"] = {"type": "object", "properties": nested}
    parameters = [{"name": name, "in": "query", "schema": {}} for name in NAMES if name]
    both = {"oneOf": [_to("Named"), _to("Nested")]}
    operation = {"parameters": parameters, "responses": _answer(both)}
    return _document(paths={"/things": {"get": operation}}, components={"schemas": schemas})


def _schema_names() -> str:
    schemas = {name: {"type": "object", "properties": {"n": {"const": name}}} for name in NAMES}
    escaped = [name.replace("~", "~0").replace("/", "~1") for name in NAMES]
    refs = [{"$ref": "#/components/schemas/" + name} for name in escaped]
    operation = {"responses": _answer({"type": "array", "items": {"anyOf": refs}})}
    return _document(paths={"/all": {"get": operation}}, components={"schemas": schemas})


def _enums() -> str:
    values = [1, 1.0, True, "1", "", None, [1], {"a": 1}, "\ud800", 10**30, -0.0, 1e308, "a", "A"]
    schemas = {"E": {"enum": values}, "F": {"enum": []}, "G": {"const": [1]}}
    body = {
        "type": "object",
        "properties": {name: _to(name) for name in schemas},
    }
    return _document(
        paths={"/e": {"get": {"responses": _answer(body)}}}, components={"schemas": schemas}
    )


def _deep(levels: int) -> str:
    opening = '{"type":"object","properties":{"a":' * levels
    schema = opening + '{"type":"string"}' + "}}" * levels
    return _document(components={"schemas": {"A": "HERE"}}).replace('"HERE"', schema)


def _chain(length: int) -> str:
    schemas: dict[str, Any] = {
        f"N{index}": {"$ref": f"#/components/schemas/N{index + 1}"} for index in range(length)
    }
    schemas[f"N{length}"] = {"type": "object", "properties": {"x": {"type": "string"}}}
    first = _to("N0")
    return _document(
        paths={"/n": {"get": {"responses": _answer(first)}}}, components={"schemas": schemas}
    )


def _circles() -> str:
    schemas: dict[str, Any] = {
        "Itself": _to("Itself"),
        "Ping": _to("Pong"),
        "Pong": _to("Ping"),
    }
    return _document(components={"schemas": schemas})


def _families() -> str:
    schemas: dict[str, Any] = {
        "Tree": {"type": "array", "items": _to("Tree")},
        "Either": {"anyOf": [{"type": "string"}, _to("Either")]},
        "Node": {"allOf": [_to("Base"), {"properties": {"next": _to("Node")}}]},
        "Base": {"type": "object", "properties": {"root": _to("Node")}},
        "Map": {"type": "object", "additionalProperties": _to("Map")},
    }  # fmt: skip
    body = {
        "type": "object",
        "properties": {name: _to(name) for name in schemas},
    }
    operation = {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": _answer(body),
    }
    return _document(paths={"/f": {"post": operation}}, components={"schemas": schemas})


def _bomb() -> str:
    lines = ["openapi: 3.1.0", "info: {title: t, version: '1'}", "paths: {}", "x-a0: &a0 [1, 2, 3]"]
    lines += [f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


def _paths() -> str:
    places = (
        "//evil.test/{id}",
        "/../up/{id}",
        "/a'/{id}",
        '/b"""/{id}',
        "/c\n/{id}",
        "/d?x={id}",
        "/e#{id}",
    )
    get = {
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        ],
        "responses": _answer({"type": "string"}),
    }
    return _document(paths={place: {"get": get} for place in places})


DOCUMENTS = (
    Hostile("prose", _prose),
    Hostile("names", _names),
    Hostile("schema-names", _schema_names),
    Hostile("enums", _enums),
    Hostile("families", _families),
    Hostile("chain", lambda: _chain(600)),
    Hostile("deep", lambda: _deep(100)),
    Hostile("paths", _paths, None),
    Hostile("too-deep", lambda: _deep(3000), None),
    Hostile("bomb", _bomb, None),
    Hostile("circles", _circles, True),
    Hostile("brackets", lambda: "[" * 50_000, True),
    Hostile("paths-is-a-list", lambda: _document(paths=[]), True),
    Hostile("info-is-text", lambda: _document(info="Zoo"), True),
    Hostile("ref-is-a-number", lambda: _refers(1), True),
    Hostile("ref-to-a-file", lambda: _refers("file:///etc/passwd"), True),
    Hostile("ref-upwards", lambda: _refers("../../etc/passwd#/x"), True),
    Hostile("ref-to-the-network", lambda: _refers("http://127.0.0.1:9/a"), True),
    Hostile("yaml-tag", lambda: f"openapi: 3.1.0\nx: !!python/object/apply:builtins.exec [\"{_RUN}\"]\n", True),
    Hostile("nothing", lambda: "", True),
    Hostile("binary", lambda: "\x00\x01\x02", True),
)  # fmt: skip
