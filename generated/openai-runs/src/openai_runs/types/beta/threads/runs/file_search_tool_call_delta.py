from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["FileSearchToolCallDelta"]


class FileSearchToolCallDelta(BaseModel):
    """A search in the attached vector stores."""

    file_search: object
    """Settings and results of the search; empty so far."""

    index: int
    """Which call of the step this fragment continues, counted from 0."""

    type: Literal["file_search"]
    """Kind of call: `file_search`."""

    id: str | None = None
    """ID of this call."""
