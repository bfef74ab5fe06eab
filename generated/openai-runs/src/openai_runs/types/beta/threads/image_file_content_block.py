from typing_extensions import Literal

from ...._models import BaseModel
from .image_file import ImageFile

__all__ = ["ImageFileContentBlock"]


class ImageFileContentBlock(BaseModel):
    """An image that was uploaded as a file."""

    image_file: ImageFile
    """Which image, and how closely to look at it."""

    type: Literal["image_file"]
    """Kind of part: `image_file`."""
