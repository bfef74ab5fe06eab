from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["ResponseFormatText"]


class ResponseFormatText(BaseModel):
    """Plain text, which is what models write unless told otherwise."""

    type: Literal["text"]
    """Kind of format: `text`."""
