"""Answers of a mock: bodies, streams of events, and connections that break; no input or output here."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from http import HTTPStatus
from typing import Any, cast

import httpx2
from pydantic import BaseModel

from ._settings import ERROR_KEY, STREAM_RULES
from ._sse import ServerSentEvent, is_json_lines

__all__ = ["Reply", "error_body", "json_bytes", "stream_chunks"]


@dataclass(frozen=True)
class Reply:
    """One answer: ``after`` so many seconds a head, then chunks; with ``cut`` the connection breaks then.

    Without a status the connection breaks before anything is answered.
    """

    status: int | None
    headers: Mapping[str, str]
    chunks: tuple[bytes, ...] = ()
    cut: bool = False
    after: float = 0.0

    def response(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises :class:`httpx2.ReadError` where the connection breaks at once."""
        if self.status is None:
            raise httpx2.ReadError("the mock cut the connection", request=request)
        content = _Chunks(self.chunks, self.cut, request)
        return httpx2.Response(self.status, headers=self.headers, stream=content)


class _Chunks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The body of an answer, for either kind of client."""

    def __init__(self, chunks: tuple[bytes, ...], cut: bool, request: httpx2.Request) -> None:
        self._chunks = chunks
        self._cut = cut
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks
        if self._cut:
            raise httpx2.ReadError("the mock cut the connection", request=self._request)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def json_bytes(value: object) -> bytes:
    """The value as JSON; models are written as the server would send them."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is nothing that a server could send as JSON")


def error_body(status: int) -> object:
    """A body for an error of this status, with its message where this API has it."""
    phrases = {item.value: item.phrase for item in HTTPStatus}
    message = {"message": phrases.get(status, "error")}
    return {ERROR_KEY: message} if ERROR_KEY else message


def stream_chunks(
    events: Iterable[object], media_type: str, *, first_id: int | None, end: bool
) -> Iterator[bytes]:
    """The chunks of a stream, one for each event, and the mark of its end where the API has one."""
    if is_json_lines(media_type):
        for event in events:
            yield event if isinstance(event, bytes) else json_bytes(event) + b"\n"
        return
    for number, event in enumerate(events):
        mark = b"" if first_id is None else f"id: {first_id + number}\n".encode()
        yield mark + _event_bytes(event)
    if end:
        yield from _end_mark()


def _event_bytes(event: Any) -> bytes:
    """An event as a server sends it; text and bytes are sent as they are."""
    if isinstance(event, (str, bytes)):
        return event.encode() if isinstance(event, str) else event
    if isinstance(event, ServerSentEvent):
        head = f"id: {event.id}\n" if event.id else ""
        return head.encode() + _named(event.event, event.data.encode())
    if isinstance(event, tuple):
        name, data, *_ = cast("Any", event)
        return _named(name, json_bytes(data))
    if any(rule.envelope for rule in STREAM_RULES):
        envelope: Any = json.loads(json_bytes(event))
        if isinstance(envelope, dict) and "event" in envelope:
            members = cast("dict[str, Any]", envelope)
            return _named(members["event"], json_bytes(members.get("data", {})))
    return _named(None, json_bytes(event))


def _named(name: str | None, data: bytes) -> bytes:
    head = f"event: {name}\n".encode() if name else b""
    lines = b"".join(b"data: " + line + b"\n" for line in data.split(b"\n"))
    return head + lines + b"\n"


def _end_mark() -> Iterator[bytes]:
    for rule in STREAM_RULES:
        if rule.action == "done":
            event = rule.event[0] if isinstance(rule.event, tuple) else rule.event
            name = event if isinstance(event, str) else None
            yield _named(name, (rule.data_starts_with or "{}").encode())
            return
