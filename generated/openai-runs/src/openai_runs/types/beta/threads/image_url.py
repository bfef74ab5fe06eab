from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["ImageURL"]


class ImageURL(BaseModel):
    """Where the image is, and how closely to look at it."""

    url: str
    """Address of a picture that anyone can fetch: JPEG, PNG, GIF or WebP."""

    detail: Literal["auto", "low", "high"] | None = None
    """How closely the model looks: `low` is cheap, `high` is thorough, `auto` lets the server
    decide.
    """
