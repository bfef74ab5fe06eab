"""Scalars as text."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum


class Written(str):
    """A text that knows how it is percent-encoded, where its parts are encoded before they are joined."""

    encoded: str

    def __new__(cls, text: str, encoded: str) -> Written:
        written = super().__new__(cls, text)
        written.encoded = encoded
        return written


def primitive_text(value: object) -> str:
    """A scalar as a query string or form spells it."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Enum):
        return primitive_text(value.value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode()
    return str(value)


def duration_text(value: timedelta) -> str:
    """A duration by ISO 8601, such as ``P1DT1M30.5S``."""
    sign = "-" if value.days < 0 else ""
    value = abs(value)
    minutes, seconds = divmod(value.seconds, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    days = f"{value.days}D" if value.days else ""
    return f"{sign}P{days}T{minutes}M{seconds}{fraction}S"


def plain_number(value: Decimal) -> int | float:
    """The number of JSON; as precise as a ``float`` where it is not whole."""
    whole = value.is_finite() and value.as_tuple().exponent == 0
    return int(value) if whole else float(value)
