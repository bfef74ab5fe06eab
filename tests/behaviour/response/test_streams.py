"""Streams over a real connection: how they end, and what they leave behind."""

from __future__ import annotations

import asyncio
import json
import select
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    StreamInterruptedError,
)
from sdk_runtime._models import UnknownVariant
from sdk_runtime._response_core import StreamAlreadyConsumed
from sdk_runtime._sse import ServerSentEvent, StreamRule, StreamRules

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import Event, Job, JobCreated, collect, following, open_stream
from tests.support.loopback import Ending, Loopback, sse

ONE, TWO = '{"id": "1"}', '{"id": "2"}'
NO_END = StreamRules([StreamRule()])


def test_items_come_as_they_arrive(kit: Kit, loopback: Loopback) -> None:
    go_on = threading.Event()
    loopback.stream(sse(ONE), go_on, sse(TWO, done=True))
    stream = open_stream(kit, kit.client(loopback.url))
    first = following(kit, stream)
    assert isinstance(first, Job)
    assert first.id == "1"
    go_on.set()
    assert [job.id for job in collect(kit, stream)] == ["2"]
    assert stream.response.is_closed
    assert loopback.requests[0].header("accept") is not None


def test_envelopes_narrow_and_unknown_events_pass(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(
        sse(
            {"event": "job.created", "data": {"id": "1", "status": "odd"}},
            {"event": "job.moved", "data": {"id": "1"}},
            {"event": "ping", "data": {}},
            done=True,
        )
    )
    created, moved = collect(kit, open_stream(kit, kit.client(loopback.url), Event))
    assert isinstance(created, JobCreated)
    assert isinstance(created.data, Job)
    assert created.data.status == "odd"
    assert isinstance(moved, UnknownVariant)
    assert moved.to_dict() == {"event": "job.moved", "data": {"id": "1"}}


def test_line_ends_comments_and_split_characters(kit: Kit, loopback: Loopback) -> None:
    text = '\ufeff: hello\r\nid: 7\r\nretry: 20\r\ndata: {"id":\r\ndata:  "ü😀"}\r\n\r\n'
    text += 'data: {"id": "2"}\r\rdata: [DONE]\n\n'
    body = text.encode()
    loopback.stream(*(body[i : i + 3] for i in range(0, len(body), 3)))
    stream = open_stream(kit, kit.client(loopback.url))
    assert [job.id for job in collect(kit, stream)] == ["ü😀", "2"]
    assert (stream.last_event_id, stream.retry) == ("7", 20)


def test_empty_data_is_nothing_to_yield(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(b"data:\n\nevent: job.created\ndata:\n\n" + sse(done=True))
    (only,) = collect(kit, open_stream(kit, kit.client(loopback.url), Event))
    assert only.to_dict() == {"event": "job.created", "data": None}


@pytest.mark.parametrize(
    "block",
    [
        b"id: 9",
        b"retry: 30",
        b"id: 9\nretry: 30",
        b": ping",
        b":",
        b"event: ping",
        b"event: ping\nid: 9",
        b"unknown: x",
        b"data:",
        b"\xef\xbb\xbf",
    ],
)
def test_blocks_that_are_no_items_change_nothing(
    kit: Kit, loopback: Loopback, block: bytes
) -> None:
    """Whatever stands between the items: ids, wishes, pings, comments; a byte order mark only at the start."""
    first, second, done = b'data: {"id": "1"}', b'data: {"id": "2"}', b"data: [DONE]"
    blocks = [block, first, block, block, second, block, done, b""]
    loopback.stream(b"\n\n".join(blocks))
    stream = open_stream(kit, kit.client(loopback.url))
    assert [job.id for job in collect(kit, stream)] == ["1", "2"]


@pytest.mark.parametrize("data", ['"ping"', "{}", "null", "7", '{"event": "ping", "data": {}}'])
def test_pings_with_data_are_handed_out(kit: Kit, loopback: Loopback, data: str) -> None:
    loopback.stream(
        f'event: job.ping\ndata: {data}\n\ndata: {{"id": "1"}}\n\n'.encode() + sse(done=True)
    )
    ping, job = collect(kit, open_stream(kit, kit.client(loopback.url), Event))
    assert isinstance(ping, UnknownVariant)
    assert ping.to_dict() == {"event": "job.ping", "data": json.loads(data)}
    assert job.to_dict() == {"id": "1"}


def test_plain_events_on_request(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(b"event: a\nid: 1\ndata: not json\n\n" + sse(done=True))
    events = collect(kit, open_stream(kit, kit.client(loopback.url), ServerSentEvent))
    assert events == [ServerSentEvent(event="a", data="not json", id="1")]


@pytest.mark.parametrize("rest", ["data: [DONE]", "data: [DONE]\n"])
def test_the_end_mark_counts_without_its_blank_line(
    kit: Kit, loopback: Loopback, rest: str
) -> None:
    loopback.stream(sse(ONE), rest.encode())
    assert len(collect(kit, open_stream(kit, kit.client(loopback.url)))) == 1


def test_an_end_without_the_end_mark_raises(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(b"id: 5\n" + sse(ONE))
    stream = open_stream(kit, kit.client(loopback.url))
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError, match="without the mark of its end") as caught:
        following(kit, stream)
    assert isinstance(caught.value, APIConnectionError)
    assert caught.value.last_event_id == "5"
    assert caught.value.request.url.path == "/jobs"
    assert stream.response.is_closed
    assert collect(kit, stream) == []


def test_half_an_event_raises_where_no_rule_says_how_streams_end(
    kit: Kit, loopback: Loopback
) -> None:
    loopback.stream(sse(ONE))
    loopback.stream(sse(ONE) + b'data: {"id":')
    client = kit.client(loopback.url)
    assert len(collect(kit, open_stream(kit, client, rules=NO_END))) == 1
    stream = open_stream(kit, client, rules=NO_END)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError, match="in the middle of an event"):
        following(kit, stream)


@pytest.mark.parametrize("ending", [Ending.CUT, Ending.RESET])
def test_a_cut_connection_raises_with_its_cause(
    kit: Kit, loopback: Loopback, ending: Ending
) -> None:
    loopback.stream(b"id: 3\n" + sse(ONE), ending=ending)
    stream = open_stream(kit, kit.client(loopback.url), rules=NO_END)
    got: list[Any] = []
    with pytest.raises(StreamInterruptedError) as caught:
        for _ in range(3):
            got.append(following(kit, stream))
    assert [job.id for job in got] in (["1"], [])  # a reset may overtake what was sent before it
    assert caught.value.last_event_id == ("3" if got else None)
    assert isinstance(caught.value.__cause__, httpx2.TransportError)
    assert stream.response.is_closed


def test_silence_is_a_timeout(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse(ONE), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url), timeout=0.05)
    assert following(kit, stream).id == "1"
    with pytest.raises(APITimeoutError) as caught:
        following(kit, stream)
    assert isinstance(caught.value.__cause__, httpx2.ReadTimeout)
    assert stream.response.is_closed


@pytest.mark.parametrize(
    ("event", "message", "code"),
    [
        ('event: error\ndata: {"message": "broke", "code": 7}\n\n', "broke", "7"),
        ('event: error\ndata: {"error": {"message": "inner", "code": "x"}}\n\n', "inner", "x"),
        ('data: {"error": {"message": "inner", "code": "x"}}\n\n', "inner", "x"),
        ('event: job.done\ndata: {"error": {"code": "x"}}\n\n', "An error occurred", "x"),
        ('data: {"error": "words"}\n\n', "words", None),
        ("event: error\ndata: words\n\n", "words", None),
        ("event: error\ndata: {}\n\n", "An error occurred", None),
    ],
)
def test_error_events_raise(
    kit: Kit, loopback: Loopback, event: str, message: str, code: str | None
) -> None:
    loopback.stream(sse(ONE) + event.encode() + sse(TWO, done=True))
    stream = open_stream(kit, kit.client(loopback.url))
    assert following(kit, stream).id == "1"
    with pytest.raises(APIError, match=message) as caught:
        following(kit, stream)
    assert type(caught.value) is APIError
    assert caught.value.code == code
    assert stream.response.is_closed


def test_a_member_called_error_that_is_empty_is_no_error(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1", "error": null}', '{"id": "\\"error\\""}', done=True))
    jobs = collect(kit, open_stream(kit, kit.client(loopback.url)))
    assert [job.id for job in jobs] == ["1", '"error"']


def test_an_event_that_is_no_json_raises(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse("{broken", done=True))
    stream = open_stream(kit, kit.client(loopback.url))
    with pytest.raises(APIResponseValidationError, match="no JSON") as caught:
        following(kit, stream)
    assert caught.value.body == "{broken"
    assert stream.response.is_closed


def test_strict_validation_refuses_drift(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1", "status": "odd"}', done=True))
    client = kit.client(loopback.url, _strict_response_validation=True)
    with pytest.raises(APIResponseValidationError, match="status"):
        following(kit, open_stream(kit, client))


def test_an_answer_that_is_no_stream_says_so(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"id": "1"})
    with pytest.raises(StreamInterruptedError, match="application/json: is it a stream at all"):
        collect(kit, open_stream(kit, kit.client(loopback.url)))


def test_json_lines(kit: Kit, loopback: Loopback) -> None:
    kind = {"content_type": "application/x-ndjson"}
    loopback.reply(chunks=[b'{"id": "1"}\n\n{"id"', b': "2"}'], **kind)
    loopback.reply(chunks=[b'{"id": "1"}\n{"id'], **kind)
    client = kit.client(loopback.url)
    assert [job.id for job in collect(kit, open_stream(kit, client))] == ["1", "2"]
    with pytest.raises(StreamInterruptedError):
        collect(kit, open_stream(kit, client))


def test_json_lines_have_no_names_that_rules_could_skip(kit: Kit, loopback: Loopback) -> None:
    rules = StreamRules(
        [StreamRule(event="job.*"), StreamRule(data_starts_with="[", action="done")]
    )
    loopback.reply(chunks=[b'{"id": "1"}\n'], content_type="application/jsonl")
    (job,) = collect(kit, open_stream(kit, kit.client(loopback.url), rules=rules))
    assert job.id == "1"


@pytest.mark.parametrize("told", ["application/json", "application/octet-stream", "text/plain"])
def test_lines_that_were_asked_for_are_lines_whatever_the_answer_is_called(
    kit: Kit, loopback: Loopback, told: str
) -> None:
    loopback.reply(chunks=[b'{"id": "1"}\n{"id": "2"}'], content_type=told)
    headers = {"Accept": "application/x-ndjson"}
    stream = open_stream(kit, kit.client(loopback.url), headers=headers)
    assert [job.id for job in collect(kit, stream)] == ["1", "2"]


def test_records_of_json(kit: Kit, loopback: Loopback) -> None:
    chunks = [b'\x1e{"id":\n"1"}\n\x1e{"id": ', b'"\xc3', b'\xa9"}\n']
    loopback.reply(chunks=chunks, content_type="application/json-seq")
    stream = open_stream(kit, kit.client(loopback.url))
    assert [job.id for job in collect(kit, stream)] == ["1", "\u00e9"]


@pytest.mark.parametrize("kind", ["application/jsonl", "application/json-seq"])
@pytest.mark.parametrize("part", [b'{"id": "\xc3', b'{"id": "\xc3\xa9', b'{"id": "2"'])
def test_lines_that_are_cut_raise_after_what_was_whole(
    kit: Kit, loopback: Loopback, kind: str, part: bytes
) -> None:
    mark = b"\x1e" if kind.endswith("seq") else b""
    loopback.reply(chunks=[mark + b'{"id": "1"}\n' + mark, part], content_type=kind)
    stream = open_stream(kit, kit.client(loopback.url))
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError):
        following(kit, stream)
    assert stream.response.is_closed


def test_a_broken_line_is_an_error_of_ours(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(chunks=[b'{"id": "1"}\noops\n{"id": "2"}\n'], content_type="application/jsonl")
    stream = open_stream(kit, kit.client(loopback.url))
    assert following(kit, stream).id == "1"
    with pytest.raises(APIResponseValidationError, match="is no JSON"):
        following(kit, stream)
    assert stream.response.is_closed


def test_events_of_text_come_as_they_were_sent(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(b"data: hello\ndata: {world\n\n", sse(done=True))
    assert collect(kit, open_stream(kit, kit.client(loopback.url), str)) == ["hello\n{world"]


def test_leaving_the_with_block_closes(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse(ONE), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url))

    async def use_async() -> None:
        async with stream as entered:
            assert entered is stream
            await anext(stream)
            raise ZeroDivisionError

    def use() -> None:
        with stream as entered:
            assert entered is stream
            next(stream)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kit.run(use_async if kit.is_async else use)
    assert stream.response.is_closed
    assert collect(kit, stream) == []


def test_closing_inside_the_loop_ends_it(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse(ONE, TWO), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url))
    assert following(kit, stream).id == "1"
    kit.run(stream.close)
    kit.run(stream.close)
    assert collect(kit, stream) == []


def test_a_response_that_was_read_cannot_be_streamed_again(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse(ONE), sse(TWO, done=True))
    stream = open_stream(kit, kit.client(loopback.url))
    chunks = stream.response.aiter_raw() if kit.is_async else stream.response.iter_raw()
    kit.run(lambda: anext(chunks) if kit.is_async else next(chunks))
    with pytest.raises(StreamAlreadyConsumed):
        following(kit, stream)
    kit.run(chunks.aclose if kit.is_async else chunks.close)


def test_closing_from_outside_ends_a_waiting_stream(kit: Kit, loopback: Loopback) -> None:
    if not kit.is_async:
        pytest.skip("a blocked thread is woken by nothing but its socket")
    loopback.stream(sse(ONE), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url))

    async def close_while_waiting() -> list[str]:
        assert (await anext(stream)).id == "1"
        waiting = asyncio.ensure_future(anext(stream, "ended"))
        while not stream._reading:
            await asyncio.sleep(0)
        await stream.close()
        return [await waiting]

    assert kit.run(close_while_waiting) == ["ended"]


