from typing_extensions import Literal

from ...._models import BaseModel
from .text_delta import TextDelta

__all__ = ["TextDeltaBlock"]


class TextDeltaBlock(BaseModel):
    """Text of a message."""

    index: int
    """Which part of the message this fragment continues, counted from 0."""

    type: Literal["text"]
    """Kind of part: `text`."""

    text: TextDelta | None = None
    """The fragment of text and its annotations."""
