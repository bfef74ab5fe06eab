from typing_extensions import Literal, TypeAlias

from ..shared_params.response_format_json_object import ResponseFormatJSONObject
from ..shared_params.response_format_json_schema import ResponseFormatJSONSchema
from ..shared_params.response_format_text import ResponseFormatText

__all__ = ["AssistantResponseFormatOptionParam"]


AssistantResponseFormatOptionParam: TypeAlias = (
    Literal["auto"] | ResponseFormatText | ResponseFormatJSONObject | ResponseFormatJSONSchema
)
"""Shape of the model's output.

`{"type": "json_schema", "json_schema": {...}}` makes every answer follow a schema.
`{"type": "json_object"}` makes every answer some JSON document; the instructions must
ask for JSON as well, or the model may emit white space until it hits its token limit.
An answer that was cut off is not complete JSON.
"""
