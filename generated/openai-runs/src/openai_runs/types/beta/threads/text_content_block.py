from typing_extensions import Literal

from ...._models import BaseModel
from .text import Text

__all__ = ["TextContentBlock"]


class TextContentBlock(BaseModel):
    """Text of a message."""

    text: Text
    """The text and its annotations."""

    type: Literal["text"]
    """Kind of part: `text`."""
