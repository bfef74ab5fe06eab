from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["ImageFile"]


class ImageFile(BaseModel):
    """Which image, and how closely to look at it."""

    file_id: str
    """ID of the uploaded image. Its purpose must be `vision` if the bytes are to be downloaded
    again.
    """

    detail: Literal["auto", "low", "high"] | None = None
    """How closely the model looks: `low` costs fewer tokens, `high` shows more."""
