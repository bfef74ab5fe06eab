"""A scripted HTTP/1.1 server on 127.0.0.1 for tests: replies are queued, requests are read back.

    with Loopback() as server:
        server.reply(503, headers={"retry-after-ms": "1"})
        server.reply(json={"id": "run_1"})
        client = OpenAI(base_url=server.url, api_key="k")
        client.beta.threads.runs.retrieve("run_1", thread_id="thread_1")
    assert [r.path for r in server.requests] == 2 * ["/threads/thread_1/runs/run_1"]

Every connection has its own thread, the port is a free one, nothing sleeps: slow servers wait for
a `threading.Event` that the test sets. Leaving the `with` block releases whatever still waits,
joins all threads and raises `AssertionError` if a request came for which nothing was scripted.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Any

from tests.support.messages import Ending, Headers, Recorded, Reply, Step, make_reply, sse

__all__ = ["Ending", "Loopback", "Recorded", "Reply", "Step", "make_reply", "sse"]

_TICK = 0.01
"""Seconds between two looks at "has the peer or the server closed?" while a reply waits."""

_WITHOUT_BODY = frozenset({204, 304})


class Loopback:
    """The server. Queued replies are used first in, first out, then `answer`'s function."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._queue: deque[Reply] = deque()
        self._answer: Callable[[Recorded], Reply] | None = None
        self._requests: list[Recorded] = []
        self._unscripted: list[Recorded] = []
        self._closed_connections: set[int] = set()
        self.closing = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": _TICK}, name="loopback"
        )

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def requests(self) -> list[Recorded]:
        """A copy of what has been received so far, in the order of arrival."""
        with self._lock:
            return list(self._requests)

    @property
    def pending(self) -> int:
        """How many queued replies nobody has asked for yet."""
        with self._lock:
            return len(self._queue)

    def reply(
        self,
        status: int = 200,
        *,
        json: Any = None,
        body: bytes | None = None,
        chunks: Sequence[Step] | None = None,
        content_type: str | None = None,
        headers: Headers = (),
        ending: Ending = Ending.KEEP,
        before: threading.Event | None = None,
    ) -> None:
        """Queue one answer; the arguments are those of `make_reply`."""
        self.queue(
            make_reply(
                status,
                json=json,
                body=body,
                chunks=chunks,
                content_type=content_type,
                headers=headers,
                ending=ending,
                before=before,
            )
        )

    def stream(self, *chunks: Step, ending: Ending = Ending.KEEP, headers: Headers = ()) -> None:
        """Queue a `text/event-stream` of these chunks."""
        self.reply(chunks=chunks, content_type="text/event-stream", headers=headers, ending=ending)

    def drop(self, ending: Ending = Ending.RESET) -> None:
        """Queue a connection that ends (or hangs) without a single byte of an answer."""
        self.queue(Reply(status=None, ending=ending))

    def never(self) -> None:
        """Queue a request that is read and never answered."""
        self.drop(Ending.HANG)

    def queue(self, *replies: Reply) -> None:
        """Queue replies made by `make_reply` or by hand."""
        with self._lock:
            self._queue.extend(replies)

    def answer(self, respond: Callable[[Recorded], Reply]) -> None:
        """Answer whatever comes while the queue is empty by what `respond` returns for it."""
        with self._lock:
            self._answer = respond

    def clear(self) -> None:
        """Forget recorded requests and queued replies; connections stay open."""
        with self._lock:
            self._queue.clear()
            self._requests.clear()

    def wait_for(self, count: int, timeout: float = 5.0) -> list[Recorded]:
        """The requests, once there are `count`; raises `TimeoutError` after `timeout` seconds."""
        with self._lock:
            if not self._lock.wait_for(lambda: len(self._requests) >= count, timeout):
                raise TimeoutError(f"{len(self._requests)} of {count} requests in {timeout} s")
            return list(self._requests)

    def wait_closed(self, connection: int = 0, timeout: float = 5.0) -> None:
        """Return once the client has closed that connection, or the server has.

        Raises `TimeoutError` after `timeout` seconds. This is how a test sees that a client let
        go of a response: while a reply waits or hangs, a closing peer is noticed.
        """
        with self._lock:
            if not self._lock.wait_for(lambda: connection in self._closed_connections, timeout):
                raise TimeoutError(f"connection {connection} is still open after {timeout} s")

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()
        if error is None and self._unscripted:
            seen = ", ".join(f"{r.method} {r.target}" for r in self._unscripted)
            raise AssertionError(f"requests that no reply was scripted for: {seen}")

    # What the connections' threads call; `closing` is set when they must end.

    def take(self, request: Recorded) -> Reply:
        """Record a request and give its reply: queued, else answered, else a 500 that fails the test."""
        with self._lock:
            self._requests.append(request)
            self._lock.notify_all()
            if self._queue:
                return self._queue.popleft()
            respond = self._answer
            if respond is None:
                self._unscripted.append(request)
        if respond is not None:
            return respond(request)
        return make_reply(
            500, body=b"no reply scripted", headers={"x-should-retry": "false"}, ending=Ending.CLOSE
        )

    def connection_closed(self, number: int) -> None:
        """Note that a connection has ended, whoever ended it."""
        with self._lock:
            self._closed_connections.add(number)
            self._lock.notify_all()


