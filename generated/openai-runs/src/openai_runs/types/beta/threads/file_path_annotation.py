from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["FilePath", "FilePathAnnotation"]


class FilePath(BaseModel):
    """The written file."""

    file_id: str
    """ID of the file that code has written."""


class FilePathAnnotation(BaseModel):
    """Marks a path in the text under which `code_interpreter` has left a file."""

    end_index: int
    """Where the marker ends in the text."""

    file_path: FilePath
    """The written file."""

    start_index: int
    """Where the marker begins in the text."""

    text: str
    """The marker as it stands in the text, to be replaced by whatever the reader should see."""

    type: Literal["file_path"]
    """Kind of annotation: `file_path`."""
