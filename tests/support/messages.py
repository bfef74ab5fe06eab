"""What the loopback server reads and writes: recorded requests and scripted replies."""

from __future__ import annotations

import json as json_codec
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

Headers = list[tuple[str, str]] | tuple[tuple[str, str], ...] | Mapping[str, str]
"""Header lines in the order they go out; in pairs a name may repeat."""

Step = bytes | threading.Event
"""Bytes are sent at once; an event is waited for, which makes slow servers without sleeping."""


class Ending(Enum):
    """What happens to the connection when everything scripted has been sent."""

    KEEP = "keep"
    """Finish the body as HTTP wants it and keep the connection for the next request."""
    CLOSE = "close"
    """Finish the body, then close the connection."""
    CUT = "cut"
    """Leave the body unfinished and shut the connection down (the client reads an early end)."""
    RESET = "reset"
    """Leave the body unfinished and reset the connection (the client reads ECONNRESET)."""
    HANG = "hang"
    """Leave the body unfinished and send nothing more until the client or the server closes."""


@dataclass(frozen=True)
class Recorded:
    """One request as it came over the wire.

    `target` is the second word of the request line, untouched; `connection` numbers the TCP
    connections from 0, so that two requests on one kept connection can be told from two dials.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    connection: int

    @property
    def path(self) -> str:
        """The target up to `?`, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The target after `?`, still percent-encoded; empty if there is none."""
        return self.target.partition("?")[2]

    @property
    def query_items(self) -> list[tuple[str, str]]:
        """The decoded members of the query, in order, empty values kept."""
        return parse_qsl(self.query, keep_blank_values=True)

    def header(self, name: str) -> str | None:
        """The first header of that name (any case), or None."""
        return next(iter(self.header_values(name)), None)

    def header_values(self, name: str) -> list[str]:
        """Every header of that name (any case), in order."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def json(self) -> Any:
        """The body read as JSON; raises `ValueError` if it is not JSON."""
        return json_codec.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    `steps` empty and `ending` KEEP or CLOSE is a complete answer with an empty body. `status` None
    sends no status line at all: with CUT, RESET or HANG the client never sees an answer.
    `chunked` picks the framing: True is chunked transfer coding with one chunk for each bytes
    step, False is a Content-Length over all steps (one more where the body stays unfinished).
    A Content-Length or Transfer-Encoding among `headers` replaces the one the server would send,
    so that a reply can lie. `before` is waited for after the request was read and before anything
    is sent. `steps` may be a generator if the framing is chunked; it is closed with the answer.
    """

    status: int | None = 200
    headers: tuple[tuple[str, str], ...] = ()
    steps: Iterable[Step] = ()
    chunked: bool = False
    ending: Ending = Ending.KEEP
    before: threading.Event | None = None

    @property
    def finishes(self) -> bool:
        """Whether the body is sent whole."""
        return self.ending in (Ending.KEEP, Ending.CLOSE)

    def head(self, *, has_body: bool) -> bytes:
        """The status line and the headers as bytes; empty if `status` is None."""
        if self.status is None:
            return b""
        lines = [f"HTTP/1.1 {self.status} Scripted", *(f"{k}: {v}" for k, v in self.headers)]
        given = {name.lower() for name, _ in self.headers}
        if has_body and not given & {"content-length", "transfer-encoding"}:
            lines.append(self._framing())
        if self.ending is Ending.CLOSE and "connection" not in given:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    @property
    def _coded(self) -> bool:
        given = {name.lower() for name, _ in self.headers}
        return self.chunked and "content-length" not in given

    def _framing(self) -> str:
        if self.chunked:
            return "Transfer-Encoding: chunked"
        promised = sum(len(step) for step in self.steps if isinstance(step, bytes))
        return f"Content-Length: {promised + (not self.finishes)}"

    def frame(self, data: bytes) -> bytes:
        """One bytes step as it goes on the wire; an empty one sends nothing."""
        return b"%x\r\n%s\r\n" % (len(data), data) if self._coded and data else data

    def tail(self) -> bytes:
        """What ends the body: the last chunk, or nothing."""
        return b"0\r\n\r\n" if self._coded else b""


def make_reply(
    status: int = 200,
    *,
    json: Any = None,
    body: bytes | None = None,
    chunks: Sequence[Step] | None = None,
    content_type: str | None = None,
    headers: Headers = (),
    ending: Ending = Ending.KEEP,
    before: threading.Event | None = None,
) -> Reply:
    """A reply with one of `json` (encoded, application/json), `body` or `chunks` (chunked coding).

    `content_type` adds that header unless `headers` has one. Raises `ValueError` if more than one
    kind of body is given. A JSON null is `body=b"null"`.
    """
    if sum(part is not None for part in (json, body, chunks)) > 1:
        raise ValueError("give one of json, body and chunks")
    lines = tuple(headers if isinstance(headers, list | tuple) else headers.items())
    steps: tuple[Step, ...] = tuple(chunks or ())
    if json is not None:
        steps, content_type = (json_codec.dumps(json).encode(),), content_type or "application/json"
    elif body is not None:
        steps = (body,)
    if content_type and all(name.lower() != "content-type" for name, _ in lines):
        lines = (("Content-Type", content_type), *lines)
    return Reply(status, lines, steps, chunks is not None, ending, before)


def sse(*events: str | Mapping[str, Any], done: bool = False) -> bytes:
    """Event-stream bytes: a mapping has `event` and `data` (encoded as JSON), a str is data alone.

    `done` appends the `[DONE]` that some servers end their streams with.
    """
    return b"".join(_event(event) for event in [*events, *(["[DONE]"] if done else [])])


def _event(event: str | Mapping[str, Any]) -> bytes:
    if isinstance(event, str):
        return f"data: {event}\n\n".encode()
    name = f"event: {event['event']}\n" if "event" in event else ""
    return f"{name}data: {json_codec.dumps(event['data'])}\n\n".encode()
