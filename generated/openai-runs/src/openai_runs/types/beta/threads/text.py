from typing import List

from ...._models import BaseModel
from .annotation import Annotation

__all__ = ["Text"]


class Text(BaseModel):
    """The text and its annotations."""

    annotations: List[Annotation]
    """Citations and paths that mark stretches of the text."""

    value: str
    """The words themselves."""
