from __future__ import annotations

from typing import Iterable, List

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ...shared.chat_model import ChatModel
from ...shared.reasoning_effort import ReasoningEffort
from ...shared_params.metadata import Metadata
from ..assistant_response_format_option_param import AssistantResponseFormatOptionParam
from ..assistant_tool_choice_option_param import AssistantToolChoiceOptionParam
from ..assistant_tool_param import AssistantToolParam
from ..code_interpreter_tool_param import CodeInterpreterToolParam
from .message_content_part_param import MessageContentPartParam
from .runs.run_step_include import RunStepInclude

__all__ = [
    "AdditionalMessageAttachmentToolFileSearch",
    "AdditionalMessageAttachmentTool",
    "AdditionalMessageAttachment",
    "AdditionalMessage",
    "TruncationStrategy",
    "RunCreateParamsBase",
    "RunCreateParamsNonStreaming",
    "RunCreateParamsStreaming",
    "RunCreateParams",
]


class AdditionalMessageAttachmentToolFileSearch(TypedDict, total=False):
    """Makes the file searchable; this place has no settings."""

    type: Required[Literal["file_search"]]
    """Kind of tool: `file_search`, which looks things up in vector stores."""


AdditionalMessageAttachmentTool: TypeAlias = (
    CodeInterpreterToolParam | AdditionalMessageAttachmentToolFileSearch
)


class AdditionalMessageAttachment(TypedDict, total=False):
    """A file to go with the message."""

    file_id: str
    """Which file is attached."""

    tools: Iterable[AdditionalMessageAttachmentTool]
    """Tools that may read the file."""


class AdditionalMessage(TypedDict, total=False):
    """A message to add to a thread."""

    content: Required[str | Iterable[MessageContentPartParam]]

    role: Required[Literal["user", "assistant"]]
    """Who speaks.

    - `user`: the person that the assistant answers; right for most messages.
    - `assistant`: puts words into the conversation as if the assistant had written them.
    """

    attachments: Iterable[AdditionalMessageAttachment] | None
    """Files that come with the message, each with the tools that may read it."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """


class TruncationStrategy(TypedDict, total=False):
    """How much of the thread the run reads, for threads that do not fit."""

    type: Required[Literal["auto", "last_messages"]]
    """`auto`: leave out messages from the middle until the rest fits the model and
    `max_prompt_tokens`. This is the default. `last_messages`: read only as many of the latest
    messages as the field of that name says.
    """

    last_messages: int | None
    """How many of the latest messages the run reads."""


class RunCreateParamsBase(TypedDict, total=False):
    assistant_id: Required[str]
    """ID of the assistant that does the work."""

    include: List[RunStepInclude]
    """Extra fields wanted in the response.
    `step_details.tool_calls[*].file_search.results[*].content` adds the text that a file search
    has found; no other value exists so far.
    """

    additional_instructions: str | None
    """Instructions for this run only, added after those that apply anyway."""

    additional_messages: Iterable[AdditionalMessage] | None
    """Messages that are added to the thread first, in this order."""

    instructions: str | None
    """Instructions for this run only, in place of those of the assistant."""

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

    tool_choice: AssistantToolChoiceOptionParam | None
    """Whether the model must use a tool.

    `none`: it answers without tools. `auto`: it is free to choose, which is the default.
    `required`: it uses one tool or more before it answers. An object such as `{"type":
    "file_search"}` or `{"type": "function", "function": {"name": "get_weather"}}` names
    the tool that it has to use.
    """

    tools: Iterable[AssistantToolParam] | None
    """Tools for this run only, in place of those of the assistant."""

    top_p: float | None
    """Nucleus sampling, from 0 to 1: only the likeliest tokens that together reach this probability
    are candidates. Change either this or `temperature`.
    """

    truncation_strategy: TruncationStrategy | None
    """How much of the thread the run reads, for threads that do not fit."""


class RunCreateParamsNonStreaming(RunCreateParamsBase, total=False):
    stream: Literal[False] | None
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


class RunCreateParamsStreaming(RunCreateParamsBase, total=False):
    stream: Required[Literal[True]]
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


RunCreateParams: TypeAlias = RunCreateParamsNonStreaming | RunCreateParamsStreaming
