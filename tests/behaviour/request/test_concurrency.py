"""A cap on the requests under way from one client, and hooks that put another request in place."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import InternalServerError

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import collect, open_stream
from tests.support.loopback import Ending, Loopback, Recorded, Reply, make_reply, sse


def count_most(loopback: Loopback, wanted: int) -> list[int]:
    """Answer when `wanted` requests are there at once or nothing more comes; the list holds the most."""
    condition = threading.Condition()
    seen = [0, 0]

    def answer(request: Recorded) -> Reply:
        with condition:
            seen[0] += 1
            seen[1] = max(seen)
            condition.notify_all()
            condition.wait_for(lambda: seen[1] > wanted, timeout=0.03)
            seen[0] -= 1
        return make_reply(json={})

    loopback.answer(answer)
    return seen


def many(kit: Kit, clients: list[Any]) -> None:
    """One call from each client, all at once."""
    if not kit.is_async:
        with ThreadPoolExecutor(len(clients)) as pool:
            list(pool.map(lambda client: client.get("/x", cast_to=object), clients))
        return

    async def gather() -> None:
        await asyncio.gather(*(client.get("/x", cast_to=object) for client in clients))

    kit.run(gather)


@pytest.mark.parametrize("cap", [1, 2])
def test_no_more_than_the_cap_are_under_way(kit: Kit, loopback: Loopback, cap: int) -> None:
    seen = count_most(loopback, cap)
    client = kit.client(loopback.url, max_concurrency=cap)
    many(kit, [client, client.copy(), client.with_options(timeout=5), client, client])
    assert seen[1] == cap
    assert len(loopback.requests) == 5


def test_without_a_cap_all_are_under_way(kit: Kit, loopback: Loopback) -> None:
    seen = count_most(loopback, 3)
    many(kit, [kit.client(loopback.url)] * 4)
    assert seen[1] == 4


def test_retries_errors_and_pages_give_their_slot_back(kit: Kit, loopback: Loopback) -> None:
    client = kit.client(loopback.url, max_concurrency=1, max_retries=1)
    loopback.reply(503)
    loopback.drop()
    with pytest.raises(Exception, match="Connection error"):
        kit.run(lambda: client.get("/x", cast_to=object))
    loopback.reply(500)
    loopback.reply(500)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object))
    loopback.reply(json={"ok": 1})
    assert kit.run(lambda: client.get("/x", cast_to=object)) == {"ok": 1}


def test_a_stream_keeps_its_slot_until_it_is_closed(kit: Kit, loopback: Loopback) -> None:
    client = kit.client(loopback.url, max_concurrency=1)
    loopback.stream(sse('{"id": "1"}'), ending=Ending.HANG)
    stream = open_stream(kit, client)
    loopback.reply(json={})
    if kit.is_async:

        async def other() -> None:
            waiting = asyncio.ensure_future(client.get("/x", cast_to=object))
            for _ in range(20):
                await asyncio.sleep(0)
            assert len(loopback.requests) == 1
            await stream.close()
            await waiting

        kit.run(other)
    else:
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(client.get, "/x", cast_to=object)
            assert not waiting.done()
            stream.close()
            waiting.result(5)
    assert len(loopback.requests) == 2


def test_streams_that_end_give_their_slot_back(kit: Kit, loopback: Loopback) -> None:
    client = kit.client(loopback.url, max_concurrency=1)
    for _ in range(3):
        loopback.stream(sse('{"id": "1"}'), sse(done=True))
        assert len(collect(kit, open_stream(kit, client))) == 1


def test_a_task_that_is_cancelled_leaves_the_queue(kit: Kit, loopback: Loopback) -> None:
    if not kit.is_async:
        pytest.skip("only tasks can be cancelled")
    client = kit.client(loopback.url, max_concurrency=1)
    loopback.never()
    loopback.reply(json={"ok": 1})

    async def cancel() -> object:
        first, second = (asyncio.ensure_future(client.get("/x", cast_to=object)) for _ in "ab")
        third = asyncio.ensure_future(client.get("/y", cast_to=object))
        while not loopback.requests:
            await asyncio.sleep(0.001)
        second.cancel()
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        return await third

    assert kit.run(cancel) == {"ok": 1}
    assert [request.path for request in loopback.requests] == ["/x", "/y"]
    loopback.wait_closed(0)


def test_each_event_loop_has_slots_of_its_own(loopback: Loopback) -> None:
    from sdk_runtime._aio.example import AsyncExample

    client = AsyncExample(base_url=loopback.url, api_key="k", max_concurrency=1)

    async def leave_open() -> None:
        loopback.stream(sse('{"id": "1"}'), ending=Ending.HANG)
        await client.post("/x", cast_to=object, stream=True)

    async def call() -> object:
        async with AsyncExample(base_url=loopback.url, api_key="k") as own:
            own._slots = client._slots
            loopback.reply(json={"ok": 1})
            return await asyncio.wait_for(own.get("/x", cast_to=object), 5)

    asyncio.run(leave_open())
    assert asyncio.run(call()) == {"ok": 1}


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "2"])
def test_the_cap_is_checked(kit: Kit, value: object) -> None:
    with pytest.raises(ValueError, match="max_concurrency"):
        kit.make(base_url="http://127.0.0.1", api_key="k", max_concurrency=value)


def test_slots_are_given_in_turn() -> None:
    from sdk_runtime._limits import Slots

    slots, order = Slots(1), list[int]()
    slots.acquire()

    def take(number: int) -> None:
        slots.acquire()
        order.append(number)
        slots.release()

    threads = [threading.Thread(target=take, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        while len(slots._waiting) <= number:
            pass
    slots.release()
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_a_hook_may_put_another_request_in_place(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(503)
    loopback.reply(json={"ok": 1})
    seen: list[httpx2.Request] = []

    def replace(request: httpx2.Request) -> httpx2.Request:
        seen.append(request)
        return httpx2.Request(
            "PUT", f"{loopback.url}/signed", headers={"X-Count": str(len(seen))}, content=b"new"
        )

    client = kit.client(loopback.url, hooks={"request": [kit.function(replace)]})
    last: list[httpx2.Request] = []
    client.on_request(last.append)
    assert kit.run(lambda: client.post("/x", cast_to=object, body={})) == {"ok": 1}
    assert [(r.method, r.path, r.body) for r in loopback.requests] == [
        ("PUT", "/signed", b"new")
    ] * 2
    assert [r.header("x-count") for r in loopback.requests] == ["1", "2"]
    assert last[0].extensions["timeout"] == seen[0].extensions["timeout"]
