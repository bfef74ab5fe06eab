"""Wait until something is done: the one loop behind every polling helper."""

from __future__ import annotations

import random
import time
from collections.abc import (
    Awaitable,  # unasync: remove
    Callable,
)
from functools import partial
from typing import TypeVar, cast

from .._compat import async_resolve
from .._lifecycle import Lifecycle, Wait
from .._response_core import LegacyAPIResponse
from .._types import Omit, omit
from .response import AsyncAPIResponse

__all__ = ["poll_until"]

_T = TypeVar("_T")


async def poll_until(
    look: Callable[[], Awaitable[LegacyAPIResponse[_T] | AsyncAPIResponse[_T]]],
    lifecycle: Lifecycle,
    *,
    sleep: Callable[[float], Awaitable[object]],
    clock: Callable[[], float] = time.monotonic,
    interval_ms: float | Omit = omit,
    max_wait: float | None | Omit = omit,
    on_update: Callable[[_T], object] | None = None,
    jitter: Callable[[], float] = random.random,
) -> _T:
    """Look at an object until it is done, or must be acted upon, and return it as it is then.

    ``look`` gives a response of ``with_raw_response``, read or unread, whose headers may say when to look
    again. ``interval_ms`` (milliseconds between looks) and ``max_wait`` (seconds for the whole wait; ``None`` for
    ever) replace what ``lifecycle`` says. ``on_update`` is called with the object after each look, the last
    one included; what it raises ends the wait. ``sleep`` takes seconds; ``clock`` gives seconds and never
    goes back; ``jitter`` gives numbers from 0 to 1.

    There is at least one look. A look under way is not cut short by the deadline: its own timeout bounds
    it. Raises :class:`PollTimeoutError` after the deadline, :class:`StateError` for a state that is not
    waited on, both of which can be resumed; :class:`ValueError` for negative numbers; and what looking
    raises.
    """

    def resume(new_max_wait: float | None | Omit) -> object:
        return again(max_wait=max_wait if isinstance(new_max_wait, Omit) else new_max_wait)

    again = partial(
        poll_until,
        look,
        lifecycle,
        sleep=sleep,
        clock=clock,
        interval_ms=interval_ms,
        on_update=on_update,
        jitter=jitter,
    )
    wait = Wait[_T](
        lifecycle,
        interval_ms=interval_ms,
        max_wait=max_wait,
        now=clock(),
        resume=resume,
        random=jitter,
    )
    while True:
        response = await look()
        value = cast("_T", await async_resolve(response.parse()))
        if on_update is not None:
            await async_resolve(on_update(value))
        seconds = wait.after(value, response.headers, clock())
        if seconds is None:
            return value
        await sleep(seconds)
