"""Read JSON bytes into the types that a method promises.

The fast path is pydantic-core, straight from the bytes, in strict mode: a value is taken as it was sent
or not at all (``"5"`` never becomes ``5``). Where that fails, the server has grown, and the lenient
builder (:mod:`._lenient`) keeps what is there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, cast

import pydantic
from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

from ._formats import AS_WRITTEN
from ._json import UnreadableJSON, decode_json
from ._lenient import builder
from ._models import BaseModel

__all__ = ["Reader", "UnreadableJSON", "decode_json", "read_json", "reader"]


class Reader:
    """Reads one type from JSON. Make it with :func:`reader`, which keeps it."""

    __slots__ = ("_annotation", "_lenient", "_validate")

    def __init__(self, annotation: Any) -> None:
        self._annotation = kind = annotation
        self._lenient: SchemaValidator | None = None
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            self._validate = annotation.model_validate_json
        else:
            as_written = cast("Any", Annotated)[annotation, AS_WRITTEN]
            self._validate = cast("Any", TypeAdapter)(as_written).validate_json

    def read(self, data: bytes | str, *, strict: bool = False) -> Any:
        """The value in ``data``. Raises :class:`UnreadableJSON` if it is no JSON.

        With ``strict``, whatever differs from the type raises :class:`pydantic.ValidationError`
        (unknown members do not: an API may add those at any time).
        """
        try:
            return self._validate(data, strict=True, by_alias=True, by_name=False)
        except pydantic.ValidationError:
            if strict:
                decode_json(data)
                raise
        try:
            return self._read_grown(data)
        except RecursionError:
            raise UnreadableJSON("the JSON is nested too deeply to be read") from None

    def _read_grown(self, data: bytes | str) -> Any:
        if self._lenient is None:
            from ._lenient_schema import lenient_validator

            self._lenient = lenient_validator(self._annotation)
        try:
            return self._lenient.validate_json(data, strict=True, by_alias=True, by_name=False)
        except pydantic.ValidationError:  # no JSON, or JSON that only Python's decoder takes
            return builder(self._annotation)(decode_json(data))


@lru_cache(maxsize=4096)
def _cached_reader(annotation: Any) -> Reader:
    return Reader(annotation)


def reader(annotation: Any) -> Reader:
    """The reader of a type: a model, union, alias, list, dictionary, or whatever pydantic knows."""
    try:
        return _cached_reader(annotation)
    except TypeError:  # metadata that cannot be hashed
        return Reader(annotation)


def read_json(data: bytes | str, annotation: Any, *, strict: bool = False) -> Any:
    """The value of type ``annotation`` in ``data``; see :meth:`Reader.read`."""
    return reader(annotation).read(data, strict=strict)
