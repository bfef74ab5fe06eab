from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["ImageURLDelta"]


class ImageURLDelta(BaseModel):
    """Where the image is, and how closely to look at it."""

    detail: Literal["auto", "low", "high"] | None = None
    """How closely the model looks at the image: `low` saves tokens, `high` shows more."""

    url: str | None = None
    """Address of the picture: JPEG, PNG, GIF or WebP."""
