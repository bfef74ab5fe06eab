from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["MessageCreation", "RunStepDeltaMessageDelta"]


class MessageCreation(BaseModel):
    """The message that is written."""

    message_id: str | None = None
    """ID of the message that the step writes."""


class RunStepDeltaMessageDelta(BaseModel):
    """The step that writes a message."""

    type: Literal["message_creation"]
    """Kind of step: `message_creation`."""

    message_creation: MessageCreation | None = None
    """The message that is written."""
