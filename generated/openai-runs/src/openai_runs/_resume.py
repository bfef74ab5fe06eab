"""Which events of a stream were handed out, and how to ask for those that follow; nothing here does I/O."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from typing_extensions import override

from ._body import encode_json
from ._exceptions import APIConnectionError
from ._json import UnreadableJSON, decode_json
from ._location import get_there, without_headers
from ._narrow import is_mapping
from ._settings import MAX_RETRY_AFTER
from ._sse import ServerSentEvent, SSEDecoder
from ._types import NotGiven, Omit

if TYPE_CHECKING:
    import httpx2

    from ._options import FinalRequestOptions

__all__ = ["Backoff", "Resumption", "StreamResume", "StreamState", "resumption_of"]


@dataclass(frozen=True, slots=True)
class StreamState:
    """What tells whether a stream that was closed politely has more to say.

    The response ``header`` names the URL of an object; while its ``property`` is one of ``goes_on``, so
    does the stream.
    """

    header: str
    property: str
    goes_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StreamResume:
    """How a stream goes on after its connection broke: where the id of the last event is sent.

    Either ``header`` or ``query`` is the name that carries it. ``attempts`` is the number of requests
    in a row that may bring no new event before the stream gives up. ``location`` is the response header
    with the URL where a GET gives the rest, with the query of the first request and the members of its
    body that ``keep`` names; without it the same request is sent again. ``without_id`` says what happens
    where no event had an id: the stream ends in an error, or warns that it may miss events and goes on.
    With ``keep_as_json`` a list of several in such a member is sent as JSON text, one of one as its item.

    With ``shared_ids`` several events may have the same id. Then an event is known by id, name and data,
    and is left out only where a server may repeat, after an id was sent; the id that is sent is the one
    before the latest, so that no event with the latest is missed, or ``start`` where there was none.
    """

    header: str = ""
    query: str = ""
    attempts: int = 5
    location: str = ""
    keep: tuple[str, ...] = ()
    keep_as_json: bool = False
    without_id: Literal["raise", "warn"] = "raise"
    shared_ids: bool = False
    start: str = ""
    state: StreamState | None = None


class Backoff(Protocol):
    """What a client knows about waits, and about where it may go."""

    def _followed_url(self, response: httpx2.Response, header: str) -> str | None: ...

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: FinalRequestOptions,
        response_headers: httpx2.Headers | None = None,
    ) -> float: ...


class _OwnIdDecoder(SSEDecoder):
    """Gives an event an id only where it has an ``id`` line of its own."""

    is_used = False
    """Whether it belongs to a connection."""

    @override
    def _take(self) -> ServerSentEvent:
        event = super()._take()
        self._id = None
        return event


class Resumption:
    """The state of one stream that may go on.

    An event is known by its id; one without an id of its own by the latest id before it and its number
    after that, so that a server which repeats events is followed without handing one out twice. It keeps
    each id that came, for as long as the stream lives. Where ids are shared, see :class:`StreamResume`.
    """

    cursor: str | None
    """The id from which the stream would go on: that of the latest new event."""

    def __init__(self, declared: StreamResume, options: FinalRequestOptions) -> None:
        self.cursor = None
        self._declared = declared
        self._options = options
        self._delivered: dict[str, int] = {}
        self._current: str | None = None
        self._number = 0
        self._before: str | None = None
        self._seen: set[int] = set()
        self._may_repeat = _names(options, declared)
        self._attempts = 0
        self._retry: int | None = None
        self._decoder = _OwnIdDecoder()
        self._located: httpx2.Response | None = None
        self._described: httpx2.Response | None = None

    def arrived(self, response: httpx2.Response) -> None:
        """Note what the response of a connection names."""
        declared = self._declared
        if declared.location and declared.location in response.headers:
            self._located = response
        if declared.state is not None and declared.state.header in response.headers:
            self._described = response

    def decoder(self) -> SSEDecoder:
        """The decoder of the next connection, whose events follow the cursor."""
        self._note_retry()
        if self._decoder.is_used:
            self._may_repeat = True
        self._current, self._number = self.cursor, 0
        self._decoder = _OwnIdDecoder()
        self._decoder.is_used = True
        return self._decoder

    def admit(self, event: ServerSentEvent, *, counts: bool) -> bool:
        """Whether an event is new; its id becomes the latest one where it has none of its own.

        ``counts`` is false for an event that is nothing to hand out, such as a sign of life.
        """
        if self._declared.shared_ids and event.id:
            return self._admit_shared(event, event.id)
        if event.id is not None:
            self._current, self._number = event.id, 0
        else:
            event.id = self._current
            if not counts:
                return True
            self._number += 1
        if not self._current:
            self.cursor = self._current
            if self._declared.without_id == "warn":
                self._attempts = 0
            return True
        if self._number <= self._delivered.get(self._current, -1):
            return False
        self._delivered[self._current] = self._number
        self.cursor = self._current
        self._attempts = 0
        return True

    def _admit_shared(self, event: ServerSentEvent, id: str) -> bool:
        known = hash((id, event.event, event.raw))
        if self._may_repeat and known in self._seen:
            return False
        self._seen.add(known)
        if id != self.cursor:
            self._before, self.cursor = self.cursor, id
        self._current = id
        self._attempts = 0
        return True

    def _sent_id(self) -> str:
        """The id that is sent; empty where there is none."""
        if not self._declared.shared_ids or not self.cursor:
            return self.cursor or self._declared.start
        return self._before or self._declared.start or self.cursor

    def is_possible(self) -> bool:
        """Whether there is an id to go on from, which can be sent, and a place to send it to."""
        is_get = self._options.method.lower() == "get"
        if self._declared.location and self._located is None and not is_get:
            return False
        if not self.cursor:
            return self._declared.without_id == "warn"
        if not self._declared.header:
            return True
        return (
            self.cursor.isascii()
            and self.cursor.isprintable()
            and self.cursor == self.cursor.strip()
        )

    def starts_attempt(self) -> bool:
        """Count one more attempt; false where all have been made."""
        if self._attempts >= self._declared.attempts:
            return False
        self._attempts += 1
        return True

    def wait(self, client: Backoff, headers: httpx2.Headers | None) -> float:
        """Seconds to wait before this attempt.

        What the stream asked for with ``retry``, at most two minutes and unless the last attempt was
        answered with an error (``headers`` are the answer's); else as the client waits for a retry.
        """
        self._note_retry()
        if headers is None and self._retry is not None and self._retry / 1000 <= MAX_RETRY_AFTER:
            return self._retry / 1000
        most = self._declared.attempts
        options = self._options.copy(max_retries=most)
        return client._calculate_retry_timeout(most - self._attempts + 1, options, headers)

    def request(self, client: Backoff) -> FinalRequestOptions:
        """The request that goes on from the cursor; it is sent once.

        Raises :class:`APIConnectionError` where it would go to another origin.
        """
        options = self._place(client)
        if not self.cursor:
            message = (
                "The connection of a stream broke before any event had an id: "
                "events that were sent in the meantime may be missing."
            )
            warnings.warn(message, RuntimeWarning, stacklevel=2)
        sent, header, query = self._sent_id(), self._declared.header, self._declared.query
        if header:
            others = without_headers(options, header.lower())
            return options.copy(headers={**others, **({header: sent} if sent else {})})
        others = {name: value for name, value in options.params.items() if name != query}
        return options.copy(params={**others, **({query: sent} if sent else {})})

    def _place(self, client: Backoff) -> FinalRequestOptions:
        """The request without a cursor: at the place that a response named, else the first one."""
        options = self._options
        url: str | None = None
        if self._located is not None:
            url = client._followed_url(self._located, self._declared.location)
        if url is None:
            return options.copy(max_retries=0)
        members = {**_members(options.json_data), **_members(options.extra_json)}
        kept = {name: self._kept(members[name]) for name in self._declared.keep if name in members}
        return get_there(options.copy(params={**kept, **options.params}), url)

    def _kept(self, value: object) -> object:
        """A member of a body as query parameter."""
        if not self._declared.keep_as_json or not isinstance(value, (list, tuple)):
            return value
        items = cast("Sequence[object]", value)
        return items[0] if len(items) == 1 else encode_json(items).decode()

    def is_elsewhere(self) -> bool:
        """Whether the stream goes on at a place that a response named, which may not be there."""
        return self._located is not None

    def asks(self) -> bool:
        """Whether a polite end is to be judged by the state of an object."""
        return self._declared.state is not None

    def state_request(self, client: Backoff) -> FinalRequestOptions | None:
        """The request for the object whose state tells; ``None`` where no response has named it."""
        if self._declared.state is None or self._described is None:
            return None
        try:
            url = client._followed_url(self._described, self._declared.state.header)
        except APIConnectionError:
            return None
        if url is None:
            return None
        headers = without_headers(self._options, "accept", self._declared.header.lower())
        options = self._options.copy(headers=headers, params={})
        return get_there(options, url).copy(max_retries=self._options.max_retries, resume=None)

    def goes_on(self, body: bytes) -> bool:
        """Whether the object that was asked for says that the stream has more to say."""
        state = self._declared.state
        try:
            data = decode_json(body)
        except UnreadableJSON:
            return False
        return state is not None and is_mapping(data) and data.get(state.property) in state.goes_on

    def _note_retry(self) -> None:
        if self._decoder.retry is not None:
            self._retry = self._decoder.retry


def _names(options: FinalRequestOptions, declared: StreamResume) -> bool:
    """Whether a request says itself from which id it wants the events."""
    if declared.header:
        return any(name.lower() == declared.header.lower() for name in options.headers)
    return declared.query in options.params


def _members(body: object) -> dict[str, object]:
    """The members of a body that were given; none where it is no object."""
    if not isinstance(body, Mapping):
        return {}
    members = cast("Mapping[str, Any]", body)
    return {
        k: v for k, v in members.items() if v is not None and not isinstance(v, (Omit, NotGiven))
    }


def resumption_of(options: FinalRequestOptions | None) -> Resumption | None:
    """The state for a stream of this request, or None where it does not resume.

    That is so where nothing was declared, where the caller holds the response itself and closes it, and
    where the body cannot be sent again.
    """
    if options is None or options.resume is None or options.response_mode == "stream":
        return None
    if options.files or not isinstance(options.content, (bytes, str, type(None))):
        return None
    return Resumption(options.resume, options.origin or options)
