"""The clients that a scenario is played with: the official package and ours, async and sync.

A scenario is written once, as `async`. A sync client is driven through `InThreads`, which makes each
of its calls in a thread and gives something to await or to iterate.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any


@dataclass(frozen=True)
class Side:
    """One of the four clients."""

    package: str
    """Import name of the package with `get_client` and `get_sync_client`."""
    is_async: bool

    @property
    def name(self) -> str:
        """How messages call it, like `langgraph_sdk, sync`."""
        return f"{self.package}, {'async' if self.is_async else 'sync'}"

    @contextlib.asynccontextmanager
    async def client(self, url: str, **options: Any) -> AsyncIterator[Any]:
        """A client for that server, to be used like an async one; closed at the end."""
        package = importlib.import_module(self.package)
        if self.is_async:
            async with package.get_client(url=url, **options) as client:
                yield client
        else:
            with package.get_sync_client(url=url, **options) as client:
                yield InThreads(client)


OFFICIAL = "langgraph_sdk"
OURS = "langgraph_runs"
IS_READY = hasattr(importlib.import_module(OURS), "get_client")
"""Whether our package has what a program of the official one needs first."""
PACKAGES = (OFFICIAL, OURS) if IS_READY else (OFFICIAL,)
SIDES = tuple(Side(package, is_async) for package in PACKAGES for is_async in (True, False))


class InThreads:
    """A sync client, or a part of one, that is used as if it were async."""

    def __init__(self, target: Any) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._target, name)
        if inspect.ismethod(member) or inspect.isfunction(member):
            return lambda *args, **options: Call(partial(member, *args, **options))
        return InThreads(member)


class Call:
    """One call of a sync method: awaited for its result, or iterated over what it returns."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __await__(self) -> Generator[Any, Any, Any]:
        return asyncio.to_thread(self._make).__await__()

    async def __aiter__(self) -> AsyncIterator[Any]:
        items: Iterator[Any] = iter(await asyncio.to_thread(self._make))
        try:
            while (item := await asyncio.to_thread(next, items, self)) is not self:
                yield item
        finally:
            await asyncio.to_thread(getattr(items, "close", lambda: None))


async def take(parts: Any, count: int) -> list[Any]:
    """The first `count` parts of a stream, which is then closed."""
    taken: list[Any] = []
    iterator = aiter(parts)
    while len(taken) < count:
        taken.append(await anext(iterator))
    closed: Awaitable[None] = (getattr(iterator, "aclose", None) or iterator.close)()
    await closed
    return taken


async def collect(parts: Any) -> list[Any]:
    """All parts of a stream."""
    return [part async for part in parts]
