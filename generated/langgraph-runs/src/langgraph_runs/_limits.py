"""A cap on the requests that one client has under way: first come, first served."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from threading import Lock
from typing import Any, cast

import httpx2

__all__ = ["AsyncSlots", "Slots", "async_hold", "async_slots", "hold", "slots"]


def slots(count: int) -> Slots:
    """So many slots for threads. Raises :class:`ValueError` unless it is a positive integer."""
    return Slots(_checked(count))


def async_slots(count: int) -> AsyncSlots:
    """So many slots for tasks. Raises :class:`ValueError` unless it is a positive integer."""
    return AsyncSlots(_checked(count))


def _checked(count: object) -> int:
    if isinstance(count, int) and not isinstance(count, bool) and count > 0:
        return count
    raise ValueError(f"max_concurrency must be a positive integer or None, not {count!r}")


class Slots:
    """So many slots for threads. One that is given back goes to whoever has waited longest."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._lock = Lock()
        self._waiting: deque[Lock] = deque()

    def acquire(self) -> None:
        """Take a slot; waits for one as long as it takes."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()
        except BaseException:  # such as KeyboardInterrupt
            self._leave(turn)
            raise

    def _leave(self, turn: Lock) -> None:
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self.release()  # the slot was handed over already

    def release(self) -> None:
        """Give a slot back."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class AsyncSlots:
    """So many slots for the tasks of each event loop. Who waits longest comes first."""

    def __init__(self, count: int) -> None:
        from anyio.lowlevel import RunVar

        self._count = count
        self._of_loop: RunVar[Any] = RunVar("slots")

    async def acquire(self) -> Any:
        """Take a slot, which is returned; a task that is cancelled while it waits leaves the queue."""
        try:
            slots = self._of_loop.get()
        except LookupError:
            from anyio import Semaphore

            slots = Semaphore(self._count)
            self._of_loop.set(slots)
        await slots.acquire()
        return slots


class _Release:
    """Gives a slot back, once."""

    __slots__ = ("_give_back",)

    def __init__(self, give_back: Callable[[], None]) -> None:
        self._give_back: Callable[[], None] | None = give_back

    def __call__(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back()


class _HeldStream(httpx2.SyncByteStream):
    """A body that keeps its slot until it is closed."""

    def __init__(self, stream: httpx2.SyncByteStream, release: _Release) -> None:
        self._stream = stream
        self._release = release

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        try:
            self._stream.close()
        finally:
            self._release()

    def __del__(self) -> None:
        self._release()


class _AsyncHeldStream(httpx2.AsyncByteStream):
    """A body that keeps its slot until it is closed."""

    def __init__(self, stream: httpx2.AsyncByteStream, release: _Release) -> None:
        self._stream = stream
        self._release = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()
        finally:
            self._release()


def hold(slots: Slots, send: Callable[[], httpx2.Response]) -> httpx2.Response:
    """Call ``send`` with a slot, which its response keeps until it is closed."""
    slots.acquire()
    release = _Release(slots.release)
    try:
        response = send()
        if not response.is_closed:
            stream = cast("httpx2.SyncByteStream", response.stream)
            response.stream = _HeldStream(stream, release)
            return response
    except BaseException:
        release()
        raise
    release()
    return response


async def async_hold(slots: AsyncSlots, send: Callable[[], Any]) -> httpx2.Response:
    """Await ``send()`` with a slot, which its response keeps until it is closed."""
    taken = await slots.acquire()
    release = _Release(taken.release)
    try:
        response: httpx2.Response = await send()
        if not response.is_closed:
            stream = cast("httpx2.AsyncByteStream", response.stream)
            response.stream = _AsyncHeldStream(stream, release)
            return response
    except BaseException:
        release()
        raise
    release()
    return response
