"""A recording reverse proxy on 127.0.0.1 that can cut answers, for tests with a real server.

    with Proxy("http://127.0.0.1:2024") as proxy:
        proxy.cut_next(events=2)
        list(get_sync_client(url=proxy.url).runs.stream(None, "echoing"))
    assert [r.method for r in proxy.requests] == ["POST", "GET"]

It is the scripted server whose script is another server: what arrives is passed on, what comes back
is sent on as it arrives. If the client goes, the proxy's connection to the server goes too.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections import deque
from collections.abc import Generator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from types import TracebackType
from urllib.parse import urlsplit

from tests.support.loopback import Loopback
from tests.support.messages import Ending, Recorded, Reply, Step

_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})

Steps = Generator[Step, None, None]

_EVENT_END = re.compile(rb"\r\n\r\n|\n\n|\r\r")


class Proxy:
    """Passes requests on to `upstream` (`http://host:port`) and keeps what it saw."""

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream)
        self._loopback = Loopback()
        self._loopback.answer(self._forward)
        self._cuts: deque[int] = deque()

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return self._loopback.url

    @property
    def requests(self) -> list[Recorded]:
        """What clients have sent so far, in the order of arrival."""
        return self._loopback.requests

    def cut_next(self, *, events: int) -> None:
        """Cut the next answer that can be taken up again (has a Location) after so many events.

        0 cuts right after the headers, whatever the body is. Several cuts are used in turn.
        """
        self._cuts.append(events)

    def __enter__(self) -> Proxy:
        self._loopback.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loopback.__exit__(kind, error, trace)

    def _forward(self, request: Recorded) -> Reply:
        connection = HTTPConnection(self._upstream.hostname or "", self._upstream.port)
        connection.putrequest(
            request.method, request.target, skip_host=True, skip_accept_encoding=True
        )
        for name, value in request.headers:
            if name.lower() not in _HOP_BY_HOP:
                connection.putheader(name, value)
        if request.body or request.method != "GET":
            connection.putheader("content-length", str(len(request.body)))
        connection.endheaders(request.body or None)
        socket_to_server = (
            connection.sock
        )  # an answer that closes takes it away from the connection
        response = connection.getresponse()
        cut = self._cuts.popleft() if self._cuts and response.getheader("location") else None
        headers = tuple(
            (name, value)
            for name, value in response.getheaders()
            if name.lower() not in _HOP_BY_HOP
        )
        if response.status == 204:
            connection.close()
            return Reply(response.status, headers)
        steps = _Relay(response, socket_to_server).steps()
        if cut is None:
            return Reply(response.status, headers, steps, chunked=True)
        return Reply(response.status, headers, _until(steps, cut), True, Ending.CUT)


class _Relay:
    """Reads an answer in a thread of its own, so that a client that goes is noticed meanwhile."""

    def __init__(self, response: HTTPResponse, socket_to_server: socket.socket) -> None:
        self._socket = socket_to_server
        self._response = response
        self._chunks: deque[bytes] = deque()
        self._arrived = threading.Event()
        self._thread = threading.Thread(target=self._read, name="relay")

    def steps(self) -> Steps:
        """The body as it arrives; closing the iterator closes the connection to the server."""
        self._thread.start()
        try:
            chunk = b"-"
            while chunk:
                yield self._arrived
                self._arrived.clear()
                while self._chunks and chunk:
                    chunk = self._chunks.popleft()
                    yield chunk
        finally:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._thread.join()
            self._response.close()
            self._socket.close()

    def _read(self) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = self._response.read1(65536)
            except (OSError, HTTPException, ValueError):
                chunk = b""
            self._chunks.append(chunk)
            self._arrived.set()


def _until(steps: Steps, events: int) -> Steps:
    """The steps up to the end of the given number of server-sent events."""
    with contextlib.closing(steps) as source:
        for step in source if events else ():
            if not isinstance(step, bytes):
                yield step
                continue
            ends = [match.end() for match in _EVENT_END.finditer(step)]
            if len(ends) >= events:
                yield step[: ends[events - 1]]
                return
            events -= len(ends)
            yield step
