from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["FileCitation", "FileCitationAnnotation"]


class FileCitation(BaseModel):
    """The cited file."""

    file_id: str
    """ID of the cited file."""


class FileCitationAnnotation(BaseModel):
    """Marks a stretch of the text that rests on a file found by `file_search`."""

    end_index: int
    """Where the marker ends in the text."""

    file_citation: FileCitation
    """The cited file."""

    start_index: int
    """Where the marker begins in the text."""

    text: str
    """The marker as it stands in the text, to be replaced by whatever the reader should see."""

    type: Literal["file_citation"]
    """Kind of annotation: `file_citation`."""
