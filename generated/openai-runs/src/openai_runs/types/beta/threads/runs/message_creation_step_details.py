from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["MessageCreation", "MessageCreationStepDetails"]


class MessageCreation(BaseModel):
    """The message that is written."""

    message_id: str
    """ID of the message that the step writes."""


class MessageCreationStepDetails(BaseModel):
    """The step that writes a message."""

    message_creation: MessageCreation
    """The message that is written."""

    type: Literal["message_creation"]
    """Kind of step: `message_creation`."""
