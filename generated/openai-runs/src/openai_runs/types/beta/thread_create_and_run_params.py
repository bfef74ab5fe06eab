from __future__ import annotations

from typing import Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import SequenceNotStr
from ..shared.chat_model import ChatModel
from ..shared_params.metadata import Metadata
from .assistant_response_format_option_param import AssistantResponseFormatOptionParam
from .assistant_tool_choice_option_param import AssistantToolChoiceOptionParam
from .assistant_tool_param import AssistantToolParam
from .code_interpreter_tool_param import CodeInterpreterToolParam
from .threads.message_content_part_param import MessageContentPartParam

__all__ = [
    "ThreadMessageAttachmentToolFileSearch",
    "ThreadMessageAttachmentTool",
    "ThreadMessageAttachment",
    "ThreadMessage",
    "ThreadToolResourcesCodeInterpreter",
    "ThreadToolResourcesFileSearchVectorStoreChunkingStrategyAuto",
    "ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic",
    "ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStatic",
    "ThreadToolResourcesFileSearchVectorStoreChunkingStrategy",
    "ThreadToolResourcesFileSearchVectorStore",
    "ThreadToolResourcesFileSearch",
    "ThreadToolResources",
    "Thread",
    "ToolResourcesCodeInterpreter",
    "ToolResourcesFileSearch",
    "ToolResources",
    "TruncationStrategy",
    "ThreadCreateAndRunParamsBase",
    "ThreadCreateAndRunParamsNonStreaming",
    "ThreadCreateAndRunParamsStreaming",
    "ThreadCreateAndRunParams",
]


class ThreadMessageAttachmentToolFileSearch(TypedDict, total=False):
    """Makes the file searchable; this place has no settings."""

    type: Required[Literal["file_search"]]
    """Kind of tool: `file_search`, which looks things up in vector stores."""


ThreadMessageAttachmentTool: TypeAlias = (
    CodeInterpreterToolParam | ThreadMessageAttachmentToolFileSearch
)


class ThreadMessageAttachment(TypedDict, total=False):
    """A file to go with the message."""

    file_id: str
    """Which file is attached."""

    tools: Iterable[ThreadMessageAttachmentTool]
    """Tools that may read the file."""


class ThreadMessage(TypedDict, total=False):
    """A message to add to a thread."""

    content: Required[str | Iterable[MessageContentPartParam]]

    role: Required[Literal["user", "assistant"]]
    """Who speaks.

    - `user`: the person that the assistant answers; right for most messages.
    - `assistant`: puts words into the conversation as if the assistant had written them.
    """

    attachments: Iterable[ThreadMessageAttachment] | None
    """Files that come with the message, each with the tools that may read it."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """


class ThreadToolResourcesCodeInterpreter(TypedDict, total=False):
    """Files that code can open."""

    file_ids: SequenceNotStr[str]
    """IDs of up to 20 files for `code_interpreter` to open."""


class ThreadToolResourcesFileSearchVectorStoreChunkingStrategyAuto(TypedDict, total=False):
    """Let the server choose: currently chunks of 800 tokens that overlap by 400."""

    type: Required[Literal["auto"]]
    """Names this strategy: `auto`."""


class ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic(TypedDict, total=False):
    """Length and overlap of the chunks."""

    chunk_overlap_tokens: Required[int]
    """Tokens that neighbouring chunks share, usually 400; half of `max_chunk_size_tokens` at
    most.
    """

    max_chunk_size_tokens: Required[int]
    """Longest chunk in tokens: 100 to 4096, usually 800."""


class ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStatic(TypedDict, total=False):
    """Chunks of a length that the caller sets."""

    static: Required[ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic]
    """Length and overlap of the chunks."""

    type: Required[Literal["static"]]
    """Names this strategy: `static`."""


ThreadToolResourcesFileSearchVectorStoreChunkingStrategy: TypeAlias = (
    ThreadToolResourcesFileSearchVectorStoreChunkingStrategyAuto
    | ThreadToolResourcesFileSearchVectorStoreChunkingStrategyStatic
)
"""How files are cut into chunks before they are indexed. Left out, `auto` applies."""


