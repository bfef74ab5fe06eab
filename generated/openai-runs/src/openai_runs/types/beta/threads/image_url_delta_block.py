from typing_extensions import Literal

from ...._models import BaseModel
from .image_url_delta import ImageURLDelta

__all__ = ["ImageURLDeltaBlock"]


class ImageURLDeltaBlock(BaseModel):
    """An image that stands somewhere on the web."""

    index: int
    """Which part of the message this fragment continues, counted from 0."""

    type: Literal["image_url"]
    """Kind of part: `image_url`."""

    image_url: ImageURLDelta | None = None
    """Where the image is, and how closely to look at it."""
