from typing import List

from typing_extensions import Literal

from ..._models import BaseModel
from ..shared.metadata import Metadata
from .assistant_response_format_option import AssistantResponseFormatOption
from .assistant_tool import AssistantTool

__all__ = ["ToolResourcesCodeInterpreter", "ToolResourcesFileSearch", "ToolResources", "Assistant"]


class ToolResourcesCodeInterpreter(BaseModel):
    """Files that code can open."""

    file_ids: List[str] | None = None
    """IDs of up to 20 files that code can open."""


class ToolResourcesFileSearch(BaseModel):
    """Where file searches look."""

    vector_store_ids: List[str] | None = None
    """ID of the vector store that is searched; one at most."""


class ToolResources(BaseModel):
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    code_interpreter: ToolResourcesCodeInterpreter | None = None
    """Files that code can open."""

    file_search: ToolResourcesFileSearch | None = None
    """Where file searches look."""


class Assistant(BaseModel):
    """A model together with instructions and tools, ready to run on any thread.

    Deprecated.
    """

    id: str
    """Unique ID of this object, as other operations expect it."""

    created_at: int
    """When the assistant was made, in Unix seconds."""

    description: str | None = None
    """Notes about the purpose of the assistant, up to 512 characters."""

    instructions: str | None = None
    """System prompt of every run, up to 256,000 characters."""

    metadata: Metadata | None = None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    model: str
    """Name of the model that writes the answers, such as `gpt-5-mini`."""

    name: str | None = None
    """Name for people to read, up to 256 characters."""

    object: Literal["assistant"]
    """Kind of this object: `assistant`."""

    tools: List[AssistantTool]
    """Up to 128 tools that the model may use: `code_interpreter`, `file_search` and functions of
    the caller.
    """

    response_format: AssistantResponseFormatOption | None = None
    """Shape of the model's output.

    `{"type": "json_schema", "json_schema": {...}}` makes every answer follow a schema.
    `{"type": "json_object"}` makes every answer some JSON document; the instructions must
    ask for JSON as well, or the model may emit white space until it hits its token limit.
    An answer that was cut off is not complete JSON.
    """

    temperature: float | None = None
    """Randomness of the output, from 0 to 2. Low values give steady answers, high ones varied
    answers.
    """

    tool_resources: ToolResources | None = None
    """What the tools of the assistant work on: files for `code_interpreter`, a vector store for
    `file_search`.
    """

    top_p: float | None = None
    """Nucleus sampling, from 0 to 1: only the likeliest tokens that together reach this probability
    are candidates. Change either this or `temperature`.
    """
