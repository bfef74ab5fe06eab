from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["FileCitation", "FileCitationDeltaAnnotation"]


class FileCitation(BaseModel):
    """The cited file."""

    file_id: str | None = None
    """ID of the cited file."""

    quote: str | None = None
    """The cited words, as they stand in the file."""


class FileCitationDeltaAnnotation(BaseModel):
    """Marks a stretch of the text that rests on a file found by `file_search`."""

    index: int
    """Which annotation of the text this fragment continues, counted from 0."""

    type: Literal["file_citation"]
    """Kind of annotation: `file_citation`."""

    end_index: int | None = None
    """Where the marker ends in the text."""

    file_citation: FileCitation | None = None
    """The cited file."""

    start_index: int | None = None
    """Where the marker begins in the text."""

    text: str | None = None
    """The marker as it stands in the text, to be replaced by whatever the reader should see."""
