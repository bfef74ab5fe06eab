"""Small things that both the sync and the async code lean on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import cached_property as cached_property
from functools import partial
from inspect import isawaitable
from typing import Any, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class SyncClosable(Protocol):
    @property
    def is_closed(self) -> bool: ...
    def close(self) -> None: ...


class AsyncClosable(Protocol):
    @property
    def is_closed(self) -> bool: ...
    def aclose(self) -> Coroutine[Any, Any, None]: ...


def sleep(seconds: float, http_client: object = None) -> None:
    """Wait for so many seconds; where the HTTP client is a mock, on its clock."""
    clock: Any = getattr(http_client, "mock_clock", None)
    if clock is None:
        time.sleep(seconds)
    else:
        clock.sleep(seconds)


async def async_sleep(seconds: float, http_client: object = None) -> None:
    """Wait for so many seconds without blocking the event loop; where the HTTP client is a mock, on its clock."""
    import anyio

    clock: Any = getattr(http_client, "mock_clock", None)
    if clock is not None:
        clock.sleep(seconds)
    await anyio.sleep(seconds if clock is None else 0)


def now(http_client: object) -> float:
    """Seconds on a clock that never goes back: that of a mock, else the system's."""
    clock: Any = getattr(http_client, "mock_clock", None)
    return time.monotonic() if clock is None else clock.now


def add_note(error: BaseException, note: str) -> None:
    """Have a traceback say more; Python 3.10 knows no notes."""
    if sys.version_info >= (3, 11):
        error.add_note(note)


def call_blocking(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Call a function that may wait for the disk: directly, as sync code does."""
    return function(*args, **kwargs)


async def async_call_blocking(
    function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
) -> _T:
    """Call a function that may wait for the disk in a worker thread."""
    from anyio.to_thread import run_sync

    return await run_sync(partial(function, *args, **kwargs))


def resolve(value: object) -> Any:
    """The result of a caller's function. Raises :class:`TypeError` where it would have to be awaited."""
    if isawaitable(value):
        close = getattr(value, "close", None)
        if close is not None:
            close()
        raise TypeError(
            "A sync client cannot await what an async function returns; use a plain one"
        )
    return value


async def async_resolve(value: object) -> Any:
    """The result of a caller's function, awaited where it is awaitable."""
    return await value if isawaitable(value) else value


def close_unused(client: SyncClosable) -> None:
    """Close an HTTP client that is about to vanish; never raises."""
    with suppress(Exception):
        if not client.is_closed:
            client.close()


def async_close_unused(client: AsyncClosable) -> None:
    """Close an HTTP client that is about to vanish, if an event loop still runs; never raises."""
    with suppress(Exception):
        if not client.is_closed:
            import asyncio

            loop = asyncio.get_running_loop()
            task = loop.create_task(client.aclose())
            _closing.add(task)
            task.add_done_callback(_closing.discard)


_closing: set[object] = set()
