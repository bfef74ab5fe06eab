"""Server-sent events and JSON lines, decoded from chunks of bytes; no input or output here.

Decoders follow the WHATWG specification of event streams: any line ending, also one that is split over
two chunks; a byte order mark at the start; comments; data over several lines; an event counts only when
the blank line after it has come. Each byte is looked at a fixed number of times, however it is chunked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from typing_extensions import override

from ._types import StreamRule

__all__ = [
    "MAX_EVENT_BYTES",
    "EventDecoder",
    "EventTooLongError",
    "JSONLinesDecoder",
    "JSONSequenceDecoder",
    "RuleMatch",
    "SSEDecoder",
    "ServerSentEvent",
    "StreamRule",
    "StreamRules",
    "is_event_stream",
    "is_json_lines",
    "is_json_sequence",
]

MAX_EVENT_BYTES = 64 << 20
"""How much of an event that has not ended is kept."""
_MAX_EVENT_LINES = 1 << 18

_BOM = b"\xef\xbb\xbf"
_JSON_LINES = ("ndjson", "jsonl", "json-lines", "jsonlines", "json-seq", "stream+json")


class ServerSentEvent:
    """One event: its name, its data, the id last seen in the stream, and the retry time it asks for.

    ``data`` is text, ``raw`` the bytes it came as; ``retry`` is in milliseconds.
    """

    __slots__ = ("_data", "event", "id", "raw", "retry")

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,
        retry: int | None = None,
        raw: bytes | None = None,
    ) -> None:
        self.event = event or None
        self.id = id
        self.retry = retry
        self._data = data
        self.raw: bytes = (data or "").encode() if raw is None else raw

    @property
    def data(self) -> str:
        """The text of all data lines, joined by line feeds; what is no UTF-8 became U+FFFD."""
        if self._data is None:
            self._data = self.raw.decode("utf-8", "replace")
        return self._data

    def json(self) -> Any:
        """The data, decoded as JSON. Raises :class:`ValueError` where it is none."""
        return json.loads(self.data)

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ServerSentEvent):
            return NotImplemented
        mine = (self.event, self.data, self.id, self.retry)
        return mine == (other.event, other.data, other.id, other.retry)

    __hash__ = None  # type: ignore[assignment]

    @override
    def __repr__(self) -> str:
        return (
            f"ServerSentEvent(event={self.event!r}, data={self.data!r}, "
            f"id={self.id!r}, retry={self.retry!r})"
        )


class EventDecoder(Protocol):
    """What turns the bytes of a response into events."""

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that this chunk completes."""
        ...

    def finish(self) -> ServerSentEvent | None:
        """The event that the end of the stream leaves incomplete, if any."""
        ...


class EventTooLongError(ValueError):
    """An event has not ended after :data:`MAX_EVENT_BYTES`, or after hundreds of thousands of lines."""

    def __init__(self) -> None:
        super().__init__("has not ended an event that is too long to be kept")


class _Lines:
    """Splits chunks into lines at CR, LF and CRLF, without copying what is kept more than once."""

    __slots__ = ("_kept", "_pending", "_skip_lf", "_started")

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._pending = 0
        self._skip_lf = False
        self._started = False

    def feed(self, chunk: bytes) -> list[bytes]:
        if not self._started:
            chunk = self._strip_bom(chunk)
        if self._skip_lf and chunk:
            self._skip_lf = False
            if chunk[0] == 10:
                chunk = chunk[1:]
        if not chunk:
            return []
        lines = chunk.splitlines()
        last = chunk[-1]
        rest = None if last == 10 or last == 13 else lines.pop()
        if lines and self._kept:
            self._kept.append(lines[0])
            lines[0] = b"".join(self._kept)
            self._kept.clear()
        if rest is not None:
            self._kept.append(rest)
        self._skip_lf = last == 13
        return lines

    def bound(self, chunk: bytes, lines: int) -> None:
        """Count what is kept: this chunk as well, unless there are no ``lines`` and no part of one.

        Raises :class:`EventTooLongError` where that is too much.
        """
        if not lines and not self._kept:
            self._pending = 0
            return
        self._pending += len(chunk)
        if self._pending > MAX_EVENT_BYTES or lines > _MAX_EVENT_LINES:
            self._kept.clear()
            raise EventTooLongError

    def restart(self) -> None:
        """An event has ended: what follows is counted anew."""
        self._pending = 0

    def _strip_bom(self, chunk: bytes) -> bytes:
        chunk = b"".join([*self._kept, chunk])
        self._kept.clear()
        if len(chunk) < 3 and _BOM.startswith(chunk):
            self._kept.append(chunk)
            return b""
        self._started = True
        return chunk.removeprefix(_BOM)

    def finish(self) -> bytes:
        """The line that was not ended."""
        rest = b"".join(self._kept)
        self._kept.clear()
        return rest


