"""Values of formats that JSON has no types for, as models hold them: bytes and decimal numbers."""

from __future__ import annotations

import base64
import re
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, PlainValidator
from pydantic_core import to_jsonable_python

from ._values import plain_number

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


class SentAsNumber(Decimal):
    """A decimal that JSON has as a number, and not as text."""


def read_decimal(value: object) -> Decimal:
    """The decimal that JSON's text or number is. Raises :class:`ValueError` for anything else."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return SentAsNumber(repr(value))
    raise ValueError("this is no decimal number")


def read_bytes(value: object) -> object:
    """The bytes that a text encodes by base64; what is no text as it is.

    Raises :class:`ValueError` for a text that encoding the bytes would not give back.
    """
    if not isinstance(value, str):
        return value
    found = base64.b64decode(value, validate=True)
    if base64.b64encode(found).decode("ascii") != value:
        raise ValueError("this is not how base64 writes these bytes")
    return found


def json_value(value: object) -> object:
    """What JSON has for a value that it has no type for. Raises :class:`ValueError` where there is nothing."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, SentAsNumber):
        return plain_number(value)
    if isinstance(value, Decimal):
        return str(value)
    return to_jsonable_python(value)


_JSON = PlainSerializer(json_value, when_used="json")
WireDecimal: TypeAlias = Annotated[
    Decimal, PlainValidator(read_decimal, json_schema_input_type=float | str), _JSON
]
"""A decimal, from JSON's text or number; JSON gets back what it had."""
WireBytes: TypeAlias = Annotated[bytes, BeforeValidator(read_bytes), _JSON]
"""Bytes, which JSON has as base64."""
READ_AS: dict[Any, Any] = {Decimal: WireDecimal, bytes: WireBytes}
"""How values of these classes are read where only the class is known."""
