from typing_extensions import Literal

from ...._models import BaseModel
from .message_delta import MessageDelta

__all__ = ["MessageDeltaEvent"]


class MessageDeltaEvent(BaseModel):
    """What has been added to a message since the previous event."""

    id: str
    """ID of the message that grows."""

    delta: MessageDelta
    """Only what is new; lists are matched up by `index`."""

    object: Literal["thread.message.delta"]
    """Kind of this object: `thread.message.delta`."""
