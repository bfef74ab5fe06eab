"""When a request is sent again, how long it waits before, and what it carries then."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import httpx2
import pytest
from sdk_runtime import _client_core
from sdk_runtime._exceptions import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    ConflictError,
    InternalServerError,
    RateLimitError,
)
from sdk_runtime._retries import RetryClock

from tests.behaviour.conftest import Kit
from tests.support.loopback import Ending, Loopback


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 599])
def test_a_retried_status_is_asked_again(kit: Kit, loopback: Loopback, status: int) -> None:
    loopback.reply(status)
    loopback.reply(json={"ok": True})
    client = kit.client(loopback.url)
    assert kit.run(lambda: client.get("/x", cast_to=object)) == {"ok": True}
    assert len(kit.slept) == 1
    assert [r.header("X-SDK-Retry-Count") for r in loopback.requests] == ["0", "1"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 418, 422])
def test_other_statuses_are_final(kit: Kit, loopback: Loopback, status: int) -> None:
    loopback.reply(status)
    client = kit.client(loopback.url)
    with pytest.raises(APIStatusError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert caught.value.status_code == status
    assert kit.slept == []


def test_two_retries_by_default_then_the_last_error(kit: Kit, loopback: Loopback) -> None:
    for status in (500, 429, 503):
        loopback.reply(status, json={"error": {"message": f"at {status}"}})
    client = kit.client(loopback.url)
    with pytest.raises(InternalServerError, match="Error code: 503 - at 503"):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert len(loopback.requests) == 3


@pytest.mark.parametrize("where", ["client", "options", "with_options"])
def test_number_of_retries_can_be_set(kit: Kit, loopback: Loopback, where: str) -> None:
    for _ in range(5):
        loopback.reply(500)
    options = {"max_retries": 4} if where == "options" else {}
    client = kit.client(loopback.url, max_retries=4 if where == "client" else 0)
    if where == "with_options":
        client = client.with_options(max_retries=4)
        kit.record_waits(client)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object, options=options))
    assert len(loopback.requests) == 5


def test_no_retries(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(500)
    client = kit.client(loopback.url, max_retries=0)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object))


@pytest.mark.parametrize(
    ("value", "error"), [(None, TypeError), ("2", TypeError), (True, TypeError), (-1, ValueError)]
)
def test_max_retries_is_checked(kit: Kit, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="max_retries"):
        kit.make(api_key="k", max_retries=value)
    client = kit.mocked(lambda request: httpx2.Response(200))
    with pytest.raises(error, match="max_retries"):
        kit.run(lambda: client.get("/x", cast_to=object, options={"max_retries": value}))


@pytest.mark.parametrize(
    ("status", "verdict", "attempts"),
    [(400, "true", 2), (503, "false", 1), (503, "maybe", 2), (404, "TRUE", 1)],
)
def test_the_server_decides(
    kit: Kit, loopback: Loopback, status: int, verdict: str, attempts: int
) -> None:
    loopback.answer(lambda _: _reply(status, {"x-should-retry": verdict}))
    client = kit.client(loopback.url, max_retries=1)
    with pytest.raises(APIStatusError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert len(loopback.requests) == attempts


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "20"}, 20),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": " 7 "}, 7),
        ({"retry-after": "120"}, 120),
        ({"retry-after-ms": "1500", "retry-after": "20"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3),
        ({"retry-after": formatdate(1_000_030, usegmt=True)}, 30),
        ({"retry-after": "0"}, 0.5),
        ({"retry-after": "-5"}, 0.5),
        ({"retry-after-ms": "0", "retry-after": "20"}, 0.5),
        ({"retry-after": formatdate(999_990, usegmt=True)}, 0.5),
        ({"retry-after": "later"}, 0.5),
        ({"retry-after": "nan"}, 0.5),
        ({"retry-after": "inf"}, 0.5),
        ({}, 0.5),
    ],
)
def test_the_wait_the_server_asks_for(
    kit: Kit, loopback: Loopback, headers: dict[str, str], seconds: float
) -> None:
    loopback.reply(429, headers=headers)
    loopback.reply(json={})
    client = kit.client(loopback.url)
    client._retry_clock = RetryClock(now=lambda: 1_000_000.0, jitter=lambda: 0.0)
    kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == [seconds]


@pytest.mark.parametrize(
    "headers",
    [
        {"retry-after": "121"},
        {"retry-after-ms": "120001"},
        {"retry-after": "1" + "0" * 400},
        {"retry-after": formatdate(1_000_200, usegmt=True)},
        {"retry-after": "300", "x-should-retry": "true"},
    ],
)
def test_too_long_a_wait_means_no_retry(
    kit: Kit, loopback: Loopback, headers: dict[str, str]
) -> None:
    loopback.reply(429, headers=headers)
    client = kit.client(loopback.url)
    client._retry_clock = RetryClock(now=lambda: 1_000_000.0)
    with pytest.raises(RateLimitError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == []


def test_backoff_doubles_up_to_eight_seconds(kit: Kit, loopback: Loopback) -> None:
    loopback.answer(lambda _: _reply(500, {}))
    client = kit.client(loopback.url, max_retries=6)
    client._retry_clock = RetryClock(jitter=lambda: 0.0)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == [0.5, 1, 2, 4, 8, 8]


def test_jitter_takes_up_to_a_quarter_off(kit: Kit, loopback: Loopback) -> None:
    loopback.answer(lambda _: _reply(500, {}))
    client = kit.client(loopback.url, max_retries=1)
    client._retry_clock = RetryClock(jitter=lambda: 0.999)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == [pytest.approx(0.375, abs=1e-3)]


@pytest.mark.parametrize("ending", [Ending.CUT, Ending.RESET])
def test_a_lost_connection_is_tried_again(kit: Kit, loopback: Loopback, ending: Ending) -> None:
    loopback.drop(ending)
    loopback.reply(chunks=[b'{"half":'], content_type="application/json", ending=ending)
    loopback.reply(json={"whole": 1})
    client = kit.client(loopback.url)
    assert kit.run(lambda: client.post("/x", cast_to=object, body={"a": 1})) == {"whole": 1}
    assert [r.json() for r in loopback.requests] == [{"a": 1}] * 3


def test_a_lost_connection_ends_as_an_error_with_its_cause(kit: Kit, loopback: Loopback) -> None:
    loopback.drop()
    client = kit.client(loopback.url, max_retries=0)
    with pytest.raises(APIConnectionError, match="Connection error") as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.TransportError)
    assert caught.value.request.url.path == "/x"
    assert not isinstance(caught.value, APITimeoutError)


def test_timeouts_are_tried_again_and_end_as_an_error(kit: Kit, loopback: Loopback) -> None:
    loopback.never()
    loopback.never()
    client = kit.client(loopback.url, timeout=0.05, max_retries=1)
    with pytest.raises(APITimeoutError, match="Request timed out") as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.ReadTimeout)
    assert len(loopback.requests) == 2


def test_refused_connection(kit: Kit) -> None:
    with Loopback() as server:
        url = server.url
    client = kit.client(url, max_retries=1)
    with pytest.raises(APIConnectionError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.ConnectError)
    assert len(kit.slept) == 1


def test_what_cannot_succeed_is_not_tried_again(kit: Kit) -> None:
    client = kit.client("foo://nowhere")
    with pytest.raises(APIConnectionError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.UnsupportedProtocol)
    assert kit.slept == []


def test_errors_of_another_kind_pass_through(kit: Kit) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise ZeroDivisionError

    client = kit.mocked(handler)
    with pytest.raises(ZeroDivisionError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == []


class TestBodies:
    """A body that cannot be sent twice is sent once."""

    def test_an_iterator_is_not_sent_again(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(503)
        client = kit.client(loopback.url)

        def parts() -> Iterator[bytes]:
            yield b"one "
            yield b"two"

        with pytest.raises(InternalServerError):
            kit.run(lambda: client.post("/x", cast_to=object, content=parts()))
        assert [r.body for r in loopback.requests] == [b"one two"]

    def test_an_unseekable_file_is_not_sent_again(self, kit: Kit, loopback: Loopback) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

        loopback.drop()
        client = kit.client(loopback.url)
        with pytest.raises(APIConnectionError):
            kit.run(lambda: client.post("/x", cast_to=object, content=Pipe(b"once")))
        assert len(loopback.requests) == 1

    def test_a_file_is_sent_again_from_where_it_stood(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(503)
        loopback.reply(json={})
        file = io.BytesIO(b"skipped|kept")
        file.seek(8)
        client = kit.client(loopback.url)
        kit.run(lambda: client.post("/x", cast_to=object, content=file))
        assert [r.body for r in loopback.requests] == [b"kept", b"kept"]
        assert loopback.requests[1].header("content-length") == "4"

    def test_bytes_are_sent_again(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(503)
        loopback.reply(json={})
        client = kit.client(loopback.url)
        kit.run(lambda: client.put("/x", cast_to=object, content=bytearray(b"same")))
        assert [r.body for r in loopback.requests] == [b"same", b"same"]

    def test_a_generator_in_a_json_body_is_the_same_in_each_attempt(
        self, kit: Kit, loopback: Loopback
    ) -> None:
        loopback.reply(503)
        loopback.reply(json={})
        client = kit.client(loopback.url)
        body = {"items": (number for number in range(3))}
        kit.run(lambda: client.post("/x", cast_to=object, body=body))
        assert [r.json() for r in loopback.requests] == [{"items": [0, 1, 2]}] * 2

    def test_uploads_are_sent_again(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(503)
        loopback.reply(json={})
        client = kit.client(loopback.url)
        files = {"file": ("a.txt", io.BytesIO(b"content"))}
        kit.run(lambda: client.post("/x", cast_to=object, files=files))
        assert [b"content" in r.body for r in loopback.requests] == [True, True]

    def test_an_unseekable_upload_is_not_sent_again(self, kit: Kit, loopback: Loopback) -> None:
        class Pipe(io.RawIOBase):
            def __init__(self) -> None:
                self.parts = iter([b"once", b""])

            def readable(self) -> bool:
                return True

            def read(self, size: int = -1) -> bytes:
                return next(self.parts, b"")

        loopback.reply(503)
        client = kit.client(loopback.url)
        with pytest.raises(InternalServerError):
            kit.run(lambda: client.post("/x", cast_to=object, files=[("f", ("a", Pipe()))]))
        assert len(loopback.requests) == 1


def test_the_retry_count_header_can_be_set_or_omitted(kit: Kit, loopback: Loopback) -> None:
    from sdk_runtime._types import omit

    loopback.answer(lambda _: _reply(200, {"content-type": "application/json"}))
    client = kit.client(loopback.url)
    for value in ("42", omit):
        headers = {"x-sdk-retry-count": value}
        kit.run(lambda h=headers: client.get("/x", cast_to=str, options={"headers": h}))
    assert [r.header_values("X-SDK-Retry-Count") for r in loopback.requests] == [["42"], []]


def test_one_idempotency_key_for_all_attempts(
    kit: Kit, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_client_core, "IDEMPOTENCY_HEADER", "Idempotency-Key")
    for status in (503, 200, 200, 200, 200):
        loopback.reply(status, json={})
    client = kit.client(loopback.url)
    kit.run(lambda: client.post("/a", cast_to=object))
    kit.run(lambda: client.post("/b", cast_to=object))
    kit.run(lambda: client.get("/c", cast_to=object))
    kit.run(lambda: client.post("/d", cast_to=object, options={"idempotency_key": "mine"}))
    keys = [r.header("idempotency-key") for r in loopback.requests]
    assert keys[0] is not None
    assert keys[0].startswith("sdk-python-retry-")
    assert keys[0] == keys[1] != keys[2]
    assert keys[3:] == [None, "mine"]


def test_no_idempotency_header_unless_configured(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    client = kit.client(loopback.url)
    kit.run(lambda: client.post("/a", cast_to=object))
    names = [name.lower() for name, _ in loopback.requests[0].headers]
    assert not [name for name in names if "idempotency" in name]


def test_a_subclass_may_decide(kit: Kit, loopback: Loopback) -> None:
    class Stubborn(kit.client_class):
        def _should_retry(self, response: httpx2.Response) -> bool:
            return response.status_code == 409 and super()._should_retry(response)

        def _calculate_retry_timeout(self, *arguments: Any) -> float:
            return 0.25

    for status in (409, 500):
        loopback.reply(status)
    client = Stubborn(api_key="k", base_url=loopback.url)
    kit.record_waits(client)
    with pytest.raises(InternalServerError):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert kit.slept == [0.25]
    kit.run(client.close)


def test_a_retried_response_gives_its_connection_back(kit: Kit, loopback: Loopback) -> None:
    for status in itertools.chain([409] * 3, [200]):
        loopback.reply(status, json={})
    http = kit.http_class(limits=httpx2.Limits(max_connections=1), timeout=2)
    client = kit.client(loopback.url, max_retries=3, http_client=http)
    kit.run(lambda: client.get("/x", cast_to=object))
    loopback.reply(409, json={})
    with pytest.raises(ConflictError):
        kit.run(lambda: client.get("/x", cast_to=object, options={"max_retries": 0}))


def _reply(status: int, headers: dict[str, str]) -> Any:
    from tests.support.loopback import make_reply

    return make_reply(status, headers=headers, body=b"{}")
