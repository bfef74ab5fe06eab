from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["ThreadDeleted"]


class ThreadDeleted(BaseModel):
    """Receipt of a deleted thread."""

    id: str
    """ID of the deleted thread."""

    deleted: bool
    """Whether the thread is gone."""

    object: Literal["thread.deleted"]
    """Kind of this receipt."""