def test_cancelling_closes(kit: Kit, loopback: Loopback) -> None:
    if not kit.is_async:
        pytest.skip("only tasks can be cancelled")
    loopback.stream(sse(ONE), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url))

    async def cancel() -> None:
        assert (await anext(stream)).id == "1"
        waiting = asyncio.ensure_future(anext(stream))
        while not stream._reading:
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    kit.run(cancel)
    assert stream.response.is_closed


def test_the_connection_is_used_again_after_the_end_mark(kit: Kit, loopback: Loopback) -> None:
    first_was_read = threading.Event()
    loopback.stream(sse(ONE, done=True), first_was_read)
    loopback.stream(sse(TWO, done=True))
    client = kit.client(loopback.url)
    stream = open_stream(kit, client)
    following(kit, stream)
    first_was_read.set()
    if not kit.is_async:  # sync code takes what has arrived, and waits for nothing
        network = stream.response.extensions["network_stream"]
        assert select.select([network.get_extra_info("socket")], [], [], 10)[0]
    assert collect(kit, stream) == []
    assert len(collect(kit, open_stream(kit, client))) == 1
    assert [request.connection for request in loopback.requests] == [0, 0]


def test_a_server_that_talks_on_after_the_end_mark_is_left(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse(ONE, done=True), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url))
    assert len(collect(kit, stream)) == 1
    assert stream.response.is_closed


def test_closing_ends_a_read_that_waits(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1"}'), ending=Ending.HANG)
    stream = open_stream(kit, kit.client(loopback.url, timeout=60))
    assert following(kit, stream).id == "1"
    if kit.is_async:

        async def close_elsewhere() -> list[Any]:
            async def rest() -> list[Any]:
                return [item async for item in stream]

            waiting = asyncio.ensure_future(rest())
            while not stream._reading:
                await asyncio.sleep(0)
            await stream.close()
            return await asyncio.wait_for(waiting, 5)

        assert kit.run(close_elsewhere) == []
    else:
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(list, stream)
            while not stream._reading:
                pass
            stream.close()
            assert waiting.result(5) == []
    loopback.wait_closed()
