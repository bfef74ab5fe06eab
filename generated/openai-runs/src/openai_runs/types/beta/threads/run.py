from typing import List

from typing_extensions import Literal

from ...._models import BaseModel
from ...shared.metadata import Metadata
from ..assistant_response_format_option import AssistantResponseFormatOption
from ..assistant_tool import AssistantTool
from ..assistant_tool_choice_option import AssistantToolChoiceOption
from .required_action_function_tool_call import RequiredActionFunctionToolCall
from .run_status import RunStatus

__all__ = [
    "IncompleteDetails",
    "LastError",
    "RequiredActionSubmitToolOutputs",
    "RequiredAction",
    "TruncationStrategy",
    "Usage",
    "Run",
]


class IncompleteDetails(BaseModel):
    """Why the run is `incomplete`; `null` in all other states."""

    reason: Literal["max_completion_tokens", "max_prompt_tokens"] | None = None
    """Which of the two token budgets was used up."""


class LastError(BaseModel):
    """Why the run failed; `null` unless it did."""

    code: Literal["server_error", "rate_limit_exceeded", "invalid_prompt"]
    """Cause of the failure: `server_error`, `rate_limit_exceeded` or `invalid_prompt`."""

    message: str
    """What went wrong, in words."""


class RequiredActionSubmitToolOutputs(BaseModel):
    """The calls whose results are missing."""

    tool_calls: List[RequiredActionFunctionToolCall]
    """Every call that the run waits for."""


class RequiredAction(BaseModel):
    """What the caller has to do before the run goes on; `null` while there is nothing."""

    submit_tool_outputs: RequiredActionSubmitToolOutputs
    """The calls whose results are missing."""

    type: Literal["submit_tool_outputs"]
    """Kind of action: `submit_tool_outputs` is the only one so far."""


class TruncationStrategy(BaseModel):
    """How much of the thread the run reads, for threads that do not fit."""

    type: Literal["auto", "last_messages"]
    """`auto`: leave out messages from the middle until the rest fits the model and
    `max_prompt_tokens`. This is the default. `last_messages`: read only as many of the latest
    messages as the field of that name says.
    """

    last_messages: int | None = None
    """How many of the latest messages the run reads."""


class Usage(BaseModel):
    """Tokens that the run has cost; `null` until it has come to an end."""

    completion_tokens: int
    """Tokens that the model wrote during this run."""

    prompt_tokens: int
    """Tokens that the model read during this run."""

    total_tokens: int
    """Sum of what was read and written."""


class Run(BaseModel):
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    id: str
    """Unique ID of this object, as other operations expect it."""

    assistant_id: str
    """ID of the assistant that is executed."""

    cancelled_at: int | None = None
    """When the run stopped on request, in Unix seconds."""

    completed_at: int | None = None
    """When the run finished its work, in Unix seconds."""

    created_at: int
    """When the run was requested, in Unix seconds."""

    expires_at: int | None = None
    """Deadline of the run in Unix seconds; then it becomes `expired`."""

    failed_at: int | None = None
    """When the run broke down, in Unix seconds."""

    incomplete_details: IncompleteDetails | None = None
    """Why the run is `incomplete`; `null` in all other states."""

    instructions: str
    """System prompt that this run uses."""

    last_error: LastError | None = None
    """Why the run failed; `null` unless it did."""

    max_completion_tokens: int | None = None
    """Budget of completion tokens that the caller has set."""

    max_prompt_tokens: int | None = None
    """Budget of prompt tokens that the caller has set."""

    metadata: Metadata | None = None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    model: str
    """Model that this run uses."""

    object: Literal["thread.run"]
    """Kind of this object: `thread.run`."""

    parallel_tool_calls: bool
    """Let the model ask for several function calls at once."""

    required_action: RequiredAction | None = None
    """What the caller has to do before the run goes on; `null` while there is nothing."""

    response_format: AssistantResponseFormatOption | None = None
    """Shape of the model's output.

    `{"type": "json_schema", "json_schema": {...}}` makes every answer follow a schema.
    `{"type": "json_object"}` makes every answer some JSON document; the instructions must
    ask for JSON as well, or the model may emit white space until it hits its token limit.
    An answer that was cut off is not complete JSON.
    """

    started_at: int | None = None
    """When work on the run began, in Unix seconds."""

    status: RunStatus
    """Where the run stands. It starts as `queued`, is worked on as `in_progress`, waits for the
    caller as `requires_action`, and ends as `completed`, `incomplete`, `failed`, `cancelled` or
    `expired`; `cancelling` is the way to `cancelled`.
    """

    thread_id: str
    """ID of the thread that the run works on."""

    tool_choice: AssistantToolChoiceOption | None = None
    """Whether the model must use a tool.

    `none`: it answers without tools. `auto`: it is free to choose, which is the default.
    `required`: it uses one tool or more before it answers. An object such as `{"type":
    "file_search"}` or `{"type": "function", "function": {"name": "get_weather"}}` names
    the tool that it has to use.
    """

    tools: List[AssistantTool]
    """Tools that this run may use."""

    truncation_strategy: TruncationStrategy | None = None
    """How much of the thread the run reads, for threads that do not fit."""

    usage: Usage | None = None
    """Tokens that the run has cost; `null` until it has come to an end."""

    temperature: float | None = None
    """Sampling temperature in use; 1 by default."""

    top_p: float | None = None
    """Nucleus sampling value in use; 1 by default."""
