"""Single changes of a schema, and of what stands around it: what each is told as, and on the way back."""

# ruff: noqa: E501 (a table: one mutation a line)

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Mutation = tuple[str, Any, Any, str, str]
TEXT: dict[str, Any] = {"type": "string"}
CAT = {"type": "object", "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}}
DOG = {"type": "object", "properties": {"kind": {"const": "dog"}, "bark": {"type": "integer"}}}


def thing(**words: Any) -> dict[str, Any]:
    """An object with a property ``a``."""
    return {"type": "object", "properties": {"a": TEXT}, **words}


def _two(name: str, old: Any, new: Any, there: str, back: str = "") -> Mutation:
    return (name, old, new, there, back or there)


def _number(word: str, one: float, other: float) -> list[Mutation]:
    """A bound that comes, and a bound that allows less."""
    kind = {"L": "string", "I": "array", "P": "object"}.get(word[3:4], "number")
    base = {"type": kind}
    return [
        _two(f"{word} added", base, {**base, word: one}, "bound-added", "bound-removed"),
        _two(word, {**base, word: one}, {**base, word: other}, "bound-tightened", "bound-loosened"),
    ]


def _subschema(word: str, kind: str) -> list[Mutation]:
    base = {"type": kind}
    inner: Any = {"x": TEXT} if word in ("patternProperties", "dependentSchemas") else TEXT
    return [_two(word, base, {**base, word: inner}, "subschema-added", "subschema-removed")]


SCHEMAS: list[Mutation] = [
    _two("property", thing(), thing(properties={"a": TEXT, "b": TEXT}), "property-added", "property-removed"),
    _two("required property", thing(), thing(properties={"a": TEXT, "b": TEXT}, required=["b"]), "required-property-added", "required-property-removed"),
    _two("name of a property", thing(properties={"a": TEXT, "size": TEXT}), thing(properties={"a": TEXT, "sizes": TEXT}), "property-renamed"),
    _two("required", thing(), thing(required=["a"]), "property-became-required", "property-became-optional"),
    _two("undeclared required", thing(), thing(required=["z"]), "property-became-required", "property-became-optional"),
    _two("null", TEXT, {"type": ["string", "null"]}, "became-nullable", "became-not-nullable"),
    _two("type", TEXT, {"type": "boolean"}, "type-changed"),
    _two("integer", {"type": "integer"}, {"type": "number"}, "type-widened", "type-narrowed"),
    _two("types", TEXT, {"type": ["string", "integer"]}, "type-widened", "type-narrowed"),
    _two("any", TEXT, {}, "type-widened", "type-narrowed"),
    _two("enum", TEXT, {"type": "string", "enum": ["a", "b"]}, "enum-added", "enum-removed"),
    _two("enum value", {"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}, "enum-value-added", "enum-value-removed"),
    _two("const", {"const": "a"}, {"const": "b"}, "const-changed"),
    _two("pattern", TEXT, {"type": "string", "pattern": "a"}, "pattern-added", "pattern-removed"),
    _two("another pattern", {"type": "string", "pattern": "a"}, {"type": "string", "pattern": "b"}, "pattern-changed"),
    _two("format", TEXT, {"type": "string", "format": "date"}, "format-added", "format-removed"),
    _two("another format", {"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}, "format-changed"),
    _two("hint", TEXT, {"type": "string", "format": "uri"}, "format-hint-added", "format-hint-removed"),
    _two("another hint", {"type": "string", "format": "uri"}, {"type": "string", "format": "host"}, "format-hint-changed"),
    _two("default", TEXT, {"type": "string", "default": "a"}, "default-added", "default-removed"),
    _two("another default", {"type": "string", "default": "a"}, {"type": "string", "default": "b"}, "default-changed"),
    *_number("maximum", 9, 8), *_number("minimum", 1, 2), *_number("multipleOf", 2, 4),
    *_number("exclusiveMaximum", 9, 8), *_number("exclusiveMinimum", 1, 2),
    *_number("maxLength", 9, 8), *_number("minLength", 1, 2),
    *_number("maxItems", 9, 8), *_number("minItems", 1, 2),
    *_number("maxProperties", 9, 8), *_number("minProperties", 1, 2),
    _two("uniqueItems", {"type": "array"}, {"type": "array", "uniqueItems": True}, "bound-added", "bound-removed"),
    _two("member", {"oneOf": [CAT, DOG]}, {"oneOf": [CAT, DOG, TEXT]}, "union-member-added", "union-member-removed"),
    _two("any member", {"anyOf": [CAT, DOG]}, {"anyOf": [CAT, DOG, TEXT]}, "union-member-added", "union-member-removed"),
    _two("became a union", CAT, {"oneOf": [CAT, DOG]}, "union-member-added", "union-member-removed"),
    _two("union kind", {"oneOf": [CAT, DOG]}, {"anyOf": [CAT, DOG]}, "union-kind-changed"),
    _two("discriminator", {"oneOf": [CAT, DOG]}, {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind"}}, "discriminator-added", "discriminator-removed"),
    _two("another discriminator", {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "lives"}}, {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind"}}, "discriminator-changed"),
    _two("mapping", {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind"}}, {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", "mapping": {"x": "Cat"}}}, "mapping-added", "mapping-removed"),
    _two("another mapping", {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", "mapping": {"x": "Dog"}}}, {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", "mapping": {"x": "Cat"}}}, "mapping-changed"),
    _two("closed", thing(), thing(additionalProperties=False), "additional-properties-forbidden", "additional-properties-allowed"),
    _two("typed", thing(), thing(additionalProperties=TEXT), "additional-properties-typed", "additional-properties-untyped"),
    _two("further", thing(additionalProperties=TEXT), thing(additionalProperties={"type": "boolean"}), "type-changed"),
    _two("part", thing(), {"allOf": [thing(), {"required": ["a"]}]}, "property-became-required", "property-became-optional"),
    _two("items within", {"type": "array", "items": TEXT}, {"type": "array", "items": {"type": "boolean"}}, "type-changed"),
    *_subschema("items", "array"), *_subschema("contains", "array"),
    *_subschema("unevaluatedItems", "array"), *_subschema("unevaluatedProperties", "object"),
    *_subschema("propertyNames", "object"), *_subschema("contentSchema", "string"),
    *_subschema("patternProperties", "object"), *_subschema("dependentSchemas", "object"),
    *_subschema("if", "object"), *_subschema("then", "object"), *_subschema("else", "object"),
    *_subschema("not", "object"),
    _two("condition", {"type": "object", "not": TEXT}, {"type": "object", "not": thing()}, "condition-changed"),
    _two("tuple", {"type": "array", "prefixItems": [TEXT]}, {"type": "array", "prefixItems": [TEXT, TEXT]}, "prefix-item-added", "prefix-item-removed"),
    _two("tuple item", {"type": "array", "prefixItems": [TEXT]}, {"type": "array", "prefixItems": [{"type": "boolean"}]}, "type-changed"),
    _two("dependent", thing(), thing(dependentRequired={"a": ["b"]}), "dependent-required-added", "dependent-required-removed"),
    _two("encoding", TEXT, {"type": "string", "contentEncoding": "base64"}, "content-changed"),
    _two("media type of a text", TEXT, {"type": "string", "contentMediaType": "text/html"}, "content-changed"),
    _two("xml", TEXT, {"type": "string", "xml": {"name": "b"}}, "xml-changed"),
    _two("deprecated", TEXT, {"type": "string", "deprecated": True}, "property-deprecated", "property-undeprecated"),
    _two("read-only", TEXT, {"type": "string", "readOnly": True}, "became-read-only", "became-not-read-only"),
    _two("write-only", TEXT, {"type": "string", "writeOnly": True}, "became-write-only", "became-not-write-only"),
    _two("extension", TEXT, {"type": "string", "x-a": 1}, "extension-added", "extension-removed"),
    _two("another extension", {"type": "string", "x-a": 2}, {"type": "string", "x-a": 1}, "extension-changed"),
    _two("sunset", TEXT, {"type": "string", "x-sunset": "2030-01-01"}, "sunset-added", "sunset-removed"),
    _two("another sunset", {"type": "string", "x-sunset": "2030-01-01"}, {"type": "string", "x-sunset": "2031-01-01"}, "sunset-later", "sunset-earlier"),
    _two("no sunset", {"type": "string", "x-sunset": "never"}, {"type": "string", "x-sunset": "soon"}, "sunset-invalid"),
    _two("stability", {"type": "string", "x-stability-level": "beta"}, {"type": "string", "x-stability-level": "stable"}, "stability-increased", "stability-decreased"),
]  # fmt: skip


def _set(*path: Any) -> Callable[[Any], None]:
    """An edit that puts the last of ``path`` where the others lead."""

    def edit(document: Any) -> None:
        node = document
        for token in path[:-2]:
            node = node[token] if isinstance(node, list) else node.setdefault(token, {})
        node[path[-2]] = copy.deepcopy(path[-1])

    return edit


def _nothing(document: Any) -> None:
    assert document


POST = ("paths", "/things", "post")
OK = (*POST, "responses", "200")
JSON = (*POST, "requestBody", "content")
KEY: dict[str, Any] = {"type": "apiKey", "in": "header", "name": "X-Key"}
SCHEMES = ("components", "securitySchemes")


def _query(**words: Any) -> list[Any]:
    return [{"name": "q", "in": "query", "schema": TEXT, **words}]


def _flow(**words: Any) -> dict[str, Any]:
    flow = {"tokenUrl": "https://a.test/t", "scopes": {"r": "read"}, **words}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}


def _address(variable: str) -> Callable[[Any], None]:
    """An edit that gives the path a variable of this name."""
    declared = {"name": variable, "in": "path", "required": True, "schema": TEXT}

    def edit(document: Any) -> None:
        item = document["paths"].pop("/things")
        document["paths"][f"/things/{{{variable}}}"] = {**item, "parameters": [declared]}

    return edit


def _moved(document: Any) -> None:
    document["paths"]["/items"] = document["paths"].pop("/things")


API: list[Mutation] = [
    _two("path", _nothing, _set("paths", "/more", "get", {"responses": {"200": {"description": ""}}}), "operation-added", "operation-removed"),
    _two("method", _nothing, _set("paths", "/things", "get", {"responses": {"200": {"description": ""}}}), "operation-added", "operation-removed"),
    _two("operation id", _nothing, _set(*POST, "operationId", "perform"), "operation-id-changed"),
    _two("no operation id", _set(*POST, "operationId", ""), _nothing, "operation-id-added", "operation-id-removed"),
    _two("deprecated", _nothing, _set(*POST, "deprecated", True), "operation-deprecated", "operation-undeprecated"),
    _two("tag", _nothing, _set(*POST, "tags", ["a"]), "tag-added", "tag-removed"),
    _two("parameter", _nothing, _set(*POST, "parameters", _query()), "parameter-added", "parameter-removed"),
    _two("required parameter", _nothing, _set(*POST, "parameters", _query(required=True)), "required-parameter-added", "parameter-removed"),
    _two("parameter required", _set(*POST, "parameters", _query()), _set(*POST, "parameters", _query(required=True)), "parameter-became-required", "parameter-became-optional"),
    _two("parameter deprecated", _set(*POST, "parameters", _query()), _set(*POST, "parameters", _query(deprecated=True)), "parameter-deprecated", "parameter-undeprecated"),
    _two("style", _set(*POST, "parameters", _query()), _set(*POST, "parameters", _query(style="pipeDelimited")), "parameter-serialisation-changed"),
    _two("place", _set(*POST, "parameters", _query()), _set(*POST, "parameters", [{"name": "q", "in": "header", "schema": TEXT}]), "parameter-moved"),
    _two("name of a parameter", _set(*POST, "parameters", _query()), _set(*POST, "parameters", [{**_query()[0], "name": "qs"}]), "named-parameter-renamed"),
    _two("name of a schema", _set("components", "schemas", "More", TEXT), _set("components", "schemas", "Mores", TEXT), "schema-renamed"),
    _two("name of a variable", _address("id"), _address("ids"), "parameter-renamed"),
    _two("address", _nothing, _moved, "operation-moved"),
    _two("parameter of the path", _nothing, _set("paths", "/things", "parameters", _query()), "parameter-added", "parameter-removed"),
    _two("body", lambda document: document["paths"]["/things"]["post"].pop("requestBody"), _nothing, "required-request-body-added", "request-body-removed"),
    _two("optional body", lambda document: document["paths"]["/things"]["post"].pop("requestBody"), _set(*POST, "requestBody", "required", False), "request-body-added", "request-body-removed"),
    _two("body required", _set(*POST, "requestBody", "required", False), _nothing, "request-body-became-required", "request-body-became-optional"),
    _two("media type", _nothing, _set(*JSON, "text/plain", {}), "request-media-type-added", "request-media-type-removed"),
    _two("media type of an answer", _set(*OK, "content", "a/b", {}), _set(*OK, "content", {"a/b": {}, "text/plain": {}}), "response-media-type-added", "response-media-type-removed"),
    _two("schema of an answer", _set(*OK, "content", "a/b", {}), _set(*OK, "content", "a/b", {"schema": TEXT}), "response-body-schema-added", "response-body-schema-removed"),
    _two("schema of a body", _set(*JSON, "text/plain", {}), _set(*JSON, "text/plain", {"schema": TEXT}), "request-body-schema-added", "request-body-schema-removed"),
    _two("encoding of an answer", _set(*OK, "content", "a/b", {}), _set(*OK, "content", "a/b", {"encoding": {"a": {"contentType": "a/b"}}}), "response-encoding-changed"),
    _two("encoding", _nothing, _set(*JSON, "application/json", "encoding", {"a": {"contentType": "a/b"}}), "request-encoding-changed"),
    _two("status", _nothing, _set(*POST, "responses", "202", {"description": ""}), "success-status-added", "success-status-removed"),
    _two("error status", _nothing, _set(*POST, "responses", "404", {"description": ""}), "error-status-added", "error-status-removed"),
    _two("header", _nothing, _set(*OK, "headers", {"X-A": {"schema": TEXT}}), "response-header-added", "response-header-removed"),
    _two("required header", _nothing, _set(*OK, "headers", {"X-A": {"required": True}}), "response-header-added", "required-response-header-removed"),
    _two("header required", _set(*OK, "headers", {"X-A": {}}), _set(*OK, "headers", {"X-A": {"required": True}}), "response-header-became-required", "response-header-became-optional"),
    _two("header type", _set(*OK, "headers", {"X-A": {"schema": TEXT}}), _set(*OK, "headers", {"X-A": {"schema": {"type": "boolean"}}}), "response-type-changed"),
    _two("scheme", _nothing, _set(*SCHEMES, "key", KEY), "security-scheme-added", "security-scheme-removed"),
    _two("place of a key", _set(*SCHEMES, "key", KEY), _set(*SCHEMES, "key", {**KEY, "in": "query"}), "security-scheme-changed"),
    _two("address of a flow", _set(*SCHEMES, "o", _flow()), _set(*SCHEMES, "o", _flow(tokenUrl="https://b.test")), "security-scheme-changed"),
    _two("scope of a flow", _set(*SCHEMES, "o", _flow()), _set(*SCHEMES, "o", _flow(scopes={"r": "", "w": ""})), "security-scheme-scope-added", "security-scheme-scope-removed"),
    _two("security", _nothing, _set("security", [{"key": []}]), "security-required", "security-lifted"),
    _two("security of an operation", _nothing, _set(*POST, "security", [{"key": []}]), "security-required", "security-lifted"),
    _two("alternative", _set("security", [{"key": []}]), _set("security", [{"key": []}, {"o": []}]), "security-alternative-added", "security-alternative-removed"),
    _two("scope", _set("security", [{"o": ["r"]}]), _set("security", [{"o": ["r", "w"]}]), "security-scope-added", "security-scope-removed"),
    _two("server", _nothing, _set("servers", [{"url": "https://a.test"}]), "server-added", "server-removed"),
    _two("server variable", _set("servers", [{"url": "https://{a}.test", "variables": {"a": {"default": "x"}}}]), _set("servers", [{"url": "https://{a}.test", "variables": {"a": {"default": "y"}}}]), "server-variable-changed"),
    _two("webhook", _nothing, _set("webhooks", {"w": {"post": {"responses": {}}}}), "webhook-added", "webhook-removed"),
    _two("callback", _nothing, _set(*POST, "callbacks", {"c": {"{$url}": {"post": {"responses": {}}}}}), "callback-added", "callback-removed"),
    _two("schema", _nothing, _set("components", "schemas", "More", TEXT), "schema-added", "schema-removed"),
    _two("version", _nothing, _set("info", "version", "2"), "version-changed"),
    _two("extension", _nothing, _set("x-a", 1), "extension-added", "extension-removed"),
    _two("extension of an operation", _nothing, _set(*POST, "x-a", 1), "extension-added", "extension-removed"),
]  # fmt: skip
