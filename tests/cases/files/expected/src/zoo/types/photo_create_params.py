from __future__ import annotations

from typing_extensions import Required, TypedDict

from .._types import FileTypes, SequenceNotStr

__all__ = ["Size", "PhotoCreateParams"]


class Size(TypedDict, total=False):
    height: int

    width: int


class PhotoCreateParams(TypedDict, total=False):
    photo: Required[FileTypes]
    """The picture itself."""

    caption: str

    details: SequenceNotStr[FileTypes]

    size: Size
