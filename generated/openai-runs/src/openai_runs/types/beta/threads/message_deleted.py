from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["MessageDeleted"]


class MessageDeleted(BaseModel):
    """Receipt of a deleted message."""

    id: str
    """ID of the deleted message."""

    deleted: bool
    """Whether the message is gone."""

    object: Literal["thread.message.deleted"]
    """Kind of this receipt."""
