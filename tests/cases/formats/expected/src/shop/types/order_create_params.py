from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Iterable
from uuid import UUID

from typing_extensions import Annotated, Required, TypedDict

from .._body import PropertyInfo
from .._types import Base64FileInput

__all__ = ["OrderCreateParams"]


class OrderCreateParams(TypedDict, total=False):
    customer: Required[str | UUID]

    price: Required[str | Decimal]

    day: str

    patience: str | timedelta

    pick_up: str | time

    picture: Annotated[str | bytes | Base64FileInput, PropertyInfo(format="base64")]

    placed_at: Annotated[str | datetime, PropertyInfo(format="iso8601")]

    weight: Annotated[float | Decimal, PropertyInfo(format="number")]

    weights: Annotated[Iterable[float | Decimal], PropertyInfo(format="number")]
