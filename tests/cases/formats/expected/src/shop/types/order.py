from datetime import datetime, time, timedelta
from typing import List
from uuid import UUID

from .._formats import WireBytes, WireDecimal
from .._models import BaseModel

__all__ = ["Order"]


class Order(BaseModel):
    id: UUID

    price: WireDecimal

    day: str | None = None

    patience: timedelta | None = None

    pick_up: time | None = None

    picture: WireBytes | None = None

    placed_at: datetime | None = None

    weight: WireDecimal | None = None

    weights: List[WireDecimal] | None = None
