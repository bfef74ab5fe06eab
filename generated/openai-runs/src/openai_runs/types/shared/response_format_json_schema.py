from typing import Dict

from pydantic import Field
from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["JSONSchema", "ResponseFormatJSONSchema"]


class JSONSchema(BaseModel):
    """The schema, its name, and how strictly it holds."""

    name: str
    """Name of the schema: up to 64 letters, digits, underscores and dashes."""

    description: str | None = None
    """What the answer is for. The model reads it."""

    schema_: Dict[str, object] | None = Field(alias="schema", default=None)
    """The JSON Schema itself. See https://json-schema.org for the language."""

    strict: bool | None = None
    """Make the output follow `schema` exactly. Only part of JSON Schema is understood then."""


class ResponseFormatJSONSchema(BaseModel):
    """JSON that follows a schema of the caller."""

    json_schema: JSONSchema
    """The schema, its name, and how strictly it holds."""

    type: Literal["json_schema"]
    """Kind of format: `json_schema`."""
