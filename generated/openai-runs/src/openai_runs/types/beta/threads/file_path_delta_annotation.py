from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["FilePath", "FilePathDeltaAnnotation"]


class FilePath(BaseModel):
    """The written file."""

    file_id: str | None = None
    """ID of the file that code has written."""


class FilePathDeltaAnnotation(BaseModel):
    """Marks a path in the text under which `code_interpreter` has left a file."""

    index: int
    """Which annotation of the text this fragment continues, counted from 0."""

    type: Literal["file_path"]
    """Kind of annotation: `file_path`."""

    end_index: int | None = None
    """Where the marker ends in the text."""

    file_path: FilePath | None = None
    """The written file."""

    start_index: int | None = None
    """Where the marker begins in the text."""

    text: str | None = None
    """The marker as it stands in the text, to be replaced by whatever the reader should see."""
