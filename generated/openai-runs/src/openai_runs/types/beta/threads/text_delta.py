from typing import List

from ...._models import BaseModel
from .annotation_delta import AnnotationDelta

__all__ = ["TextDelta"]


class TextDelta(BaseModel):
    """The fragment of text and its annotations."""

    annotations: List[AnnotationDelta] | None = None
    """Citations and paths that mark stretches of the text."""

    value: str | None = None
    """The words themselves."""
