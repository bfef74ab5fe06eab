from __future__ import annotations

from typing import Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import SequenceNotStr
from ..shared_params.metadata import Metadata
from .code_interpreter_tool_param import CodeInterpreterToolParam
from .threads.message_content_part_param import MessageContentPartParam

__all__ = [
    "MessageAttachmentToolFileSearch",
    "MessageAttachmentTool",
    "MessageAttachment",
    "Message",
    "ToolResourcesCodeInterpreter",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyAuto",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyStatic",
    "ToolResourcesFileSearchVectorStoreChunkingStrategy",
    "ToolResourcesFileSearchVectorStore",
    "ToolResourcesFileSearch",
    "ToolResources",
    "ThreadCreateParams",
]


class MessageAttachmentToolFileSearch(TypedDict, total=False):
    """Makes the file searchable; this place has no settings."""

    type: Required[Literal["file_search"]]
    """Kind of tool: `file_search`, which looks things up in vector stores."""


MessageAttachmentTool: TypeAlias = CodeInterpreterToolParam | MessageAttachmentToolFileSearch


class MessageAttachment(TypedDict, total=False):
    """A file to go with the message."""

    file_id: str
    """Which file is attached."""

    tools: Iterable[MessageAttachmentTool]
    """Tools that may read the file."""


class Message(TypedDict, total=False):
    """A message to add to a thread."""

    content: Required[str | Iterable[MessageContentPartParam]]

    role: Required[Literal["user", "assistant"]]
    """Who speaks.

    - `user`: the person that the assistant answers; right for most messages.
    - `assistant`: puts words into the conversation as if the assistant had written them.
    """

    attachments: Iterable[MessageAttachment] | None
    """Files that come with the message, each with the tools that may read it."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """


class ToolResourcesCodeInterpreter(TypedDict, total=False):
    """Files that code can open."""

    file_ids: SequenceNotStr[str]
    """IDs of up to 20 files for `code_interpreter` to open."""


class ToolResourcesFileSearchVectorStoreChunkingStrategyAuto(TypedDict, total=False):
    """Let the server choose: currently chunks of 800 tokens that overlap by 400."""

    type: Required[Literal["auto"]]
    """Names this strategy: `auto`."""


class ToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic(TypedDict, total=False):
    """Length and overlap of the chunks."""

    chunk_overlap_tokens: Required[int]
    """Tokens that neighbouring chunks share, usually 400; half of `max_chunk_size_tokens` at
    most.
    """

    max_chunk_size_tokens: Required[int]
    """Longest chunk in tokens: 100 to 4096, usually 800."""


class ToolResourcesFileSearchVectorStoreChunkingStrategyStatic(TypedDict, total=False):
    """Chunks of a length that the caller sets."""

    static: Required[ToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic]
    """Length and overlap of the chunks."""

    type: Required[Literal["static"]]
    """Names this strategy: `static`."""


ToolResourcesFileSearchVectorStoreChunkingStrategy: TypeAlias = (
    ToolResourcesFileSearchVectorStoreChunkingStrategyAuto
    | ToolResourcesFileSearchVectorStoreChunkingStrategyStatic
)
"""How files are cut into chunks before they are indexed. Left out, `auto` applies."""


class ToolResourcesFileSearchVectorStore(TypedDict, total=False):
    """A vector store to make."""

    chunking_strategy: ToolResourcesFileSearchVectorStoreChunkingStrategy
    """How files are cut into chunks before they are indexed. Left out, `auto` applies."""

    file_ids: SequenceNotStr[str]
    """IDs of the files to put into the new store: up to 10,000 in stores made before November 2025,
    up to 100 million in later ones.
    """

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """


class ToolResourcesFileSearch(TypedDict, total=False):
    """Where file searches look."""

    vector_store_ids: SequenceNotStr[str]
    """ID of an existing vector store for searches in this thread; one at most."""

    vector_stores: Iterable[ToolResourcesFileSearchVectorStore]
    """Makes a vector store from files, and attaches it to the thread; one at most."""


class ToolResources(TypedDict, total=False):
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter
    """Files that code can open."""

    file_search: ToolResourcesFileSearch
    """Where file searches look."""


class ThreadCreateParams(TypedDict, total=False):
    messages: Iterable[Message]
    """First messages of the conversation, in this order."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    tool_resources: ToolResources | None
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """
