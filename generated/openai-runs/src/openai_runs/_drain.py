"""Leave a connection reusable after a stream has said that it is over, if that takes no time."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterable, Iterator
from contextlib import suppress
from typing import Any

import httpx2

_SECONDS = 0.1
_CHUNKS = 16


async def async_drain(response: httpx2.Response, chunks: AsyncIterable[bytes]) -> None:
    """Read what little follows, for a tenth of a second at most. Never raises."""
    if response.is_closed or response.http_version != "HTTP/1.1":
        return  # other versions give up a stream without giving up the connection
    import anyio

    left = _CHUNKS
    with suppress(httpx2.HTTPError, httpx2.StreamError, OSError), anyio.move_on_after(_SECONDS):
        async for _ in chunks:
            left -= 1
            if not left:
                return


def drain(response: httpx2.Response, chunks: Iterator[bytes]) -> None:
    """Read what little follows, as long as it has arrived already. Never raises."""
    if response.is_closed or response.http_version != "HTTP/1.1":
        return
    network: Any = response.extensions.get("network_stream")
    with suppress(httpx2.HTTPError, httpx2.StreamError, OSError):
        for _ in range(_CHUNKS):
            if network is None or not _has_bytes(network) or next(chunks, None) is None:
                return


def _has_bytes(network: Any) -> bool:
    """Whether a read would give bytes at once."""
    encrypted = network.get_extra_info("ssl_object")
    if encrypted is not None:
        return bool(encrypted.pending())
    return bool(network.get_extra_info("is_readable"))


def interrupt(response: httpx2.Response) -> None:
    """End a read of the response that waits in another thread. Never raises.

    Closing a socket does not wake who reads from it; shutting it down does. A connection of HTTP/2 is
    left alone, since others share it.
    """
    network: Any = response.extensions.get("network_stream")
    if response.is_closed or network is None or response.http_version != "HTTP/1.1":
        return
    connection: Any = network.get_extra_info("socket")
    if isinstance(connection, socket.socket):
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)
