from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ImageURLParam"]


class ImageURLParam(TypedDict, total=False):
    """Where the image is, and how closely to look at it."""

    url: Required[str]
    """Address of a picture that anyone can fetch: JPEG, PNG, GIF or WebP."""

    detail: Literal["auto", "low", "high"]
    """How closely the model looks: `low` is cheap, `high` is thorough, `auto` lets the server
    decide.
    """
