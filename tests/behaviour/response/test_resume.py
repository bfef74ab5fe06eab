"""Streams that go on after their connection broke: nothing twice, nothing lost, and never without bound."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import (
    APIError,
    APITimeoutError,
    InternalServerError,
    NotFoundError,
    StreamInterruptedError,
)
from sdk_runtime._resume import StreamResume

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import collect, following, open_stream
from tests.support.loopback import Ending, Loopback, sse

HEADER = StreamResume(header="Last-Event-ID", attempts=3)
DONE = sse(done=True)


def event(id: str, name: str | None = None, *, extra: str = "") -> bytes:
    """An event with an id line, whose item has the same id, or `name`."""
    return f'id: {id}\n{extra}data: {{"id": "{name or id}"}}\n\n'.encode()


def plain(name: str) -> bytes:
    """An event without an id line."""
    return sse(f'{{"id": "{name}"}}')


def ids(kit: Kit, stream: Any) -> list[str]:
    return [job.id for job in collect(kit, stream)]


def sent(loopback: Loopback) -> list[str | None]:
    """The id that each request gave as the last one."""
    return [request.header("last-event-id") for request in loopback.requests]


@pytest.mark.parametrize("ending", [Ending.CUT, Ending.KEEP, Ending.CLOSE])
def test_it_goes_on_between_events(kit: Kit, loopback: Loopback, ending: Ending) -> None:
    loopback.stream(event("1"), event("2"), ending=ending)
    loopback.stream(event("3"), DONE)
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    first = stream.response
    assert ids(kit, stream) == ["1", "2", "3"]
    assert sent(loopback) == [None, "2"]
    first_request, second = loopback.requests
    assert (second.method, second.path, second.body) == ("POST", "/jobs", first_request.body)
    assert first.is_closed
    assert stream.response is not first
    assert stream.response.is_closed
    assert stream.last_event_id == "3"


def test_it_goes_on_inside_an_event(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1") + b'id: 2\ndata: {"id":', ending=Ending.CUT)
    loopback.stream(event("2") + b'id: 3\ndata: {"id": "3"}\n')
    loopback.stream(event("3"), DONE)
    assert ids(kit, open_stream(kit, kit.client(loopback.url), resume=HEADER)) == ["1", "2", "3"]
    assert sent(loopback) == [None, "1", "2"]


def test_repeated_events_are_left_out(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), event("2"), event("2"), ending=Ending.CUT)
    loopback.stream(event("1"), ending=Ending.CUT)  # repeats only: the cursor stays where it was
    loopback.stream(event("1"), event("2"), event("3"), DONE)
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert ids(kit, stream) == ["1", "2", "3"]
    assert sent(loopback) == [None, "2", "2"]
    assert stream.last_event_id == "3"


@pytest.mark.parametrize(
    "again", [event("1", "a") + plain("b") + plain("c"), plain("b") + plain("c")]
)
def test_events_without_an_id_are_counted(kit: Kit, loopback: Loopback, again: bytes) -> None:
    ping = b"event: ping\ndata: {}\n\n"
    loopback.stream(event("1", "a"), ping, plain("b"), ending=Ending.CUT)
    loopback.stream(again, plain("d"), DONE)
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert ids(kit, stream) == ["a", "b", "c", "d"]


def test_attempts_in_a_row_are_bounded(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.drop()
    loopback.stream(event("2"), ending=Ending.CUT)  # progress: the count starts anew
    for _ in range(HEADER.attempts):
        loopback.drop()
    client = kit.client(loopback.url)
    stream = open_stream(kit, client, resume=HEADER)
    assert [following(kit, stream).id for _ in range(2)] == ["1", "2"]
    with pytest.raises(StreamInterruptedError) as caught:
        following(kit, stream)
    assert caught.value.last_event_id == "2"
    assert sent(loopback) == [None, "1", "1", "1", "2", "2", "2"]
    assert len(kit.slept) == 6
    assert kit.slept[3] < kit.slept[4] < kit.slept[5]  # the client's backoff
    assert collect(kit, stream) == []


def test_the_stream_says_how_long_to_wait(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(b"retry: 40\n\n", event("1"), ending=Ending.CUT)
    loopback.stream(event("2", extra="retry: 70\n"), ending=Ending.CUT)
    loopback.stream(event("3", extra="retry: 99999999\n"), ending=Ending.CUT)
    loopback.stream(DONE)
    assert ids(kit, open_stream(kit, kit.client(loopback.url), resume=HEADER)) == ["1", "2", "3"]
    assert kit.slept[:2] == [0.04, 0.07]
    assert 0 < kit.slept[2] < 10


def test_silence_is_a_break_too(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.HANG)
    loopback.stream(DONE)
    stream = open_stream(kit, kit.client(loopback.url), timeout=0.1, resume=HEADER)
    assert ids(kit, stream) == ["1"]
    assert sent(loopback) == [None, "1"]


def test_the_id_in_a_query_parameter(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("ü 1"), ending=Ending.CUT)
    loopback.stream(event("2"), DONE)
    stream = open_stream(
        kit, kit.client(loopback.url), resume=StreamResume(query="after"), params={"a": "b"}
    )
    assert ids(kit, stream) == ["ü 1", "2"]
    first, second = (dict(httpx2.URL(r.target).params) for r in loopback.requests)
    assert (first, second) == ({"a": "b"}, {"a": "b", "after": "ü 1"})


def test_a_header_of_the_caller_gives_way(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("8"), ending=Ending.CUT)
    loopback.stream(DONE)
    headers = {"last-event-id": "7", "X-Mine": "x"}
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER, headers=headers)
    assert ids(kit, stream) == ["8"]
    assert sent(loopback) == ["7", "8"]
    assert loopback.requests[1].header("x-mine") == "x"


@pytest.mark.parametrize(
    ("first", "resume"),
    [
        (event("1"), None),
        (plain("1"), HEADER),
        (b"id\n" + plain("1"), HEADER),
        (event("ü", "1"), HEADER),
    ],
    ids=["not declared", "no id", "id taken back", "no header can carry it"],
)
def test_else_it_raises_as_before(
    kit: Kit, loopback: Loopback, first: bytes, resume: StreamResume | None
) -> None:
    loopback.stream(first)
    options: dict[str, Any] = {} if resume is None else {"resume": resume}
    stream = open_stream(kit, kit.client(loopback.url), **options)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError, match="without the mark of its end"):
        following(kit, stream)
    assert len(loopback.requests) == 1
    assert kit.slept == []
    assert stream.response.is_closed


def test_a_bad_status_raises_its_error(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.reply(404, json={"error": {"message": "gone"}})
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert following(kit, stream).id == "1"
    with pytest.raises(NotFoundError, match="gone"):
        following(kit, stream)
    assert len(loopback.requests) == 2


def test_a_status_that_may_pass_is_an_attempt(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1", extra="retry: 5\n"), ending=Ending.CUT)
    loopback.reply(503, headers={"retry-after-ms": "30"})
    loopback.stream(event("2"), ending=Ending.CUT)
    for _ in range(HEADER.attempts):
        loopback.reply(503)
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert [following(kit, stream).id for _ in range(2)] == ["1", "2"]
    with pytest.raises(InternalServerError):
        following(kit, stream)
    assert kit.slept[:3] == [0.005, 0.03, 0.005]
    assert len(loopback.requests) == 6


def test_no_content_means_connect_no_more(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.reply(204)
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError):
        following(kit, stream)
    assert len(loopback.requests) == 2


@pytest.mark.parametrize("again", ["", "id: 1\n"])
def test_error_events_never_reconnect(kit: Kit, loopback: Loopback, again: str) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.stream(f'{again}data: {{"error": {{"message": "broke"}}}}\n\n'.encode())
    stream = open_stream(kit, kit.client(loopback.url), resume=HEADER)
    assert following(kit, stream).id == "1"
    with pytest.raises(APIError, match="broke") as caught:
        following(kit, stream)
    assert type(caught.value) is APIError
    assert len(loopback.requests) == 2


def test_the_hooks_of_a_client_see_each_request_once(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    loopback.stream(DONE)
    client = kit.client(loopback.url)

    def prepare(options: Any) -> Any:
        options.url = f"/v2{options.url}"
        return options

    client._prepare_options = kit.function(prepare)
    assert ids(kit, open_stream(kit, client, resume=HEADER)) == ["1"]
    assert [request.path for request in loopback.requests] == ["/v2/jobs", "/v2/jobs"]


def test_closing_while_it_waits_ends_it(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    client = kit.client(loopback.url)
    stream = open_stream(kit, client, resume=HEADER)

    async def close_async(seconds: float) -> None:
        await stream.close()

    def close(seconds: float) -> None:
        stream.close()

    client._sleep = close_async if kit.is_async else close
    assert ids(kit, stream) == ["1"]
    assert len(loopback.requests) == 1
    assert stream.response.is_closed


def test_cancelling_while_it_waits_closes(kit: Kit, loopback: Loopback) -> None:
    if not kit.is_async:
        pytest.skip("only tasks can be cancelled")
    loopback.stream(event("1"), ending=Ending.CUT)
    client = kit.client(loopback.url)
    stream = open_stream(kit, client, resume=HEADER)

    async def cancel() -> None:
        waits = asyncio.Event()

        async def sleep(seconds: float) -> None:
            waits.set()
            await asyncio.Event().wait()

        client._sleep = sleep
        await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await waits.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    kit.run(cancel)
    assert stream.response.is_closed
    assert len(loopback.requests) == 1


def test_silence_without_an_id_stays_a_timeout(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(plain("1"), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url), timeout=0.05, resume=HEADER)
    following(kit, stream)
    with pytest.raises(APITimeoutError):
        following(kit, stream)
