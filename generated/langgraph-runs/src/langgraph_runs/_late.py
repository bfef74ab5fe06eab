"""Transports that are made for the first request: TLS context and connection pool are most of what a client costs.

What can be wrong with their arguments is told by the first request, too, so only the client that the SDK makes for
itself, without any, begins like this.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

import httpx2

from ._wire import watched

__all__ = ["AsyncLateTransport", "LateTransport"]


_SECONDS = 2.0


class _Late:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: dict[str, Any] = {}
        self._lock = Lock()

    def _transport(self) -> Any:
        """The transport. Of threads that come at once one makes it, and the others wait for that.

        Not forever: in a forked process, a lock that another thread held stays locked.
        """
        made = self._made.get("made")
        if made is not None:
            return made
        held = self._lock.acquire(timeout=_SECONDS)
        try:
            found = self._made.get("made")
            return self._made.setdefault("made", watched(self._make())) if found is None else found
        finally:
            if held:
                self._lock.release()

    @property
    def _pool(self) -> Any:
        """The connections, where there are any yet; see :mod:`._wire`."""
        return getattr(self._made.get("made"), "_pool", None)


class LateTransport(_Late, httpx2.BaseTransport):
    """A transport that is made for its first request."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response: httpx2.Response = self._transport().handle_request(request)
        return response

    def close(self) -> None:
        if self._made:
            self._transport().close()


class AsyncLateTransport(_Late, httpx2.AsyncBaseTransport):
    """A transport that is made for its first request."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response: httpx2.Response = await self._transport().handle_async_request(request)
        return response

    async def aclose(self) -> None:
        if self._made:
            await self._transport().aclose()
