from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["ResponseFormatJSONObject"]


class ResponseFormatJSONObject(BaseModel):
    """Any JSON document. Prefer `json_schema` where the model knows it. The messages have to ask
    for JSON, too.
    """

    type: Literal["json_object"]
    """Kind of format: `json_object`."""
