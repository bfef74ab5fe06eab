from typing import List

from typing_extensions import Literal

from ...._models import BaseModel
from .message_content_delta import MessageContentDelta

__all__ = ["MessageDelta"]


class MessageDelta(BaseModel):
    """Only what is new; lists are matched up by `index`."""

    content: List[MessageContentDelta] | None = None
    """Parts of the message, text and images, in reading order."""

    role: Literal["user", "assistant"] | None = None
    """Who speaks: `user` or `assistant`."""
