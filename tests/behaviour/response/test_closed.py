"""A client, or a response, that is closed while its answer is read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import ClientClosedError
from sdk_runtime._options import RAW_RESPONSE_HEADER
from sdk_runtime._response_core import StreamAlreadyConsumed

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import collect, following, open_stream
from tests.support.loopback import Ending, Loopback, sse

JOB = sse('{"id": "1"}')


def test_a_stream_between_two_items(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(JOB, ending=Ending.HANG)
    client = kit.client(loopback.url)
    stream = open_stream(kit, client)
    assert following(kit, stream).id == "1"
    kit.run(client.close)
    with pytest.raises(ClientClosedError) as caught:
        following(kit, stream)
    assert caught.value.__cause__ is not None
    assert collect(kit, stream) == []


def test_what_had_arrived_before_is_handed_out(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(JOB + sse('{"id": "2"}', done=True))
    client = kit.client(loopback.url)
    stream = open_stream(kit, client)
    following(kit, stream)
    kit.run(client.close)
    assert [job.id for job in collect(kit, stream)] == ["2"]


class Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that only the end of its connection ends, in whose middle the client is closed."""

    def __init__(self, first: bytes) -> None:
        self.first = first
        self.client: Any = None

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        self.client.close()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.first
        await self.client.close()


def client_of(kit: Kit, body: Body) -> Any:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-type": "application/json"}, stream=body)

    name = "DefaultAsyncHttpx2Client" if kit.is_async else "DefaultHttpx2Client"
    http_client = getattr(kit.module("http"), name)(transport=httpx2.MockTransport(answer))
    body.client = kit.client("https://api.example.com", http_client=http_client)
    return body.client


def test_an_end_that_the_closed_client_made_is_no_end_of_a_body(kit: Kit) -> None:
    client = client_of(kit, Body(b'{"id": "1"}'))
    with pytest.raises(ClientClosedError):
        kit.run(lambda: client.get("/job", cast_to=object))


def test_nor_one_of_a_stream(kit: Kit) -> None:
    stream = open_stream(kit, client_of(kit, Body(JOB)))
    with pytest.raises(ClientClosedError):
        collect(kit, stream)


@pytest.mark.parametrize("read", ["read", "json", "parse"])
def test_nor_one_that_is_read_by_hand(kit: Kit, read: str) -> None:
    client = client_of(kit, Body(b'{"id": "1"}'))
    response = kit.run(lambda: client.get("/job", cast_to=object, options=_STREAMED))
    with pytest.raises(ClientClosedError):
        kit.run(getattr(response, read))


def test_a_response_that_was_closed_cannot_be_read(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"id": "1"})
    client = kit.client(loopback.url)
    response = kit.run(lambda: client.get("/job", cast_to=object, options=_STREAMED))
    kit.run(response.close)
    with pytest.raises(StreamAlreadyConsumed):
        kit.run(response.read)


_STREAMED: dict[str, Any] = {"headers": {RAW_RESPONSE_HEADER: "stream"}}
