"""Responses that wrap what a caller wants in an object of one member."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import Field, create_model

from ._models import BaseModel

_T = TypeVar("_T")


def envelope(inner: type[_T], member: str) -> type[_T]:
    """The class of a response whose ``member`` holds a value of type ``inner``.

    Pass :func:`unwrap` as ``post_parser``: with it the call returns the value itself, which is why the
    class is declared to be that of the value.
    """
    return cast("type[_T]", _model(cast("Any", inner), member))


def unwrap(response: Any) -> Any:
    """The value in a response of a class that :func:`envelope` gave."""
    return getattr(response, "wrapped", response)


@lru_cache(maxsize=512)
def _model(inner: Any, member: str) -> type[BaseModel]:
    return create_model("Envelope", __base__=BaseModel, wrapped=(inner, Field(alias=member)))
