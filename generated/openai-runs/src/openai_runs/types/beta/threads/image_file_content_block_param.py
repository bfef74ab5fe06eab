from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from .image_file_param import ImageFileParam

__all__ = ["ImageFileContentBlockParam"]


class ImageFileContentBlockParam(TypedDict, total=False):
    """An image that was uploaded as a file."""

    image_file: Required[ImageFileParam]
    """Which image, and how closely to look at it."""

    type: Required[Literal["image_file"]]
    """Kind of part: `image_file`."""
