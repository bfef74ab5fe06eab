"""Clients that are closed while they connect."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from typing import Any

import pytest
from sdk_runtime._exceptions import ClientClosedError

from tests.behaviour.conftest import Kit

SECONDS = 1.0
"""The connect timeout: what a sync client waits for at most, and an async one does not."""


def call_and_close(kit: Kit, client: Any, waits: threading.Event) -> None:
    """Make a call, and close the client when it waits for a connection. Raises what the call raises."""
    if not kit.is_async:

        def close() -> None:
            waits.wait(5)
            client.close()

        closer = threading.Thread(target=close)
        closer.start()
        try:
            client.get("/x", cast_to=object)
        finally:
            closer.join()
        return

    async def both() -> None:
        call = asyncio.ensure_future(client.get("/x", cast_to=object))
        while not waits.is_set():
            await asyncio.sleep(0.01)
        await client.close()
        await call

    kit.loop.run_until_complete(both())


def test_connecting_ends_with_the_client(kit: Kit) -> None:
    """Here with a server that never says a word of its TLS handshake."""
    waits, held = threading.Event(), list[socket.socket]()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            connection, _ = server.accept()
            held.append(connection)
            connection.recv(1)  # the first byte of the handshake
            waits.set()

        threading.Thread(target=accept, daemon=True).start()
        url = f"https://127.0.0.1:{server.getsockname()[1]}"
        client = kit.client(url, timeout=SECONDS * (30 if kit.is_async else 1))
        started = time.monotonic()
        with pytest.raises(ClientClosedError):
            call_and_close(kit, client, waits)
        assert time.monotonic() - started < 15
    for connection in held:
        connection.close()


def test_nothing_is_sent_by_a_client_that_was_closed_while_it_connected(kit: Kit) -> None:
    """The network's part is played by hand: the connection is there after the client was closed."""
    http = kit.client("http://127.0.0.1:9")._client
    asked: list[str] = []

    class Stream:
        def start_tls(self) -> None: ...

        def write(self, *_: object, **__: object) -> None:
            asked.append("written")

        def close(self) -> None:
            asked.append("closed")

    class Backend:
        def connect_tcp(self, *_: object, **__: object) -> Stream:
            client.close()
            return Stream()

    if kit.is_async:
        pytest.skip("an async client does not wait for the connection")
    client = kit.client("http://127.0.0.1:9", http_client=http)
    http._transport._transport()._pool._network_backend._backend = Backend()
    with pytest.raises(ClientClosedError):
        client.get("/x", cast_to=object)
    assert asked == ["closed"]
