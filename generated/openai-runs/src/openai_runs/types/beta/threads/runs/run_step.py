from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from ....._models import BaseModel
from ....shared.metadata import Metadata
from .message_creation_step_details import MessageCreationStepDetails
from .tool_calls_step_details import ToolCallsStepDetails

__all__ = ["LastError", "StepDetails", "Usage", "RunStep"]


class LastError(BaseModel):
    """Why the step failed; `null` unless it did."""

    code: Literal["server_error", "rate_limit_exceeded"]
    """Cause of the failure: `server_error` or `rate_limit_exceeded`."""

    message: str
    """What went wrong, in words."""


StepDetails: TypeAlias = Annotated[
    MessageCreationStepDetails | ToolCallsStepDetails, Field(discriminator="type")
]
"""What the step does: write a message, or call tools."""


class Usage(BaseModel):
    """Tokens that the step has cost; `null` while the step is `in_progress`."""

    completion_tokens: int
    """Tokens that the model wrote during this step."""

    prompt_tokens: int
    """Tokens that the model read during this step."""

    total_tokens: int
    """Sum of what was read and written."""


class RunStep(BaseModel):
    """One thing that a run has done: written a message, or called tools."""

    id: str
    """ID of the step."""

    assistant_id: str
    """ID of the assistant that took the step."""

    cancelled_at: int | None = None
    """When the step stopped on request, in Unix seconds."""

    completed_at: int | None = None
    """When the step was done, in Unix seconds."""

    created_at: int
    """When the step began, in Unix seconds."""

    expired_at: int | None = None
    """When the step expired, in Unix seconds. It does so together with its run."""

    failed_at: int | None = None
    """When the step broke down, in Unix seconds."""

    last_error: LastError | None = None
    """Why the step failed; `null` unless it did."""

    metadata: Metadata | None = None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    object: Literal["thread.run.step"]
    """Kind of this object: `thread.run.step`."""

    run_id: str
    """ID of the run that the step belongs to."""

    status: Literal["in_progress", "cancelled", "failed", "completed", "expired"]
    """How the step stands: `in_progress`, or its end as `completed`, `failed`, `cancelled` or
    `expired`.
    """

    step_details: StepDetails
    """What the step does: write a message, or call tools."""

    thread_id: str
    """ID of the thread that the run works on."""

    type: Literal["message_creation", "tool_calls"]
    """What the step does: `message_creation` or `tool_calls`."""

    usage: Usage | None = None
    """Tokens that the step has cost; `null` while the step is `in_progress`."""
