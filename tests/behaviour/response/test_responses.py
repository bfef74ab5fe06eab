"""What a method returns, and what the raw and the streamed forms of it return."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import httpx2
import pydantic
import pytest
from sdk_runtime._binary import HttpxBinaryResponseContent
from sdk_runtime._exceptions import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    StreamInterruptedError,
)
from sdk_runtime._models import BaseModel
from sdk_runtime._options import request_options
from sdk_runtime._response_core import (
    LegacyAPIResponse,
    MissingStreamClassError,
    StreamAlreadyConsumed,
)

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import Job, collect
from tests.support.loopback import Ending, Loopback, sse

ID = {"x-request-id": "req_1"}


class Other(BaseModel):
    id: int


class Built:
    """A type that builds itself from a response."""

    def __init__(self, data: object) -> None:
        self.data = data

    @classmethod
    def build(cls, *, response: httpx2.Response, data: object) -> Built:
        return cls((response.status_code, data))


def methods(kit: Kit, client: Any, cast_to: Any = Job) -> Any:
    """A method of a resource as the generator writes it."""

    def get(path: str, *, extra_headers: Any = None, stream: bool = False) -> Any:
        return client.get(
            path,
            cast_to=cast_to,
            options=request_options(extra_headers=extra_headers),
            stream=stream,
            stream_cls=kit.cls("streaming", "Stream")[cast_to] if stream else None,
        )

    async def async_get(path: str, *, extra_headers: Any = None, stream: bool = False) -> Any:
        return await get(path, extra_headers=extra_headers, stream=stream)

    return async_get if kit.is_async else get


def wrapped(kit: Kit, name: str, method: Any, *arguments: Any) -> Any:
    prefix = "async_" if kit.is_async else ""
    return getattr(kit.module("response"), f"{prefix}to_{name}_response_wrapper")(
        method, *arguments
    )


def fetch(kit: Kit, loopback: Loopback, cast_to: Any, **client: Any) -> Any:
    made = kit.client(loopback.url, max_retries=0, **client)
    return kit.run(lambda: made.get("/jobs/1", cast_to=cast_to))


def test_models_carry_the_request_id(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"id": "1", "new": True}, headers=ID)
    job = fetch(kit, loopback, Job)
    assert isinstance(job, Job)
    assert (job.id, job.new, job._request_id) == ("1", True, "req_1")


@pytest.mark.parametrize(
    ("cast_to", "body", "expected"),
    [
        (str, b'"x"', '"x"'),
        (bytes, b"\x00\xff", b"\x00\xff"),
        (int, b"12", 12),
        (float, b"1.5", 1.5),
        (bool, b" true\n", True),
        (type(None), b'{"id": "1"}', None),
        (object, b'{"id": [1]}', {"id": [1]}),
        (Any, b"[1]", [1]),
        (dict[str, object], b'{"id": "1"}', {"id": "1"}),
        (list[Job], b'[{"id": "1"}]', [Job(id="1")]),
        (Job | Other, b'{"id": 1}', Other(id=1)),
        (Literal["a"], b'"b"', "b"),
        (Job | None, b"null", None),
        (Job, b"[1]", [1]),
    ],
)
def test_types_other_than_models(
    kit: Kit, loopback: Loopback, cast_to: Any, body: bytes, expected: object
) -> None:
    loopback.reply(body=body, content_type="application/json")
    assert fetch(kit, loopback, cast_to) == expected


def test_the_plain_response_and_classes_that_build_themselves(kit: Kit, loopback: Loopback) -> None:
    for _ in range(4):
        loopback.reply(json={"id": "1"})
    assert fetch(kit, loopback, httpx2.Response).json() == {"id": "1"}
    assert fetch(kit, loopback, Built).data == (200, {"id": "1"})
    with pytest.raises(ValueError, match="Subclasses of httpx2.Response"):
        fetch(kit, loopback, type("Mine", (httpx2.Response,), {}))
    with pytest.raises(TypeError, match="from sdk_runtime import BaseModel"):
        fetch(kit, loopback, type("Foreign", (pydantic.BaseModel,), {}))


def test_no_content_is_none(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(204)
    loopback.reply(204)
    assert fetch(kit, loopback, Job) is None
    with pytest.raises(APIResponseValidationError):
        fetch(kit, loopback, Job, _strict_response_validation=True)


@pytest.mark.parametrize("cast_to", [Job, dict[str, object], Job | Other])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<html>Gateway</html>", "text/html"),
        (b'{"id": "1', "application/json"),
        (b" null\n", "application/json"),
        (b"", "application/json"),
        (b"\x1f\x8b\x00", "application/json"),
    ],
)
def test_a_body_that_is_no_json_raises(
    kit: Kit, loopback: Loopback, cast_to: Any, body: bytes, content_type: str
) -> None:
    loopback.reply(body=body, content_type=content_type, headers=ID)
    with pytest.raises(APIResponseValidationError) as caught:
        fetch(kit, loopback, cast_to)
    error = caught.value
    assert error.status_code == 200
    assert error.request_id == "req_1"
    assert error.request.url.path == "/jobs/1"
    for part in (content_type, "req_1", repr(body[:10])[:-1]):
        assert part in error.message


def test_json_under_another_content_type_is_read(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(body=b'{"id": "1"}', content_type="text/plain")
    loopback.reply(body=b"words", content_type="text/plain")
    assert fetch(kit, loopback, Job).id == "1"
    assert fetch(kit, loopback, object) == "words"


def test_numbers_that_are_none_raise(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(body=b"twelve", content_type="text/plain")
    with pytest.raises(APIResponseValidationError, match="Expected int") as caught:
        fetch(kit, loopback, int)
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize(
    "body", [{"id": 1}, {}, {"id": "1", "status": "odd"}, [], "1", {"id": "1", "status": 1}]
)
def test_strict_validation_makes_drift_an_error(kit: Kit, loopback: Loopback, body: object) -> None:
    text = json.dumps(body).encode()
    loopback.reply(body=text, content_type="application/json")
    loopback.reply(body=text, content_type="application/json")
    fetch(kit, loopback, Job)
    with pytest.raises(APIResponseValidationError, match="invalid for expected schema") as caught:
        fetch(kit, loopback, Job, _strict_response_validation=True)
    assert caught.value.body == body
    assert isinstance(caught.value.__cause__, pydantic.ValidationError)


def test_raw_responses_are_read_and_never_awaited(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(503, headers={"retry-after-ms": "1"})
    loopback.reply(json={"id": "1"}, headers=ID)
    raw = wrapped(kit, "raw", methods(kit, kit.client(loopback.url)))
    response = kit.run(lambda: raw("/jobs/1", extra_headers={"X-Mine": "1"}))
    assert isinstance(response, LegacyAPIResponse)
    assert response.parse() is response.parse()
    assert response.parse()._request_id == response.request_id == "req_1"
    assert isinstance(response.parse(to=Other), Other)
    assert response.parse(to=dict[str, str]) == {"id": "1"}
    assert response.content == response.read() == b'{"id": "1"}'
    assert response.text == '{"id": "1"}'
    assert response.json() == {"id": "1"}
    assert b"".join(response.iter_bytes(3)) == response.content
    assert "".join(response.iter_text(3)) == response.text
    assert list(response.iter_lines()) == [response.text]
    assert (response.status_code, response.method, response.retries_taken) == (200, "GET", 1)
    assert response.headers["content-type"] == "application/json"
    assert response.url.path == response.http_request.url.path == "/jobs/1"
    assert (response.http_version, response.is_closed) == ("HTTP/1.1", True)
    assert response.elapsed.total_seconds() > 0
    assert repr(response).startswith("<LegacyAPIResponse [200 Scripted] type=")
    sent = loopback.requests[-1]
    assert sent.header("x-mine") == "1"
    assert not any("____" in name for name, _ in sent.headers)


def test_raw_response_of_a_stream_parses_to_the_stream(kit: Kit, loopback: Loopback) -> None:
    for _ in range(3):
        loopback.stream(sse('{"id": "1"}'))
    raw = wrapped(kit, "raw", methods(kit, kit.client(loopback.url)))
    stream_of = kit.cls("streaming", "Stream")
    response = kit.run(lambda: raw("/jobs/1", stream=True))
    stream = response.parse()
    assert isinstance(stream, stream_of)
    assert collect(kit, stream) == [Job(id="1")]
    response = kit.run(lambda: raw("/jobs/1", stream=True))
    assert collect(kit, response.parse(to=stream_of[dict[str, str]])) == [{"id": "1"}]
    response = kit.run(lambda: raw("/jobs/1", stream=True))
    with pytest.raises(MissingStreamClassError):
        response.parse(to=Job)
    kit.run(response.http_response.aclose if kit.is_async else response.http_response.close)


def enter(kit: Kit, manager: Any, use: Any) -> Any:
    """What `use` makes of the response of a manager, inside its block."""

    async def inside_async() -> Any:
        async with manager as response:
            return await use(response)

    def inside() -> Any:
        with manager as response:
            return use(response)

    return kit.run(inside_async if kit.is_async else inside)


def test_streamed_responses_are_sent_late_and_closed(kit: Kit, loopback: Loopback) -> None:
    streamed = wrapped(kit, "streamed", methods(kit, kit.client(loopback.url)))
    manager = streamed("/jobs/1")
    assert loopback.requests == []
    loopback.reply(chunks=[b'{"id":', b' "1"}'], content_type="application/json", headers=ID)
    seen: list[Any] = []

    def use(response: Any) -> Any:
        assert isinstance(response, kit.cls("response", "APIResponse"))
        assert not response.is_closed
        seen.append(response)
        return response.parse()

    assert enter(kit, manager, use)._request_id == "req_1"
    assert seen[0].is_closed


def test_streamed_responses_read_in_every_way(kit: Kit, loopback: Loopback) -> None:
    streamed = wrapped(kit, "streamed", methods(kit, kit.client(loopback.url)))
    expected = {"read": b'{"id": "1"}', "text": '{"id": "1"}', "json": {"id": "1"}}
    for how, value in expected.items():
        loopback.reply(json={"id": "1"})
        assert enter(
            kit, streamed("/jobs/1"), lambda response, how=how: getattr(response, how)()
        ) == (value)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("iter_bytes", [b"a\r\nb", b"\nc"]),
        ("iter_text", ["a\r\nb", "\nc"]),
        ("iter_lines", ["a", "b", "c"]),
    ],
)
def test_streamed_responses_in_parts(
    kit: Kit, loopback: Loopback, how: str, expected: list[Any]
) -> None:
    loopback.reply(body=b"a\r\nb\nc", content_type="text/plain")
    streamed = wrapped(kit, "streamed", methods(kit, kit.client(loopback.url)))
    size = () if how == "iter_lines" else (4,)

    async def use_async(response: Any) -> Any:
        parts = [part async for part in getattr(response, how)(*size)]
        with pytest.raises(StreamAlreadyConsumed):
            await response.read()
        return parts

    def use(response: Any) -> Any:
        parts = list(getattr(response, how)(*size))
        with pytest.raises(StreamAlreadyConsumed):
            response.read()
        return parts

    assert enter(kit, streamed("/x"), use_async if kit.is_async else use) == expected


def test_binary_classes_of_ones_own(kit: Kit, loopback: Loopback, tmp_path: Path) -> None:
    method = methods(kit, kit.client(loopback.url), HttpxBinaryResponseContent)
    for _ in range(3):
        loopback.reply(body=b"\x00\x01\x02", content_type="application/octet-stream")
    binary, streamed_binary = (
        kit.cls("response", name) for name in ("BinaryAPIResponse", "StreamedBinaryAPIResponse")
    )
    response = kit.run(lambda: wrapped(kit, "custom_raw", method, binary)("/f"))
    assert type(response) is binary
    kit.run(lambda: response.write_to_file(tmp_path / "raw"))
    assert (tmp_path / "raw").read_bytes() == b"\x00\x01\x02"
    assert kit.run(response.parse) == b"\x00\x01\x02"
    enter(
        kit,
        wrapped(kit, "custom_streamed", method, streamed_binary)("/f"),
        lambda response: response.stream_to_file(tmp_path / "streamed", chunk_size=2),
    )
    assert (tmp_path / "streamed").read_bytes() == b"\x00\x01\x02"
    direct = kit.run(lambda: kit.client(loopback.url).get("/f", cast_to=binary))
    assert type(direct) is binary
    assert kit.run(direct.read) == b"\x00\x01\x02"


def test_binary_content(kit: Kit, loopback: Loopback, tmp_path: Path) -> None:
    loopback.reply(body=b'{"a":1}\nb', content_type="text/plain; charset=utf-8")
    content = fetch(kit, loopback, HttpxBinaryResponseContent)
    assert content.content == b'{"a":1}\nb'
    assert content.text == '{"a":1}\nb'
    assert (content.encoding, content.charset_encoding) == ("utf-8", "utf-8")
    assert list(content.iter_lines()) == ['{"a":1}', "b"]
    assert b"".join(content.iter_bytes(2)) == content.content
    assert "".join(content.iter_text(2)) == content.text
    content.write_to_file(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == content.content
    with pytest.warns(DeprecationWarning, match="with_streaming_response"):
        content.stream_to_file(str(tmp_path / "again"))
    assert (tmp_path / "again").read_bytes() == content.content
    with pytest.raises(ValueError, match="Extra data"):
        content.json()


def test_binary_content_read_by_async_code(loopback: Loopback, tmp_path: Path) -> None:
    kit = Kit(is_async=True)
    loopback.reply(body=b"one\ntwo", content_type="text/plain")
    content = fetch(kit, loopback, HttpxBinaryResponseContent)

    async def read_all() -> None:
        assert await content.aread() == b"one\ntwo"
        assert [part async for part in await content.aiter_bytes(4)] == [b"one\n", b"two"]
        assert [part async for part in await content.aiter_text(4)] == ["one\n", "two"]
        assert [line async for line in await content.aiter_lines()] == ["one", "two"]
        with pytest.warns(DeprecationWarning, match="with_streaming_response"):
            await content.astream_to_file(tmp_path / "file")
        await content.aclose()

    kit.run(read_all)
    kit.close()
    assert (tmp_path / "file").read_bytes() == b"one\ntwo"


def test_a_stream_without_class_gets_one(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1"}'), ending=Ending.CUT)
    client = kit.client(loopback.url)
    stream = kit.run(lambda: client.get("/jobs", cast_to=Job, stream=True, stream_cls=None))
    assert isinstance(stream, kit.cls("streaming", "Stream"))
    with pytest.raises(StreamInterruptedError):
        collect(kit, stream)


def test_raw_responses_that_are_awaited(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"id": "1"}, headers=ID)
    loopback.stream(sse('{"id": "1"}'))
    prefix = "async_" if kit.is_async else ""
    wrapper = getattr(kit.module("modern"), f"{prefix}to_raw_response_wrapper")
    raw = wrapper(methods(kit, kit.client(loopback.url)))
    response = kit.run(lambda: raw("/jobs/1"))
    assert type(response) is kit.cls("response", "APIResponse")
    assert response.is_closed
    assert kit.run(response.parse)._request_id == "req_1"
    assert kit.run(response.text) == '{"id": "1"}'
    assert kit.run(response.json) == {"id": "1"}
    assert loopback.requests[0].header("x-sdk-raw-response") == "true"
    streamed = kit.run(lambda: raw("/jobs", stream=True))
    assert collect(kit, kit.run(streamed.parse)) == [Job(id="1")]


@pytest.mark.parametrize("how", ["read", "parse", "iter_bytes", "iter_lines"])
@pytest.mark.parametrize(
    ("ending", "error"), [(Ending.CUT, APIConnectionError), (Ending.HANG, APITimeoutError)]
)
def test_a_body_that_never_arrives_whole_raises(
    kit: Kit, loopback: Loopback, how: str, ending: Ending, error: type[APIConnectionError]
) -> None:
    loopback.reply(chunks=[b'{"id": '], content_type="application/json", ending=ending)
    client = kit.client(loopback.url, timeout=0.05)
    streamed = wrapped(kit, "streamed", methods(kit, client))

    async def use_async(response: Any) -> None:
        if how.startswith("iter"):
            async for _ in getattr(response, how)():
                pass
        else:
            await getattr(response, how)()

    def use(response: Any) -> None:
        for _ in getattr(response, how)():
            pass

    with pytest.raises(APIConnectionError) as caught:
        enter(kit, streamed("/jobs/1"), use_async if kit.is_async else use)
    assert type(caught.value) is error
    assert isinstance(caught.value.__cause__, httpx2.TransportError)
    assert caught.value.request.url.path == "/jobs/1"
