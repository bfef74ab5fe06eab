"""What an OpenAPI 3.x document is made of: for each kind of object its fields, for each field its shape (layer 1).

A shape is a short text: ``text``, ``bool``, ``int``, ``number``, ``any``, the name of a kind, ``[shape]`` for a
list, ``{shape}`` for a mapping by free names, and alternatives joined by ``|``. Fields that are not named here
are not read, and not checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, cast

from specloom.load.pointer import JsonDict

HTTP_VERBS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
FURTHER_METHOD: Final = re.compile(r"[A-Z][A-Z-]{0,39}\Z")
"""A method below ``additionalOperations`` that can be sent: in capitals, as it stands there."""
CUSTOM_VERBS: Final = "x-specloom-methods"
"""Where a path item lists the methods, in lower case, of what stood below its ``additionalOperations``."""


def verbs_of(item: JsonDict) -> list[str]:
    """The methods that a path item has operations for, in lower case, the usual ones first."""
    written = item.get(CUSTOM_VERBS)
    # A list there is the document's own: it says nothing to us.
    custom = cast(tuple[str, ...], written) if isinstance(written, tuple) else ()
    return [verb for verb in (*HTTP_VERBS, *custom) if isinstance(item.get(verb), dict)]


_PARAMETER: Final = {
    "name": "text", "in": "text", "description": "text", "required": "bool", "deprecated": "bool",
    "allowEmptyValue": "bool", "style": "text", "explode": "bool", "allowReserved": "bool",
    "schema": "schema", "examples": "{example}", "content": "{media}",
}  # fmt: skip

GRAMMAR: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {
        "info": "info", "servers": "[server]", "paths": "paths", "webhooks": "{path}",
        "components": "components", "security": "[requirement]", "tags": "[tag]",
        "externalDocs": "docs", "$self": "text",
    },
    "info": {
        "title": "text", "summary": "text", "description": "text", "termsOfService": "text",
        "version": "text", "contact": "contact", "license": "license",
    },
    "contact": {"name": "text", "url": "text", "email": "text"},
    "license": {"name": "text", "identifier": "text", "url": "text"},
    "docs": {"description": "text", "url": "text"},
    "server": {"url": "text", "description": "text", "name": "text", "variables": "{variable}"},
    "variable": {"enum": "[text]", "default": "text", "description": "text"},
    "tag": {
        "name": "text", "summary": "text", "description": "text", "parent": "text", "kind": "text",
        "externalDocs": "docs",
    },
    "components": {
        "schemas": "{schema}", "responses": "{response}", "parameters": "{parameter}",
        "examples": "{example}", "requestBodies": "{body}", "headers": "{header}",
        "securitySchemes": "{security-scheme}", "links": "{link}", "callbacks": "{callback}",
        "pathItems": "{path}", "mediaTypes": "{media}",
    },
    "path": {
        "summary": "text", "description": "text", "servers": "[server]",
        "parameters": "[parameter]", **dict.fromkeys(HTTP_VERBS, "operation"),
        "additionalOperations": "{operation}",
    },
    "operation": {
        "tags": "[text]", "summary": "text", "description": "text", "externalDocs": "docs",
        "operationId": "text", "parameters": "[parameter]", "requestBody": "body",
        "responses": "{response}", "callbacks": "{callback}", "deprecated": "bool",
        "security": "[requirement]", "servers": "[server]",
    },
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "body": {"description": "text", "required": "bool", "content": "{media}"},
    "response": {
        "description": "text", "summary": "text", "headers": "{header}", "content": "{media}",
        "links": "{link}",
    },
    "media": {
        "schema": "schema", "itemSchema": "schema", "examples": "{example}",
        "encoding": "{encoding}", "prefixEncoding": "[encoding]", "itemEncoding": "encoding",
    },
    "encoding": {
        "contentType": "text", "headers": "{header}", "style": "text", "explode": "bool",
        "allowReserved": "bool", "encoding": "{encoding}", "prefixEncoding": "[encoding]",
        "itemEncoding": "encoding",
    },
    "example": {"summary": "text", "description": "text", "externalValue": "text"},
    "link": {"operationRef": "text", "operationId": "text", "description": "text"},
    "callback": {},
    "security-scheme": {
        "type": "text", "description": "text", "name": "text", "in": "text", "scheme": "text",
        "bearerFormat": "text", "flows": "{flow}", "openIdConnectUrl": "text",
    },
    "flow": {
        "authorizationUrl": "text", "deviceAuthorizationUrl": "text", "tokenUrl": "text",
        "refreshUrl": "text", "scopes": "{text}",
    },
    "requirement": {},
    "paths": {},
    "discriminator": {"propertyName": "text", "mapping": "{text}", "defaultMapping": "text"},
    "schema": {
        "$id": "text", "$anchor": "text", "$dynamicAnchor": "text", "$defs": "{schema}", "definitions": "{schema}",
        "title": "text", "description": "text", "type": "[text]|text", "format": "text",
        "properties": "{schema}", "patternProperties": "{schema}", "required": "[text]",
        "additionalProperties": "bool|schema", "propertyNames": "schema",
        "unevaluatedProperties": "bool|schema", "unevaluatedItems": "bool|schema",
        "items": "[schema]|schema", "prefixItems": "[schema]", "contains": "schema",
        "enum": "[any]", "allOf": "[schema]", "anyOf": "[schema]", "oneOf": "[schema]",
        "not": "schema", "if": "schema", "then": "schema", "else": "schema",
        "dependentSchemas": "{schema}", "discriminator": "discriminator", "nullable": "bool",
        "readOnly": "bool", "writeOnly": "bool", "deprecated": "bool", "externalDocs": "docs",
        "contentSchema": "schema",
    },
}  # fmt: skip

FREE: Final[Mapping[str, str]] = {
    "paths": "path",
    "callback": "path",
    "requirement": "any",
}
"""Kinds whose members have free names, and the shape of a member. Names with ``x-`` are extensions."""

REFERABLE: Final = frozenset(
    {
        "path", "parameter", "header", "body", "response", "media", "example", "link", "callback",
        "security-scheme", "schema",
    }
)  # fmt: skip
"""Kinds that may be given by ``$ref``."""

SHOWN: Final[Mapping[str, str]] = {
    "document": "an OpenAPI document", "info": "an info object", "contact": "a contact object",
    "license": "a license object", "docs": "an external documentation object",
    "server": "a server object", "variable": "a server variable", "tag": "a tag object",
    "components": "a components object", "path": "a path item", "operation": "an operation",
    "parameter": "a parameter", "header": "a header", "body": "a request body",
    "response": "a response", "media": "a media type object", "encoding": "an encoding object",
    "example": "an example object", "link": "a link object", "callback": "a callback object",
    "security-scheme": "a security scheme", "flow": "an OAuth flow", "paths": "a mapping of paths",
    "requirement": "a security requirement", "discriminator": "a discriminator object",
    "schema": "a schema",
}  # fmt: skip
"""How a message names a kind."""

_HEADER_NAME: Final = re.compile(r"[-!#$%&'*+.^_`|~0-9A-Za-z]+")
"""A token of RFC 9110, as which alone a header can be sent."""


def is_header_name(name: str) -> bool:
    """Whether a header can be called this."""
    return _HEADER_NAME.fullmatch(name) is not None
