"""Scalars as text."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum


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
    if isinstance(value, bytes):
        return value.decode()
    return str(value)
