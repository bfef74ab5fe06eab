from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["ImageFileDelta"]


class ImageFileDelta(BaseModel):
    """Which image, and how closely to look at it."""

    detail: Literal["auto", "low", "high"] | None = None
    """How closely the model looks: `low` costs fewer tokens, `high` shows more."""

    file_id: str | None = None
    """ID of the uploaded image. Its purpose must be `vision` if the bytes are to be downloaded
    again.
    """