class ThreadToolResourcesFileSearchVectorStore(TypedDict, total=False):
    """A vector store to make."""

    chunking_strategy: ThreadToolResourcesFileSearchVectorStoreChunkingStrategy
    """How files are cut into chunks before they are indexed. Left out, `auto` applies."""

    file_ids: SequenceNotStr[str]
    """IDs of the files to put into the new store: up to 10,000 in stores made before November 2025,
    up to 100 million in later ones.
    """

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """


class ThreadToolResourcesFileSearch(TypedDict, total=False):
    """Where file searches look."""

    vector_store_ids: SequenceNotStr[str]
    """ID of an existing vector store for searches in this thread; one at most."""

    vector_stores: Iterable[ThreadToolResourcesFileSearchVectorStore]
    """Makes a vector store from files, and attaches it to the thread; one at most."""


class ThreadToolResources(TypedDict, total=False):
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """

    code_interpreter: ThreadToolResourcesCodeInterpreter
    """Files that code can open."""

    file_search: ThreadToolResourcesFileSearch
    """Where file searches look."""


class Thread(TypedDict, total=False):
    """What a new thread starts with. All fields may be left out: the thread is empty then."""

    messages: Iterable[ThreadMessage]
    """First messages of the conversation, in this order."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    tool_resources: ThreadToolResources | None
    """What tools can work on while they serve this thread: files for `code_interpreter`, a vector
    store for `file_search`.
    """


class ToolResourcesCodeInterpreter(TypedDict, total=False):
    """Files that code can open."""

    file_ids: SequenceNotStr[str]
    """IDs of up to 20 files for `code_interpreter` to open."""


class ToolResourcesFileSearch(TypedDict, total=False):
    """Where file searches look."""

    vector_store_ids: SequenceNotStr[str]
    """ID of the vector store that is searched; one at most."""


class ToolResources(TypedDict, total=False):
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter
    """Files that code can open."""

    file_search: ToolResourcesFileSearch
    """Where file searches look."""


class TruncationStrategy(TypedDict, total=False):
    """How much of the thread the run reads, for threads that do not fit."""

    type: Required[Literal["auto", "last_messages"]]
    """`auto`: leave out messages from the middle until the rest fits the model and
    `max_prompt_tokens`. This is the default. `last_messages`: read only as many of the latest
    messages as the field of that name says.
    """

    last_messages: int | None
    """How many of the latest messages the run reads."""


class ThreadCreateAndRunParamsBase(TypedDict, total=False):
    assistant_id: Required[str]
    """ID of the assistant that does the work."""

    instructions: str | None
    """System prompt for this run only, in place of the assistant's."""

    max_completion_tokens: int | None
    """Budget of completion tokens for the whole run, over all its model calls. A run that would
    exceed it ends as `incomplete`, and `incomplete_details` says so.
    """

    max_prompt_tokens: int | None
    """Budget of prompt tokens for the whole run, over all its model calls. A run that would exceed
    it ends as `incomplete`, and `incomplete_details` says so.
    """

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    model: str | ChatModel | None
    """Model for this run only; left out, the assistant's model does the work."""

    parallel_tool_calls: bool
    """Let the model ask for several function calls at once."""

    response_format: AssistantResponseFormatOptionParam | None
    """Shape of the model's output.

    `{"type": "json_schema", "json_schema": {...}}` makes every answer follow a schema.
    `{"type": "json_object"}` makes every answer some JSON document; the instructions must
    ask for JSON as well, or the model may emit white space until it hits its token limit.
    An answer that was cut off is not complete JSON.
    """

    temperature: float | None
    """Randomness of the output, from 0 to 2. Low values give steady answers, high ones varied
    answers.
    """

    thread: Thread
    """What a new thread starts with. All fields may be left out: the thread is empty then."""

    tool_choice: AssistantToolChoiceOptionParam | None
    """Whether the model must use a tool.

    `none`: it answers without tools. `auto`: it is free to choose, which is the default.
    `required`: it uses one tool or more before it answers. An object such as `{"type":
    "file_search"}` or `{"type": "function", "function": {"name": "get_weather"}}` names
    the tool that it has to use.
    """

    tool_resources: ToolResources | None
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    tools: Iterable[AssistantToolParam] | None
    """Tools for this run only, in place of those of the assistant."""

    top_p: float | None
    """Nucleus sampling, from 0 to 1: only the likeliest tokens that together reach this probability
    are candidates. Change either this or `temperature`.
    """

    truncation_strategy: TruncationStrategy | None
    """How much of the thread the run reads, for threads that do not fit."""


class ThreadCreateAndRunParamsNonStreaming(ThreadCreateAndRunParamsBase, total=False):
    stream: Literal[False] | None
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


class ThreadCreateAndRunParamsStreaming(ThreadCreateAndRunParamsBase, total=False):
    stream: Required[Literal[True]]
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


ThreadCreateAndRunParams: TypeAlias = (
    ThreadCreateAndRunParamsNonStreaming | ThreadCreateAndRunParamsStreaming
)
