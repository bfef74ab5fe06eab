from datetime import datetime

from .._models import BaseModel

__all__ = ["Pet"]


class Pet(BaseModel):
    id: str

    name: str

    made: datetime | None = None