class _Server(ThreadingTCPServer):  # HTTPServer would ask the resolver for its own name
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, script: Loopback) -> None:
        self.script = script
        self._open: dict[int, socket.socket] = {}
        self._count = 0
        self._hung_up = False
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def register(self, connection: socket.socket) -> int:
        with self._guard:
            number = self._count
            self._count += 1
            self._open[number] = connection
            if self._hung_up:
                _shut(connection)
            return number

    def forget(self, number: int) -> None:
        with self._guard:
            self._open.pop(number, None)
        self.script.connection_closed(number)

    def hang_up(self) -> None:
        """Wake every thread that still reads from a kept connection, now and from now on."""
        with self._guard:
            self._hung_up = True
            for connection in self._open.values():
                _shut(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, _Server)
        self._host = self.server
        self._number = self._host.register(self.connection)

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self._host.forget(self._number)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr."""

    def handle_one_request(self) -> None:
        """Read one request, take its reply from the script and play it."""
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            return
        request = Recorded(
            method=self.command,
            target=self.requestline.split(" ")[1],
            headers=tuple(self.headers.items()),
            body=self._read_body(),
            connection=self._number,
        )
        reply = self._host.script.take(request)
        try:
            self._play(reply)
        finally:
            close: Callable[[], None] | None = getattr(reply.steps, "close", None)
            if close:
                close()

    def _read_body(self) -> bytes:
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            return b"".join(iter(self._read_chunk, b""))
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def _read_chunk(self) -> bytes:
        size = int(self.rfile.readline().split(b";")[0], 16)
        data = self.rfile.read(size)
        self.rfile.readline()
        return data

    def _play(self, reply: Reply) -> None:
        may_have_body = reply.status not in _WITHOUT_BODY
        has_body = may_have_body and self.command != "HEAD"
        if reply.before and not self._wait(reply.before):
            return
        self.wfile.write(reply.head(has_body=may_have_body))
        for step in reply.steps if has_body else ():
            if isinstance(step, threading.Event):
                if not self._wait(step):
                    return
            else:
                self.wfile.write(reply.frame(step))
        self._end(reply, has_body)

    def _end(self, reply: Reply, has_body: bool) -> None:
        if reply.finishes:
            self.wfile.write(reply.tail() if has_body else b"")
            self.close_connection = self.close_connection or reply.ending is Ending.CLOSE
        elif reply.ending is Ending.HANG:
            self._wait(threading.Event())
            self.close_connection = True
        else:
            self._break(reset=reply.ending is Ending.RESET)

    def _wait(self, event: threading.Event) -> bool:
        """Wait for the event; False (and the connection is done) if either side closes first."""
        while not event.wait(_TICK):
            if self._host.script.closing.is_set() or self._peer_is_gone():
                self.close_connection = True
                return False
        return True

    def _peer_is_gone(self) -> bool:
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _break(self, *, reset: bool) -> None:
        self.close_connection = True
        if not reset:
            _shut(self.connection)
            return
        linger_zero = struct.pack("ii", 1, 0)  # closing a socket so sends RST, not FIN
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_zero)
        self.rfile.close()
        self.connection.close()


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may be closed already
        connection.shutdown(socket.SHUT_RDWR)
