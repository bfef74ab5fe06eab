"""Values of formats that JSON has no types for, as models hold them: bytes, decimal numbers and times."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, SchemaValidator, core_schema, to_jsonable_python

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


_Time: TypeAlias = Literal["date", "datetime"]
_FORMS: Mapping[_Time, tuple[str, str]] = {
    "date": ("date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "datetime": ("date-time", "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt _][0-9]"),
}
"""What a text looks like that may be a time: to pydantic one of digits is one as well, seconds since 1970."""


def times_as_written(schema: CoreSchema) -> CoreSchema:
    """``schema``, changed in place: JSON's text is a time only where it is written as one.

    Models within it are left alone; they do this for themselves.
    """
    todo: list[Any] = [schema]
    while todo:
        part = todo.pop()
        if isinstance(part, (list, tuple)):
            todo.extend(cast("list[Any]", part))
        elif isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            kind = node.get("type")
            if kind == "date" or kind == "datetime":
                read = dict(node)
                node.clear()
                node |= _time_schema(kind, read)
            elif node is schema or kind != "model":
                todo.extend(value for key, value in node.items() if key not in _NO_SCHEMAS)
    return schema


_NO_SCHEMAS = frozenset({"metadata", "serialization", "python_schema", "default", "config", "cls"})


def _time_schema(kind: _Time, read: dict[str, Any]) -> CoreSchema:
    """Both steps run without Python; the second is not strict, for to it the text is a value of Python's."""
    name, form = _FORMS[kind]
    parse = SchemaValidator(cast("CoreSchema", read)).validate_python
    steps: list[CoreSchema] = [
        core_schema.str_schema(pattern=form),
        core_schema.no_info_plain_validator_function(parse),
    ]

    def described(*_: object) -> dict[str, str]:
        return {"type": "string", "format": name}

    return core_schema.json_or_python_schema(
        core_schema.chain_schema(steps, serialization=core_schema.simple_ser_schema(kind)),
        cast("CoreSchema", read),
        metadata={"pydantic_js_functions": [described]},
    )


class TimesAsWritten:
    """Annotates a type that is read from JSON; see :func:`times_as_written`."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return times_as_written(handler(source))


AS_WRITTEN = TimesAsWritten()
READ_AS: dict[Any, Any] = {
    Decimal: WireDecimal,
    bytes: WireBytes,
    date: Annotated[date, AS_WRITTEN],
    datetime: Annotated[datetime, AS_WRITTEN],
}
"""How values of these classes are read where only the class is known."""
