from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["Image", "CodeInterpreterOutputImage"]


class Image(BaseModel):
    """The file with the picture."""

    file_id: str | None = None
    """ID of the file that holds the picture."""


class CodeInterpreterOutputImage(BaseModel):
    """A picture that the code has drawn."""

    index: int
    """Which output this fragment continues, counted from 0."""

    type: Literal["image"]
    """Kind of output: `image`."""

    image: Image | None = None
    """The file with the picture."""
