from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ResponseFormatText"]


class ResponseFormatText(TypedDict, total=False):
    """Plain text, which is what models write unless told otherwise."""

    type: Required[Literal["text"]]
    """Kind of format: `text`."""
