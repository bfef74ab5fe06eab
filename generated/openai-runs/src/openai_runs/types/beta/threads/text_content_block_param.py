from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["TextContentBlockParam"]


class TextContentBlockParam(TypedDict, total=False):
    """Text of a message."""

    text: Required[str]
    """What to tell the model."""

    type: Required[Literal["text"]]
    """Kind of part: `text`."""
