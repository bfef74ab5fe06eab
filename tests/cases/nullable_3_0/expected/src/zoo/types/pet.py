from typing import List

from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["Place", "Pet"]


class Place(BaseModel):
    cage: int | None = None


class Pet(BaseModel):
    id: str

    left_at: int | None = None
    """Null while it is here."""

    name: str | None = None

    nick: str | None = None

    place: Place | None = None

    size: Literal["s", "m"] | None = None

    toys: List[str | None] | None = None
