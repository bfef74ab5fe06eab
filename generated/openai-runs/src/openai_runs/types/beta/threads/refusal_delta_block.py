from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["RefusalDeltaBlock"]


class RefusalDeltaBlock(BaseModel):
    """A fragment of the words with which the model declines."""

    index: int
    """Which part of the message this refusal continues, counted from 0."""

    type: Literal["refusal"]
    """Kind of part: `refusal`."""

    refusal: str | None = None
    """The words themselves."""
