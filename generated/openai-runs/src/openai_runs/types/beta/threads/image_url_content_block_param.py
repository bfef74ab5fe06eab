from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from .image_url_param import ImageURLParam

__all__ = ["ImageURLContentBlockParam"]


class ImageURLContentBlockParam(TypedDict, total=False):
    """An image that stands somewhere on the web."""

    image_url: Required[ImageURLParam]
    """Where the image is, and how closely to look at it."""

    type: Required[Literal["image_url"]]
    """Kind of part: `image_url`."""
