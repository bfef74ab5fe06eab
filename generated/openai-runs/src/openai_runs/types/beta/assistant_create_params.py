from __future__ import annotations

from typing import Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import SequenceNotStr
from ..shared.chat_model import ChatModel
from ..shared.reasoning_effort import ReasoningEffort
from ..shared_params.metadata import Metadata
from .assistant_response_format_option_param import AssistantResponseFormatOptionParam
from .assistant_tool_param import AssistantToolParam

__all__ = [
    "ToolResourcesCodeInterpreter",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyAuto",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic",
    "ToolResourcesFileSearchVectorStoreChunkingStrategyStatic",
    "ToolResourcesFileSearchVectorStoreChunkingStrategy",
    "ToolResourcesFileSearchVectorStore",
    "ToolResourcesFileSearch",
    "ToolResources",
    "AssistantCreateParams",
]


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
    """ID of an existing vector store for the searches of this assistant; one at most."""

    vector_stores: Iterable[ToolResourcesFileSearchVectorStore]
    """Makes a vector store from files, and attaches it to the assistant; one at most."""


class ToolResources(TypedDict, total=False):
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter
    """Files that code can open."""

    file_search: ToolResourcesFileSearch
    """Where file searches look."""


class AssistantCreateParams(TypedDict, total=False):
    model: Required[str | ChatModel]
    """Name of the model that writes the answers, such as `gpt-5-mini`."""

    description: str | None
    """Notes about the purpose of the assistant, up to 512 characters."""

    instructions: str | None
    """System prompt of every run, up to 256,000 characters."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    name: str | None
    """Name for people to read, up to 256 characters."""

    reasoning_effort: ReasoningEffort | None
    """How much a reasoning model thinks before it answers. Less effort is quicker and costs fewer
    tokens. Which values are allowed depends on the model.
    """

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

    tool_resources: ToolResources | None
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    tools: Iterable[AssistantToolParam]
    """Up to 128 tools that the model may use: `code_interpreter`, `file_search` and functions of
    the caller.
    """

    top_p: float | None
    """Nucleus sampling, from 0 to 1: only the likeliest tokens that together reach this probability
    are candidates. Change either this or `temperature`.
    """
