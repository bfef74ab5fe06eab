"""``with_raw_response`` of SDKs whose raw responses are read when they are asked, with ``await``.

The other form, whose responses have been read and are never awaited, is in :mod:`.response`. A resource
imports ``async_to_raw_response_wrapper`` from the one or the other.
"""

from __future__ import annotations

from collections.abc import (
    Awaitable,  # unasync: remove
    Callable,
)
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from .response import AsyncAPIResponse, with_markers

__all__ = ["async_to_raw_response_wrapper"]

P = ParamSpec("P")
R = TypeVar("R")


def async_to_raw_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[AsyncAPIResponse[R]]]:
    """The method with the same parameters that returns the response instead of its value."""

    @wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncAPIResponse[R]:
        with_markers(kwargs, "true", AsyncAPIResponse)
        return cast("AsyncAPIResponse[R]", await func(*args, **kwargs))

    return wrapped
