"""A server on 127.0.0.1 whose answers are written byte by byte, so that each of them may be wrong.

    with FaultServer(lambda wire, request, number: wire.send(b"HTTP/1.1 200 OK\\r\\n")) as server:
        ...
    server.requests, server.connections

It counts requests and connections, those that are still open as well.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

_TICK = 0.01


@dataclass(frozen=True)
class Request:
    """A request as it came; ``headers`` by names in lower case, ``connection`` counts from 0."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int


class Gone(Exception):
    """The client has closed the connection, or the server is about to."""


class Wire:
    """The server's end of one connection."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self.socket = connection
        self.is_open = True
        self._closing = closing
        self._received = b""

    def send(self, data: bytes) -> None:
        """Send bytes. Raises :class:`Gone` where the client is."""
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Gone from error

    def hang(self, seconds: float = 3600.0) -> None:
        """Do nothing until the time is over. Raises :class:`Gone` when the client closes meanwhile."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._closing.is_set():
                raise Gone
            readable, _, _ = select.select([self.socket], [], [], min(_TICK, seconds))
            if readable and not self._peeked():
                raise Gone

    def _peeked(self) -> bytes:
        try:
            return self.socket.recv(1, socket.MSG_PEEK)
        except OSError:
            return b""

    def drip(self, data: bytes, seconds: float) -> None:
        """Send bytes one by one, so many seconds apart."""
        for byte in data:
            self.send(bytes((byte,)))
            self.hang(seconds)

    def close(self) -> None:
        """Close politely."""
        if self.is_open:
            self.is_open = False
            with contextlib.suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)
            self.socket.close()

    def reset(self) -> None:
        """Reset the connection."""
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.is_open = False
        self.socket.close()

    def read_until(self, end: bytes) -> bytes:
        """What comes up to ``end``, which is included."""
        while end not in self._received:
            self._read()
        data, _, self._received = self._received.partition(end)
        return data + end

    def read_exactly(self, count: int) -> bytes:
        """So many bytes."""
        while len(self._received) < count:
            self._read()
        data, self._received = self._received[:count], self._received[count:]
        return data

    def _read(self) -> None:
        try:
            data = self.socket.recv(65536)
        except OSError as error:
            raise Gone from error
        if not data:
            raise Gone
        self._received += data


Play = Callable[[Wire, Request, int], None]


class FaultServer:
    """Answers its n-th request (from 0) by ``play``; a connection that it leaves open is kept."""

    def __init__(self, play: Play) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self._play = play
        self._changed = threading.Condition()
        self._open: set[Wire] = set()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._port = int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self._port}"

    def open_connections(self, patience: float = 2.0) -> int:
        """How many clients have not closed; waits so many seconds for zero."""
        with self._changed:
            self._changed.wait_for(lambda: not self._open, patience)
            return len(self._open)

    def wait_for(self, count: int, timeout: float = 10.0) -> None:
        """Return once so many requests came. Raises :class:`TimeoutError`."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.requests) >= count, timeout):
                raise TimeoutError(f"{len(self.requests)} of {count} requests in {timeout} s")

    def __enter__(self) -> FaultServer:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._changed:
            for wire in self._open:
                with contextlib.suppress(OSError):
                    wire.socket.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="faults", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire = Wire(connection, self._closing)
            with self._changed:
                number, self.connections = self.connections, self.connections + 1
                self._open.add(wire)
                if self._closing.is_set():
                    wire.close()
            self._start(self._serve, wire, number)

    def _serve(self, wire: Wire, number: int) -> None:
        try:
            while wire.is_open:
                request = _read_request(wire, number)
                with self._changed:
                    count = len(self.requests)
                    self.requests.append(request)
                    self._changed.notify_all()
                self._play(wire, request, count)
        except Gone:
            pass
        finally:
            wire.close()
            with self._changed:
                self._open.discard(wire)
                self._changed.notify_all()


def _read_request(wire: Wire, connection: int) -> Request:
    first, *lines = wire.read_until(b"\r\n\r\n").decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _read_chunks(wire)
    else:
        body = wire.read_exactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body, connection)


def _read_chunks(wire: Wire) -> bytes:
    body = b""
    while size := int(wire.read_until(b"\r\n"), 16):
        body += wire.read_exactly(size)
        wire.read_until(b"\r\n")
    wire.read_until(b"\r\n")
    return body
