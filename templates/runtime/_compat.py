"""Small things that both the sync and the async code lean on."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import cached_property as cached_property
from functools import partial
from inspect import isawaitable
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")

sleep = time.sleep
"""Wait for so many seconds."""


async def async_sleep(seconds: float) -> None:
    """Wait for so many seconds without blocking the event loop."""
    import anyio

    await anyio.sleep(seconds)


def call_blocking(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Call a function that may wait for the disk: directly, as sync code does."""
    return function(*args, **kwargs)


async def async_call_blocking(
    function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
) -> _T:
    """Call a function that may wait for the disk in a worker thread."""
    from anyio.to_thread import run_sync

    return await run_sync(partial(function, *args, **kwargs))


def resolve(value: _T) -> _T:
    """The result of a caller's function, as it is."""
    return value


async def async_resolve(value: _T | Awaitable[_T]) -> _T:
    """The result of a caller's function, awaited where it is awaitable."""
    if isawaitable(value):
        return await value
    return cast("_T", value)
