from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ImageFileParam"]


class ImageFileParam(TypedDict, total=False):
    """Which image, and how closely to look at it."""

    file_id: Required[str]
    """ID of the uploaded image. Its purpose must be `vision` if the bytes are to be downloaded
    again.
    """

    detail: Literal["auto", "low", "high"]
    """How closely the model looks: `low` costs fewer tokens, `high` shows more."""
