"""Processes and event loops: what belongs to one of them must not be used in another."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any, Generic, TypeAlias, TypeVar, cast

_T = TypeVar("_T")

Place: TypeAlias = "tuple[int, object]"
"""A process, and an event loop in it (``None`` for sync code)."""


def place() -> Place:
    """Where this code runs."""
    return os.getpid(), None


def async_place() -> Place:
    """Where this code runs; outside of any event loop as sync code does."""
    import asyncio

    try:
        return os.getpid(), asyncio.get_running_loop()
    except RuntimeError:
        from anyio.lowlevel import current_token

        with suppress(Exception):  # no event loop of another kind either
            return os.getpid(), current_token()
    return place()


class Places(Generic[_T]):
    """One of something for each place; the place that asks first has the original.

    No lock: one that another thread held would stay locked in a forked process.
    """

    def __init__(self) -> None:
        self._home: dict[str, Place] = {}
        self._others: dict[Place, _T] = {}

    def find(self, here: Place, original: _T, make: Callable[[], _T]) -> _T:
        """The original at its home, elsewhere what ``make`` made for there."""
        if self._home.setdefault("home", here) == here:
            return original
        found = self._others.get(here)
        if found is None:
            self._forget_closed_loops()
            found = self._others.setdefault(here, make())
        return found

    def take(self, here: Place, original: _T) -> _T | None:
        """What is to be closed here; ``None`` where nothing was asked for."""
        if self._home.get("home", here) == here:
            return original
        return self._others.pop(here, None)

    def _forget_closed_loops(self) -> None:
        for there in list(self._others):
            if _is_closed(there[1]):
                self._others.pop(there, None)


class LoopEnds:
    """Closes transports when the asyncio event loop that they were used in ends.

    Their connections could not be closed any more afterwards. An async generator is what such a loop
    promises to end before itself; under trio nothing happens here.
    """

    def __init__(self) -> None:
        self._known: dict[Place, AsyncGenerator[None, None] | None] = {}

    def __contains__(self, there: object) -> bool:
        return there in self._known

    async def watch(self, here: Place, transport: Any) -> None:
        """Close ``transport`` when the loop of ``here``, which runs, ends."""
        for there in list(self._known):
            if _is_closed(there[1]):
                self._known.pop(there, None)
        if not hasattr(here[1], "shutdown_asyncgens"):
            self._known[here] = None
            return
        self._known[here] = end = _until_end(transport, here[0])
        await anext(end)

    async def forget(self, here: Place) -> None:
        """Close what is to be closed here now."""
        end = self._known.pop(here, None)
        if end is not None:
            await end.aclose()


async def _until_end(transport: Any, process: int) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        if os.getpid() == process:  # a forked one has the connections of its parent
            with suppress(Exception):
                await transport.aclose()


def _is_closed(loop: object) -> bool:
    is_closed: Any = getattr(loop, "is_closed", None)
    return is_closed is not None and cast("bool", is_closed())