class SSEDecoder:
    """Decodes ``text/event-stream``. ``last_event_id`` and ``retry`` (ms) are the latest ones seen."""

    def __init__(self) -> None:
        self.last_event_id: str | None = None
        self.retry: int | None = None
        self._lines = _Lines()
        self._data: list[bytes] = []
        self._event: str | None = None
        self._id: str | None = None
        self._retry: int | None = None

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that this chunk completes, in order.

        Raises :class:`EventTooLongError` where one does not end.
        """
        events: list[ServerSentEvent] = []
        data = self._data
        for line in self._lines.feed(chunk):
            if line.startswith(b"data: "):
                data.append(line[6:])
            elif line:
                self._field(line)
            else:
                self.last_event_id = self._id
                if data:
                    events.append(self._take())
                self._event = self._retry = None
        if events:
            self._lines.restart()
        else:
            self._lines.bound(chunk, len(data))
        return events

    def finish(self) -> ServerSentEvent | None:
        """The event that lacks its blank line, were it complete; it does not count as received."""
        if rest := self._lines.finish():
            self._field(rest)
        return self._take() if self._data else None

    def _take(self) -> ServerSentEvent:
        data = self._data
        raw = data[0] if len(data) == 1 else b"\n".join(data)
        data.clear()
        return ServerSentEvent(event=self._event, raw=raw, id=self._id, retry=self._retry)

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
        elif name == b"event":
            self._event = value.decode("utf-8", "replace")
        elif name == b"id":
            if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit():
            self._retry = self.retry = int(value[:18])


class JSONLinesDecoder:
    """Decodes a stream with one JSON document per line; the last line needs no ending."""

    def __init__(self) -> None:
        self._lines = _Lines()

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """One event without name or id per line that this chunk completes."""
        lines = self._lines.feed(chunk)
        if lines:
            self._lines.restart()
        else:
            self._lines.bound(chunk, 0)
        return [ServerSentEvent(raw=line) for line in map(_json_line, lines) if line]

    def finish(self) -> ServerSentEvent | None:
        """The last line, where it was not ended."""
        rest = _json_line(self._lines.finish())
        return ServerSentEvent(raw=rest) if rest else None


class JSONSequenceDecoder:
    """Decodes ``application/json-seq`` (RFC 7464): a mark before each JSON document, which may have several lines.

    A record counts when the next one begins, or as soon as it is whole JSON at the end of a line. Where
    the marks are missing, each line is a document.
    """

    def __init__(self) -> None:
        self._marked = False
        self._unmarked: JSONLinesDecoder | None = None
        self._kept: list[bytes] = []
        self._size = 0
        self._tried = 0

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """One event without name or id per record that this chunk completes.

        Raises :class:`EventTooLongError` where one does not end.
        """
        if not self._marked and self._unmarked is None and (start := chunk.lstrip(_BLANK)):
            self._marked = start.startswith(_MARK)
            self._unmarked = None if self._marked else JSONLinesDecoder()
        if self._unmarked is not None:
            return self._unmarked.feed(chunk)
        first, *others = chunk.split(_MARK)
        self._keep(first)
        events: list[ServerSentEvent] = []
        for part in others:
            events += self._take()
            self._keep(part)
        return events + self._whole() if chunk.endswith(b"\n") else events

    def finish(self) -> ServerSentEvent | None:
        """The last record, where nothing came after it."""
        return self._unmarked.finish() if self._unmarked else next(iter(self._take()), None)

    def _keep(self, part: bytes) -> None:
        self._kept.append(part)
        self._size += len(part)
        if self._size > MAX_EVENT_BYTES:
            self._kept.clear()
            raise EventTooLongError

    def _take(self) -> list[ServerSentEvent]:
        raw = b"".join(self._kept).strip(_BLANK)
        self._kept.clear()
        self._size = self._tried = 0
        return [ServerSentEvent(raw=raw)] if raw else []

    def _whole(self) -> list[ServerSentEvent]:
        """The record so far, if nothing is missing of it.

        It is looked at only when it has doubled, so that the cost stays linear.
        """
        if self._size < 2 * self._tried:
            return []
        self._tried = self._size
        raw = b"".join(self._kept)
        self._kept = [raw]
        try:
            json.loads(raw)
        except (ValueError, RecursionError):
            return []
        return self._take()


_MARK = b"\x1e"
_BLANK = b" \t\r\n"


def _json_line(line: bytes) -> bytes:
    return line.strip(b" \t\x1e")


def is_json_lines(content_type: str) -> bool:
    """Whether a content type announces JSON lines rather than server-sent events."""
    return content_type.partition(";")[0].strip().lower().endswith(_JSON_LINES)


def is_json_sequence(content_type: str) -> bool:
    """Whether a content type announces JSON documents behind record marks."""
    return content_type.partition(";")[0].strip().lower().endswith("json-seq")


def is_event_stream(content_type: str) -> bool:
    """Whether a content type announces server-sent events."""
    return content_type.strip().lower().startswith("text/event-stream")


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule, made ready for the events of one name.

    ``error_mark`` are bytes that data with the rule's ``error_property`` contains; ``head`` is what comes
    before the data in an envelope, ``None`` without one.
    """

    rule: StreamRule
    prefix: bytes
    error_mark: bytes | None
    head: bytes | None

    @classmethod
    def of(cls, rule: StreamRule, name: str | None) -> RuleMatch:
        """The rule for events of this name."""
        return cls(
            rule,
            (rule.data_starts_with or "").encode(),
            json.dumps(rule.error_property).encode() if rule.error_property else None,
            b'{"event":%b,"data":' % json.dumps(name).encode() if rule.envelope else None,
        )


_KNOWN_NAMES = 256


class StreamRules:
    """Rules in the order of the configuration; without any, every event is yielded.

    Where there are rules, an event that none of them matches is skipped.
    """

    __slots__ = ("_by_name", "_rules", "has_done")

    def __init__(self, rules: Sequence[StreamRule]) -> None:
        self._rules = (*rules, StreamRule(action="skip" if rules else "yield"))
        self._by_name: dict[str | None, tuple[RuleMatch, ...]] = {}
        self.has_done = any(rule.action == "done" for rule in rules)

    def match(self, event: ServerSentEvent) -> RuleMatch:
        """The rule that decides about this event."""
        for match in self._by_name.get(event.event) or self._matches(event.event):
            if event.raw.startswith(match.prefix):
                return match
        raise AssertionError("the last rule matches everything")

    def _matches(self, name: str | None) -> tuple[RuleMatch, ...]:
        if len(self._by_name) >= _KNOWN_NAMES:  # names are the server's: they may never end
            self._by_name.clear()
        found = tuple(RuleMatch.of(rule, name) for rule in self._rules if rule.takes_event(name))
        self._by_name[name] = found
        return found
