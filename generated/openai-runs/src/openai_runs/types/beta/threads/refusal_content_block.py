from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["RefusalContentBlock"]


class RefusalContentBlock(BaseModel):
    """Words with which the model declines to answer."""

    refusal: str
    """The words themselves."""

    type: Literal["refusal"]
    """Kind of part: `refusal`."""
