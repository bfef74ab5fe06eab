"""A loopback server with canned answers, in a process of its own so that its work is nobody's CPU time.

usage: python -m benchmarks.clients.server

Prints its port, then answers until its input ends. What is answered depends on the last part of the path or, for
streams and pages, on the thread in it:

- ``/threads/t/runs/<id>``: a run; ids that begin with ``drifted``, ``missing``, ``busy`` and ``polled`` give one that
  has outgrown the document, a 404, a 503 before each run, and two states before the final one.
- ``/threads/<shape>-<count>/runs``: with POST so many message deltas; the shape is ``packed`` (chunks of 64 KiB),
  ``split`` (a chunk each) or ``drifted`` (packed, each delta with something that no document knows).
- ``/threads/pages-<count>/runs``: with GET so many runs, a hundred to a page.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from benchmarks.clients.worker import allow_many_files
from tests.differential import samples

PAGE = 100
_CHUNK = 65_536
_DRIFT = {"priority": {"level": 3}, "status": "hibernating"}


def _encoded(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _answer(body: bytes, status: str = "200 OK", *further: str) -> bytes:
    headers = [f"HTTP/1.1 {status}", "Content-Type: application/json", *further]
    head = "\r\n".join([*headers, f"Content-Length: {len(body)}", "", ""])
    return head.encode() + body


@cache
def _run(state: str) -> bytes:
    return _answer(_encoded(samples.run(status=state)))


@cache
def _drifted_run() -> bytes:
    grown = {"type": "calculator", "calculator": {"digits": 9}}
    return _answer(_encoded(samples.run(**_DRIFT, tools=[*samples.TOOLS, grown], model=None)))


@cache
def _missing() -> bytes:
    error = {"message": "No run found", "type": "invalid_request_error", "param": None}
    return _answer(_encoded({"error": {**error, "code": "not_found"}}), "404 Not Found")


def _delta(shape: str) -> bytes:
    part: dict[str, Any] = {"index": 0, "type": "text", "text": {"value": "some words "}}
    if shape == "drifted":
        part["text"]["value"] = 1.5
        part["weight"] = {"of": "words"}
    return b"event: thread.message.delta\ndata: %b\n\n" % _encoded(samples.message_delta(part))


def _chunked(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


@cache
def stream(shape: str, count: int, last: bytes = b"event: done\ndata: [DONE]\n\n") -> bytes:
    """The whole answer of an event stream, which ends with the event ``last``."""
    begun = _encoded(samples.message(status="in_progress", content=[]))
    first = b"event: thread.message.created\ndata: %b\n\n" % begun
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    if shape == "split":
        body = _chunked(first) + _chunked(_delta(shape)) * count + _chunked(last)
    else:
        text = first + _delta(shape) * count + last
        pieces = range(0, len(text), _CHUNK)
        body = b"".join(_chunked(text[start : start + _CHUNK]) for start in pieces)
    return head + body + b"0\r\n\r\n"


@cache
def _page(count: int, first: int) -> bytes:
    runs = [samples.run(id=f"run_{first + place}") for place in range(min(PAGE, count - first))]
    ends = {"first_id": runs[0]["id"], "last_id": runs[-1]["id"]}
    more = first + PAGE < count
    return _answer(_encoded({"object": "list", "data": runs, "has_more": more, **ends}))


class Server(asyncio.Protocol):
    """One connection. What is counted is counted for all."""

    asked: Counter[str] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._data = b""

    def data_received(self, data: bytes) -> None:
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].decode("latin-1")
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
            whole = end + 4 + int(fields.get("content-length", "0"))
            if len(self._data) < whole:
                return
            self._data = self._data[whole:]
            method, target, _ = head.split("\r\n")[0].split(" ")
            self._transport.write(self.answer(method, target))

    def answer(self, method: str, target: str) -> bytes:
        """The bytes to answer a request with."""
        path, _, query = target.partition("?")
        last = path.rpartition("/")[2]
        thread = path.partition("/threads/")[2].partition("/")[0]
        shape, _, count = thread.partition("-")
        if method == "POST":
            end = {"last": b"event: end\n\n"} if last == "stream" else {}  # LangGraph's way
            return stream(shape, int(count), **end)
        if shape == "pages":
            after = parse_qs(query).get("after", ["run_-1"])[0]
            return _page(int(count), int(after.removeprefix("run_")) + 1)
        return self._one(last)

    def _one(self, run_id: str) -> bytes:
        kind = run_id.partition("-")[0]
        Server.asked[run_id] += 1
        nth = Server.asked[run_id]
        if kind == "missing":
            return _missing()
        if kind == "drifted":
            return _drifted_run()
        if kind == "busy" and nth % 2:
            return _answer(b"{}", "503 Service Unavailable", "Retry-After-Ms: 1")
        if kind == "polled" and nth % 3:
            return _run("queued" if nth % 3 == 1 else "in_progress")
        return _run("completed")


async def main() -> None:
    """Serve until standard input ends."""
    allow_many_files()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
