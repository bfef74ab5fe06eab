"""The scripted server is checked with a raw socket and with httpx2, so that tests can trust it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.support.loopback import Ending, Loopback, Recorded, Reply, make_reply, sse


@pytest.fixture
def http(loopback: Loopback) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=loopback.url, timeout=5) as client:
        yield client


def dial(server: Loopback) -> socket.socket:
    address = urlsplit(server.url)
    assert address.hostname
    assert address.port
    return socket.create_connection((address.hostname, address.port), timeout=5)


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def test_records_the_request_as_it_was_sent(loopback: Loopback) -> None:
    loopback.reply(204, ending=Ending.CLOSE)
    with dial(loopback) as raw:
        raw.sendall(
            b"POST //a%2Fb?x[]=1&x[]=&y=%20 HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nx-two: 2\r\n"
            b'Content-Length: 8\r\n\r\n{"a": 1}'
        )
        assert read_all(raw).startswith(b"HTTP/1.1 204 ")
    (request,) = loopback.requests
    assert (request.method, request.path) == ("POST", "//a%2Fb")
    assert request.query == "x[]=1&x[]=&y=%20"
    assert request.query_items == [("x[]", "1"), ("x[]", ""), ("y", " ")]
    assert request.headers[1:3] == (("X-Two", "1"), ("x-two", "2"))
    assert request.header_values("X-TWO") == ["1", "2"]
    assert request.header("absent") is None
    assert request.json() == {"a": 1}


def test_reads_a_chunked_request_body(loopback: Loopback, http: httpx2.Client) -> None:
    loopback.reply(json={})
    http.post("/", content=iter([b"ab", b"c" * 70000]))
    (request,) = loopback.requests
    assert request.header("transfer-encoding") == "chunked"
    assert request.body == b"ab" + b"c" * 70000


def test_replies_come_in_order_on_one_kept_connection(
    loopback: Loopback, http: httpx2.Client
) -> None:
    loopback.reply(500, body=b"first", headers={"Retry-After": "1"})
    loopback.reply(json={"n": 2})
    assert loopback.pending == 2
    first, second = http.get("/1"), http.get("/2")
    assert (first.status_code, first.text, first.headers["retry-after"]) == (500, "first", "1")
    assert (second.headers["content-type"], second.json()) == ("application/json", {"n": 2})
    assert [r.connection for r in loopback.requests] == [0, 0]
    assert loopback.pending == 0


def test_close_ends_the_connection_after_a_whole_body(
    loopback: Loopback, http: httpx2.Client
) -> None:
    loopback.reply(json=[1], ending=Ending.CLOSE)
    loopback.reply(json=[2])
    assert http.get("/").headers["connection"] == "close"
    assert http.get("/").json() == [2]
    assert [r.connection for r in loopback.requests] == [0, 1]


def test_head_and_no_content_carry_no_body(loopback: Loopback, http: httpx2.Client) -> None:
    loopback.reply(json={"a": 1})
    loopback.reply(204)
    loopback.reply(json={"b": 2})
    assert http.head("/").headers["content-length"] == "8"
    assert "content-length" not in http.get("/").headers
    assert http.get("/").json() == {"b": 2}


def test_chunks_wait_for_their_event(loopback: Loopback, http: httpx2.Client) -> None:
    go = threading.Event()
    loopback.stream(sse("one"), go, b"data: t", b"wo\n\n", sse(done=True))
    with http.stream("GET", "/") as response:
        parts = response.iter_raw()
        assert response.headers["content-type"] == "text/event-stream"
        assert next(parts) == b"data: one\n\n"
        go.set()
        assert b"".join(parts) == b"data: two\n\ndata: [DONE]\n\n"


def test_before_holds_back_the_status_line(loopback: Loopback, http: httpx2.Client) -> None:
    go = threading.Event()
    loopback.reply(json={}, before=go)
    with pytest.raises(httpx2.ReadTimeout):
        http.get("/", timeout=0.05)
    loopback.wait_closed(0)
    assert not go.is_set()


@pytest.mark.parametrize("ending", [Ending.CUT, Ending.RESET])
def test_a_broken_body_is_never_whole(loopback: Loopback, ending: Ending) -> None:
    loopback.stream(b"data: 1\n\n", ending=ending)
    loopback.reply(body=b"half", ending=ending)
    for _ in range(2):
        with httpx2.Client(timeout=5) as http, pytest.raises(httpx2.TransportError):
            http.get(loopback.url)


def test_cut_is_an_end_and_reset_is_an_error(loopback: Loopback) -> None:
    loopback.drop(Ending.CUT)
    loopback.drop(Ending.RESET)
    with dial(loopback) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert read_all(raw) == b""
    with dial(loopback) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            read_all(raw)


def test_never_answers_and_notices_that_the_client_leaves(
    loopback: Loopback, http: httpx2.Client
) -> None:
    loopback.never()
    with pytest.raises(httpx2.ReadTimeout):
        http.get("/", timeout=0.05)
    loopback.wait_closed(0)


def test_a_header_of_the_script_may_lie(loopback: Loopback, http: httpx2.Client) -> None:
    loopback.reply(chunks=[b"four"], headers={"Content-Length": "4"})
    response = http.get("/")
    assert response.content == b"four"
    assert "transfer-encoding" not in response.headers


def test_answer_takes_over_when_the_queue_is_empty(loopback: Loopback, http: httpx2.Client) -> None:
    def echo(request: Recorded) -> Reply:
        return make_reply(json={"path": request.path})

    loopback.answer(echo)
    loopback.reply(json="queued")
    assert [http.get("/a").json(), http.get("/b").json()] == ["queued", {"path": "/b"}]
    loopback.clear()
    assert loopback.requests == []


def test_an_unscripted_request_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="GET /surprise"), Loopback() as server:
        assert httpx2.get(f"{server.url}/surprise").status_code == 500


def test_an_error_of_the_test_is_not_hidden_by_unscripted_requests() -> None:
    def body() -> None:
        with Loopback() as server:
            httpx2.get(server.url)
            raise KeyError("the test's own")

    with pytest.raises(KeyError):
        body()


def test_waiting_for_what_does_not_come_times_out(loopback: Loopback) -> None:
    with pytest.raises(TimeoutError, match="0 of 1 requests"):
        loopback.wait_for(1, timeout=0.01)
    with pytest.raises(TimeoutError, match="connection 0"):
        loopback.wait_closed(0, timeout=0.01)


def test_wait_for_returns_requests_of_other_threads(loopback: Loopback) -> None:
    loopback.never()
    with dial(loopback) as raw:
        raw.sendall(b"GET /x HTTP/1.1\r\n\r\n")
        assert [r.target for r in loopback.wait_for(1)] == ["/x"]


def test_closing_releases_everything_that_waits() -> None:
    before = threading.active_count()
    started = time.monotonic()
    with Loopback() as server, dial(server) as hanging, dial(server) as waiting, dial(server):
        server.never()
        server.stream(b"a", threading.Event())
        hanging.sendall(b"GET / HTTP/1.1\r\n\r\n")
        server.wait_for(1)
        waiting.sendall(b"GET / HTTP/1.1\r\n\r\n")
        server.wait_for(2)
    assert time.monotonic() - started < 4
    assert threading.active_count() == before


def test_one_kind_of_body_only() -> None:
    with pytest.raises(ValueError, match="one of"):
        make_reply(json={}, body=b"")


def test_sse_writes_named_events_and_done() -> None:
    text = sse({"event": "thread.created", "data": {"id": 1}}, "x", done=True)
    assert text == b'event: thread.created\ndata: {"id": 1}\n\ndata: x\n\ndata: [DONE]\n\n'
