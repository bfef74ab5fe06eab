from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ResponseFormatJSONObject"]


class ResponseFormatJSONObject(TypedDict, total=False):
    """Any JSON document. Prefer `json_schema` where the model knows it. The messages have to ask
    for JSON, too.
    """

    type: Required[Literal["json_object"]]
    """Kind of format: `json_object`."""
