from datetime import date, datetime

from .._models import MappingModel

__all__ = ["Pet"]


class Pet(MappingModel):
    """An animal that lives here."""

    id: str
    """Never changes."""

    name: str

    born: date | None = None

    legs: int | None = None

    seen_at: datetime | None = None
    """When it was last seen."""

    weight: float | None = None
