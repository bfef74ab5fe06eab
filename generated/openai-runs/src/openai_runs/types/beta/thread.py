from typing import List

from typing_extensions import Literal

from ..._models import BaseModel
from ..shared.metadata import Metadata

__all__ = ["ToolResourcesCodeInterpreter", "ToolResourcesFileSearch", "ToolResources", "Thread"]


class ToolResourcesCodeInterpreter(BaseModel):
    """Files that code can open."""

    file_ids: List[str] | None = None
    """IDs of up to 20 files for `code_interpreter` to open."""


class ToolResourcesFileSearch(BaseModel):
    """Where file searches look."""

    vector_store_ids: List[str] | None = None
    """ID of an existing vector store for searches in this thread; one at most."""


class ToolResources(BaseModel):
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter | None = None
    """Files that code can open."""

    file_search: ToolResourcesFileSearch | None = None
    """Where file searches look."""


class Thread(BaseModel):
    """A conversation. Its messages are listed separately."""

    id: str
    """Unique ID of this object, as other operations expect it."""

    created_at: int
    """When the thread was made, in Unix seconds."""

    metadata: Metadata | None = None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    object: Literal["thread"]
    """Kind of this object: `thread`."""

    tool_resources: ToolResources | None = None
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """
