from typing_extensions import Literal

from ...._models import BaseModel
from .image_url import ImageURL

__all__ = ["ImageURLContentBlock"]


class ImageURLContentBlock(BaseModel):
    """An image that stands somewhere on the web."""

    image_url: ImageURL
    """Where the image is, and how closely to look at it."""

    type: Literal["image_url"]
    """Kind of part: `image_url`."""
