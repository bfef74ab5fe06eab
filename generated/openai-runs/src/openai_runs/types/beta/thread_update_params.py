from __future__ import annotations

from typing_extensions import TypedDict

from ..._types import SequenceNotStr
from ..shared_params.metadata import Metadata

__all__ = [
    "ToolResourcesCodeInterpreter",
    "ToolResourcesFileSearch",
    "ToolResources",
    "ThreadUpdateParams",
]


class ToolResourcesCodeInterpreter(TypedDict, total=False):
    """Files that code can open."""

    file_ids: SequenceNotStr[str]
    """IDs of up to 20 files for `code_interpreter` to open."""


class ToolResourcesFileSearch(TypedDict, total=False):
    """Where file searches look."""

    vector_store_ids: SequenceNotStr[str]
    """ID of an existing vector store for searches in this thread; one at most."""


class ToolResources(TypedDict, total=False):
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter
    """Files that code can open."""

    file_search: ToolResourcesFileSearch
    """Where file searches look."""


class ThreadUpdateParams(TypedDict, total=False):
    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    tool_resources: ToolResources | None
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """
