"""The proxy between clients and a real server: it passes on, records, cuts and hangs up."""

from __future__ import annotations

import threading
from http.client import HTTPConnection, IncompleteRead

import pytest

from tests.support.loopback import Loopback, sse
from tests.support.proxy import Proxy

EVENTS = [sse({"event": "tick", "data": number}).replace(b"\n", b"\r\n") for number in range(3)]


def _connect(proxy: Proxy) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", int(proxy.url.rpartition(":")[2]), timeout=5)


def _stream(server: Loopback, *, location: bool = True) -> None:
    headers = {"location": "/again"} if location else {}
    server.reply(chunks=EVENTS, content_type="text/event-stream", headers=headers)


def test_requests_and_answers_pass_unchanged_and_are_recorded(loopback: Loopback) -> None:
    loopback.reply(409, json={"detail": "busy"}, headers={"x-told": "1"})
    with Proxy(loopback.url) as proxy:
        connection = _connect(proxy)
        connection.request("POST", "/a%2Fb?c=1&c=2", b"{}", {"x-asked": "2"})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("x-told")) == (409, "1")
        assert answer.read() == b'{"detail": "busy"}'
        connection.close()
        seen = [(r.method, r.target, r.body, r.header("x-asked")) for r in proxy.requests]
    assert seen == [("POST", "/a%2Fb?c=1&c=2", b"{}", "2")]
    assert [(r.method, r.target, r.body, r.header("x-asked")) for r in loopback.requests] == seen


def test_an_answer_without_a_body_leaves_the_connection_usable(loopback: Loopback) -> None:
    loopback.reply(204)
    loopback.reply(json=1)
    with Proxy(loopback.url) as proxy:
        connection = _connect(proxy)
        for expected in (b"", b"1"):
            connection.request("DELETE", "/")
            assert connection.getresponse().read() == expected
        connection.close()


@pytest.mark.parametrize("events", [0, 1, 2])
def test_the_next_answer_with_a_location_is_cut_after_so_many_events(
    loopback: Loopback, events: int
) -> None:
    _stream(loopback, location=False)
    _stream(loopback)
    _stream(loopback)
    with Proxy(loopback.url) as proxy:
        proxy.cut_next(events=events)
        got: list[bytes] = []
        for _ in range(3):
            connection = _connect(proxy)
            connection.request("GET", "/")
            try:
                got.append(connection.getresponse().read())
            except IncompleteRead as error:
                got.append(error.partial)
            connection.close()
    assert got == [b"".join(EVENTS[:count]) for count in (3, events, 3)]


def test_a_client_that_goes_takes_the_connection_to_the_server_with_it(loopback: Loopback) -> None:
    loopback.reply(chunks=[EVENTS[0], threading.Event()], content_type="text/event-stream")
    with Proxy(loopback.url) as proxy:
        connection = _connect(proxy)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.read1() == EVENTS[0]
        answer.close()
        connection.close()
        loopback.wait_closed(0)
