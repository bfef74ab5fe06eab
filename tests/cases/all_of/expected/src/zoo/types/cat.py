from __future__ import annotations

from datetime import datetime

from .._models import BaseModel

__all__ = ["CatPlace", "Cat"]


class CatPlace(BaseModel):
    id: str

    cage: int | None = None

    made: datetime | None = None


class Cat(BaseModel):
    """A pet that purrs."""

    id: str

    lives: int

    name: str

    made: datetime | None = None

    mother: Cat | None = None
    """May be unknown."""

    place: CatPlace | None = None
