"""What only our client can do, against the real server."""

from __future__ import annotations

import asyncio
import importlib
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from tests.live.langgraph.sides import IS_READY, OURS, Side
from tests.live.langgraph.stage import PATIENCE, Play
from tests.support.proxy import Proxy

pytestmark = pytest.mark.skipif(not IS_READY, reason="our package has no get_client yet")

Program = Callable[[Play], Awaitable[None]]

both = pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])

ENDLESS: dict[str, Any] = {"input": {"ticks": 2000}, "stream_mode": "custom"}


@pytest.fixture
def proxy(server: str) -> Iterator[Proxy]:
    """A way to the server that shows what passes."""
    with Proxy(server) as proxy:
        yield proxy


def _perform(program: Program, server: str, proxy: Proxy, is_async: bool, **options: Any) -> None:
    """Runs a program with our client of that kind."""

    async def perform() -> None:
        side = Side(OURS, is_async)
        async with asyncio.timeout(PATIENCE), side.client(proxy.url, **options) as client:
            await program(Play(client, side, proxy, server))

    asyncio.run(perform())


async def _next(parts: Any, count: int) -> Any:
    """The last of the next `count` parts of a stream that stays open."""
    for _ in range(count - 1):
        await anext(parts)
    return await anext(parts)


@both
def test_a_hook_may_change_each_request(server: str, proxy: Proxy, is_async: bool) -> None:
    async def program(play: Play) -> None:
        def sign(request: Any) -> None:
            request.headers["x-signed"] = request.method

        getattr(play.client, "_target", play.client).on_request(sign)
        await play.runs.wait(None, "echoing", input={"text": "a"})
        assert [r.header("x-signed") for r in proxy.requests] == ["POST"]

    _perform(program, server, proxy, is_async)


@both
def test_no_more_requests_are_under_way_than_allowed(
    server: str, proxy: Proxy, is_async: bool
) -> None:
    """Streams count until they are closed; what waits is sent then."""

    async def program(play: Play) -> None:
        streams = [aiter(play.runs.stream(None, "ticking", **ENDLESS)) for _ in range(2)]
        for stream in streams:
            await _next(stream, 2)
        third = asyncio.ensure_future(_done(play.runs.wait(None, "echoing", input={"text": "a"})))
        await asyncio.wait([third], timeout=0.3)
        assert len(proxy.requests) == 2
        await streams[0].aclose()
        assert (await third)["said"] == ["a", "A"]
        await streams[1].aclose()

    _perform(program, server, proxy, is_async, max_concurrency=2)


async def _done(call: Awaitable[Any]) -> Any:
    return await call


def test_a_task_that_is_cancelled_leaves_its_stream(server: str, proxy: Proxy) -> None:
    """The connection is closed at once, and the run that was to end with it ends."""

    async def program(play: Play) -> None:
        thread = await play.thread()
        seen: list[Any] = []

        async def read() -> None:
            options = {**ENDLESS, "on_disconnect": "cancel"}
            async for part in play.runs.stream(thread, "ticking", **options):
                seen.append(part)

        task = asyncio.create_task(read())
        while len(seen) < 3:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await play.until(thread, seen[0].data["run_id"], "interrupted")

    _perform(program, server, proxy, True)


def test_a_stream_is_closed_from_another_thread(server: str, proxy: Proxy) -> None:
    """A reader that waits for the next event gets no more, promptly."""
    client = importlib.import_module(OURS).get_sync_client(url=proxy.url)
    slow = {"input": {"ticks": 2, "pause": 30}, "stream_mode": "custom", "on_disconnect": "cancel"}
    stream = client.runs.stream(None, "ticking", **slow)
    next(stream)
    next(stream)
    started = time.monotonic()
    closer = threading.Timer(0.2, stream.close)
    closer.start()
    ended = _what_ends(stream)
    assert time.monotonic() - started < 4  # a sign of life of the server comes after 5
    closer.join()
    assert ended is None or "closed" in str(ended).lower()
    client.close()


def _what_ends(stream: Any) -> Exception | None:
    """The exception that ends the iteration, if one does."""
    try:
        for _ in stream:
            pass
    except Exception as error:
        return error
    return None
