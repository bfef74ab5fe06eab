from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from ..._models import BaseModel
from ..shared.error_object import ErrorObject
from .thread import Thread
from .threads.message import Message
from .threads.message_delta_event import MessageDeltaEvent
from .threads.run import Run
from .threads.runs.run_step import RunStep
from .threads.runs.run_step_delta_event import RunStepDeltaEvent

__all__ = [
    "ThreadCreated",
    "ThreadRunCreated",
    "ThreadRunQueued",
    "ThreadRunInProgress",
    "ThreadRunRequiresAction",
    "ThreadRunCompleted",
    "ThreadRunIncomplete",
    "ThreadRunFailed",
    "ThreadRunCancelling",
    "ThreadRunCancelled",
    "ThreadRunExpired",
    "ThreadRunStepCreated",
    "ThreadRunStepInProgress",
    "ThreadRunStepDelta",
    "ThreadRunStepCompleted",
    "ThreadRunStepFailed",
    "ThreadRunStepCancelled",
    "ThreadRunStepExpired",
    "ThreadMessageCreated",
    "ThreadMessageInProgress",
    "ThreadMessageDelta",
    "ThreadMessageCompleted",
    "ThreadMessageIncomplete",
    "ErrorEvent",
    "AssistantStreamEvent",
]


class ThreadCreated(BaseModel):
    """An event about a thread."""

    data: Thread
    """A conversation. Its messages are listed separately."""

    event: Literal["thread.created"]

    enabled: bool | None = None
    """Whether audio that comes in is written down."""


class ThreadRunCreated(BaseModel):
    """A new run exists."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.created"]


class ThreadRunQueued(BaseModel):
    """The run waits for its turn."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.queued"]


class ThreadRunInProgress(BaseModel):
    """Work on the run has begun, or goes on after an action."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.in_progress"]


class ThreadRunRequiresAction(BaseModel):
    """The run waits for results of the caller. The stream ends after this event."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.requires_action"]


class ThreadRunCompleted(BaseModel):
    """The run has finished its work."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.completed"]


class ThreadRunIncomplete(BaseModel):
    """The run has used up a token budget."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.incomplete"]


class ThreadRunFailed(BaseModel):
    """The run broke down; `last_error` says why."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.failed"]


class ThreadRunCancelling(BaseModel):
    """The run is about to stop on request."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.cancelling"]


class ThreadRunCancelled(BaseModel):
    """The run was stopped on request."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.cancelled"]


class ThreadRunExpired(BaseModel):
    """The run ran out of time."""

    data: Run
    """One execution of an assistant on a thread. It moves through its states until it ends or needs
    the caller.
    """

    event: Literal["thread.run.expired"]


class ThreadRunStepCreated(BaseModel):
    """A new step exists."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.created"]


class ThreadRunStepInProgress(BaseModel):
    """Work on the step has begun."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.in_progress"]


class ThreadRunStepDelta(BaseModel):
    """A fragment of the step has arrived."""

    data: RunStepDeltaEvent
    """What has been added to a step since the previous event."""

    event: Literal["thread.run.step.delta"]


class ThreadRunStepCompleted(BaseModel):
    """The step is done; `data` is all of it."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.completed"]


class ThreadRunStepFailed(BaseModel):
    """The step broke down."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.failed"]


class ThreadRunStepCancelled(BaseModel):
    """The step was stopped on request."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.cancelled"]


class ThreadRunStepExpired(BaseModel):
    """The step ran out of time."""

    data: RunStep
    """One thing that a run has done: written a message, or called tools."""

    event: Literal["thread.run.step.expired"]


class ThreadMessageCreated(BaseModel):
    """A new message exists; it has no content yet."""

    data: Message
    """One contribution to a thread, by a person or by an assistant."""

    event: Literal["thread.message.created"]


class ThreadMessageInProgress(BaseModel):
    """Work on the message has begun."""

    data: Message
    """One contribution to a thread, by a person or by an assistant."""

    event: Literal["thread.message.in_progress"]


class ThreadMessageDelta(BaseModel):
    """A fragment of the message has arrived."""

    data: MessageDeltaEvent
    """What has been added to a message since the previous event."""

    event: Literal["thread.message.delta"]


class ThreadMessageCompleted(BaseModel):
    """The message is finished; `data` is all of it."""

    data: Message
    """One contribution to a thread, by a person or by an assistant."""

    event: Literal["thread.message.completed"]


class ThreadMessageIncomplete(BaseModel):
    """The message was broken off."""

    data: Message
    """One contribution to a thread, by a person or by an assistant."""

    event: Literal["thread.message.incomplete"]


class ErrorEvent(BaseModel):
    """The server cannot go on. `data` says why: an internal failure, or a deadline that has
    passed.
    """

    data: ErrorObject
    """What went wrong, for people and for programs."""

    event: Literal["error"]


AssistantStreamEvent: TypeAlias = Annotated[
    ThreadCreated
    | ThreadRunCreated
    | ThreadRunQueued
    | ThreadRunInProgress
    | ThreadRunRequiresAction
    | ThreadRunCompleted
    | ThreadRunIncomplete
    | ThreadRunFailed
    | ThreadRunCancelling
    | ThreadRunCancelled
    | ThreadRunExpired
    | ThreadRunStepCreated
    | ThreadRunStepInProgress
    | ThreadRunStepDelta
    | ThreadRunStepCompleted
    | ThreadRunStepFailed
    | ThreadRunStepCancelled
    | ThreadRunStepExpired
    | ThreadMessageCreated
    | ThreadMessageInProgress
    | ThreadMessageDelta
    | ThreadMessageCompleted
    | ThreadMessageIncomplete
    | ErrorEvent,
    Field(discriminator="event"),
]
"""One event of a run's stream. `event` names what happened, and decides which object `data` holds.
New names may be added at any time; skip those you do not know.
"""
