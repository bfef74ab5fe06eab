from __future__ import annotations

from typing import Dict

from typing_extensions import Literal, Required, TypedDict

__all__ = ["JSONSchema", "ResponseFormatJSONSchema"]


class JSONSchema(TypedDict, total=False):
    """The schema, its name, and how strictly it holds."""

    name: Required[str]
    """Name of the schema: up to 64 letters, digits, underscores and dashes."""

    description: str
    """What the answer is for. The model reads it."""

    schema: Dict[str, object]
    """The JSON Schema itself. See https://json-schema.org for the language."""

    strict: bool | None
    """Make the output follow `schema` exactly. Only part of JSON Schema is understood then."""


class ResponseFormatJSONSchema(TypedDict, total=False):
    """JSON that follows a schema of the caller."""

    json_schema: Required[JSONSchema]
    """The schema, its name, and how strictly it holds."""

    type: Required[Literal["json_schema"]]
    """Kind of format: `json_schema`."""
