from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["AssistantDeleted"]


class AssistantDeleted(BaseModel):
    """Receipt of a deleted assistant."""

    id: str
    """ID of the deleted assistant."""

    deleted: bool
    """Whether the assistant is gone."""

    object: Literal["assistant.deleted"]
    """Kind of this receipt."""
