"""From the bytes of a streamed response to the items of a stream; nothing here does I/O.

A stream ends when the API says so (a ``done`` rule), or, where no rule says how it does, when the response
ends. Whatever else ends it raises: an error event, a cut connection, an end without the end mark.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Protocol, TypeVar, cast

import httpx2

from ._exceptions import (
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    ClientClosedError,
    StreamInterruptedError,
)
from ._json import UnreadableJSON, decode_json
from ._narrow import is_mapping
from ._options import FinalRequestOptions
from ._response_core import Closable, ends_with_its_connection
from ._resume import resumption_of
from ._settings import STREAM_RULES, SDKError
from ._sse import (
    EventDecoder,
    EventTooLongError,
    JSONLinesDecoder,
    JSONSequenceDecoder,
    RuleMatch,
    ServerSentEvent,
    SSEDecoder,
    StreamRule,
    StreamRules,
    is_event_stream,
    is_json_lines,
    is_json_sequence,
)

if TYPE_CHECKING:
    from ._reader import Reader

__all__ = ["NOTHING", "BaseStream", "StreamContext"]

_T = TypeVar("_T")
_RULES = StreamRules(STREAM_RULES)
_LINE_RULES = StreamRules(
    [
        StreamRule(
            error_property=next((r.error_property for r in STREAM_RULES if r.error_property), None)
        )
    ]
)
"""Lines have no names that rules could tell apart: each is an item, or the error that it holds."""

NOTHING: Any = object()
"""What :meth:`BaseStream._take` gives when it needs more bytes."""


class StreamContext(Closable, Protocol):
    """What a stream needs of a client."""

    _strict_response_validation: bool

    def stream_error(self, message: str, *, body: object, request: httpx2.Request) -> APIError:
        """The error to raise for an error event."""
        ...


class BaseStream(Generic[_T]):
    """The part of a stream that is alike in sync and async: events in, items out."""

    _is_stream_class: ClassVar[Literal[True]] = True
    _rules: StreamRules = _RULES

    response: httpx2.Response
    last_event_id: str | None
    """Id of the latest event that was handed out, where the API sends ids."""
    retry: int | None
    """Milliseconds that the API wants a client to wait before it connects again, if it said so."""

    def __init__(
        self,
        *,
        cast_to: type[_T],
        response: httpx2.Response,
        client: StreamContext,
        options: FinalRequestOptions | None = None,
    ) -> None:
        self.response = response
        self.last_event_id = None
        self.retry = None
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._resumption = resumption_of(options)
        if self._resumption is not None:
            self._resumption.arrived(response)
        self._lines = False
        self._decoder: EventDecoder = self._new_decoder()
        self._reader: Reader | None = None
        self._events: deque[ServerSentEvent] = deque()
        self._done = False
        self._undecided = False
        self._ended = False

    def _new_decoder(self) -> EventDecoder:
        kind = self._content_type()
        self._lines = is_json_lines(kind)
        if self._lines:
            self._rules = _LINE_RULES
            return JSONSequenceDecoder() if is_json_sequence(kind) else JSONLinesDecoder()
        return SSEDecoder() if self._resumption is None else self._resumption.decoder()

    def _content_type(self) -> str:
        """What the answer says that it is, or what was asked for where it says something that is no stream."""
        told = self.response.headers.get("content-type", "")
        if is_json_lines(told) or is_event_stream(told) or self._options is None:
            return told
        return str(self._options.headers.get("Accept", ""))

    def _go_on_with(self, response: httpx2.Response) -> None:
        """Read this response from now on, which continues the one before it."""
        self.response = response
        if self._resumption is not None:
            self._resumption.arrived(response)
        self._decoder = self._new_decoder()

    def _take(self) -> _T:
        """The next item among the events that have arrived, or :data:`NOTHING`."""
        events = self._events
        while events:
            event = events.popleft()
            if event.retry is not None:
                self.retry = event.retry
            match = self._rules.match(event)
            action = match.rule.action
            if self._resumption is None:
                self.last_event_id = event.id
            elif self._is_repeated(event, match):
                continue
            if action == "yield":
                item: _T = self._item(event, match)
                if match.rule.ends:
                    self._done = True
                    events.clear()
                if item is not NOTHING:
                    return item
            elif action == "error":
                raise self._error(event, match.rule)
            elif action == "done":
                self._done = True
                events.clear()
        return cast("_T", NOTHING)

    def _is_repeated(self, event: ServerSentEvent, match: RuleMatch) -> bool:
        """Whether an event came before the connection broke; errors and the end mark always count."""
        if (resumption := self._resumption) is None:
            return False
        action = match.rule.action
        is_new = resumption.admit(event, counts=action == "yield")
        self.last_event_id = resumption.cursor
        if is_new or action != "yield":
            return False
        if match.error_mark is not None and match.error_mark in event.raw:
            self._raise_if_error(event, match.rule)
        return True

    def _item(self, event: ServerSentEvent, match: RuleMatch) -> Any:
        if self._cast_to is ServerSentEvent:
            return event
        raw = event.raw
        if match.error_mark is not None and match.error_mark in raw:
            self._raise_if_error(event, match.rule)
        if match.head is not None:
            raw = b"%b%b}" % (match.head, raw or b"null")
        elif not raw:
            return NOTHING
        elif self._cast_to is str and not self._lines:
            return event.data  # events of which nothing is said: as they came
        try:
            if self._reader is None:
                from ._reader import reader

                self._reader = reader(self._cast_to)
            return self._reader.read(raw, strict=self._client._strict_response_validation)
        except UnreadableJSON as error:
            raise self._invalid(event, f"is no JSON ({error})") from error
        except ValueError as error:
            from ._parsing import validation_message

            raise self._invalid(event, validation_message(error)) from error

    def _invalid(self, event: ServerSentEvent, what: str) -> APIResponseValidationError:
        return APIResponseValidationError(
            self.response,
            event.data,
            message=f"Event {event.event!r} of the stream: {what}: {event.data[:100]!r}",
        )

    def _raise_if_error(self, event: ServerSentEvent, rule: StreamRule) -> None:
        try:
            data = decode_json(event.raw)
        except UnreadableJSON:
            return
        if is_mapping(data) and data.get(rule.error_property or ""):
            raise self._error(event, rule)

    def _error(self, event: ServerSentEvent, rule: StreamRule) -> APIError:
        """The error that an event is about."""
        body: Any
        try:
            body = decode_json(event.raw)
        except UnreadableJSON:
            body = event.data
        if rule.error_property and is_mapping(body):
            body = body.get(rule.error_property) or body
        message = body.get("message") if is_mapping(body) else body
        if not isinstance(message, str) or not message:
            message = "An error occurred during streaming"
        return self._client.stream_error(message, body=body, request=self.response.request)

    def _feed(self, chunk: bytes) -> None:
        try:
            self._events.extend(self._decoder.feed(chunk))
        except EventTooLongError as error:
            message = f"The stream {error}."
            raise APIResponseValidationError(self.response, None, message=message) from error

    def _end_of_response(self) -> None:
        """Note that no byte follows. Raises :class:`StreamInterruptedError` unless all is there.

        Where an object's state tells whether all is there, that is left undecided. Raises
        :class:`ClientClosedError` where the client that was closed may have ended it.
        """
        if self._client.is_closed() and ends_with_its_connection(self.response):
            raise ClientClosedError("The client was closed before the stream was complete.")
        last = self._decoder.finish()
        if last is not None and self._counts_unfinished(last):
            self._events.append(last)
            return
        if last is not None:
            raise self._interrupted("in the middle of an event")
        if self._resumption is not None and self._resumption.asks() and not self._lines:
            self._undecided = True
        else:
            self._end_without_mark()

    def _end_without_mark(self) -> None:
        """Take the end of the response as that of the stream, unless there should have been a mark."""
        if self._rules.has_done and not self._lines:
            raise self._interrupted("without the mark of its end")
        self._done = True

    def _counts_unfinished(self, event: ServerSentEvent) -> bool:
        """Whether an event without its end is whole all the same: a last line, or the end mark."""
        if not self._lines:
            return self._rules.match(event).rule.action == "done"
        try:
            decode_json(event.raw)
        except UnreadableJSON:
            return False
        return True

    def _interrupted(self, where: str) -> StreamInterruptedError:
        message = f"The stream ended {where}."
        content_type = self.response.headers.get("content-type", "")
        if not self._lines and not is_event_stream(content_type):
            message += f" (Its content type is {content_type or 'missing'}: is it a stream at all?)"
        return StreamInterruptedError(
            message=message, request=self.response.request, last_event_id=self.last_event_id
        )

    def _connection_error(self, error: Exception) -> SDKError:
        """The error to raise, from ``error``, when the transport fails in the middle."""
        if self._client.is_closed():
            return ClientClosedError("The client was closed before the stream was complete.")
        if isinstance(error, httpx2.TimeoutException):
            return APITimeoutError(request=self.response.request)
        return StreamInterruptedError(
            message="The connection was lost before the stream was complete: "
            + (str(error) or type(error).__name__),
            request=self.response.request,
            last_event_id=self.last_event_id,
        )
