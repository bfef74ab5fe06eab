from typing_extensions import Literal

from ...._models import BaseModel
from .image_file_delta import ImageFileDelta

__all__ = ["ImageFileDeltaBlock"]


class ImageFileDeltaBlock(BaseModel):
    """An image that was uploaded as a file."""

    index: int
    """Which part of the message this fragment continues, counted from 0."""

    type: Literal["image_file"]
    """Kind of part: `image_file`."""

    image_file: ImageFileDelta | None = None
    """Which image, and how closely to look at it."""
