"""Which events of a stream were handed out, and how to ask for those that follow; nothing here does I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from ._settings import MAX_RETRY_AFTER
from ._sse import ServerSentEvent, SSEDecoder

if TYPE_CHECKING:
    import httpx2

    from ._options import FinalRequestOptions

__all__ = ["Backoff", "Resumption", "StreamResume", "resumption_of"]


@dataclass(frozen=True, slots=True)
class StreamResume:
    """How a stream goes on after its connection broke: where the id of the last event is sent.

    Either ``header`` or ``query`` is the name that carries it. ``attempts`` is the number of requests
    in a row that may bring no new event before the stream gives up.
    """

    header: str = ""
    query: str = ""
    attempts: int = 5


class Backoff(Protocol):
    """What a client knows about waits."""

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: FinalRequestOptions,
        response_headers: httpx2.Headers | None = None,
    ) -> float: ...


class _OwnIdDecoder(SSEDecoder):
    """Gives an event an id only where it has an ``id`` line of its own."""

    @override
    def _take(self) -> ServerSentEvent:
        event = super()._take()
        self._id = None
        return event


class Resumption:
    """The state of one stream that may go on.

    An event is known by its id; one without an id of its own by the latest id before it and its number
    after that, so that a server which repeats events is followed without handing one out twice. It keeps
    each id that came, for as long as the stream lives.
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
        self._attempts = 0
        self._retry: int | None = None
        self._decoder = _OwnIdDecoder()

    def decoder(self) -> SSEDecoder:
        """The decoder of the next connection, whose events follow the cursor."""
        self._note_retry()
        self._current, self._number = self.cursor, 0
        self._decoder = _OwnIdDecoder()
        return self._decoder

    def admit(self, event: ServerSentEvent, *, counts: bool) -> bool:
        """Whether an event is new; its id becomes the latest one where it has none of its own.

        ``counts`` is false for an event that is nothing to hand out, such as a sign of life.
        """
        if event.id is not None:
            self._current, self._number = event.id, 0
        else:
            event.id = self._current
            if not counts:
                return True
            self._number += 1
        if not self._current:
            self.cursor = self._current
            return True
        if self._number <= self._delivered.get(self._current, -1):
            return False
        self._delivered[self._current] = self._number
        self.cursor = self._current
        self._attempts = 0
        return True

    def is_possible(self) -> bool:
        """Whether there is an id to go on from, and it can be sent."""
        if not self.cursor:
            return False
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

    def request(self) -> FinalRequestOptions:
        """The request that goes on from the cursor; it is sent once."""
        cursor, header, options = self.cursor or "", self._declared.header, self._options
        if not header:
            params = {**options.params, self._declared.query: cursor}
            return options.copy(max_retries=0, params=params)
        others = {
            name: value for name, value in options.headers.items() if name.lower() != header.lower()
        }
        return options.copy(max_retries=0, headers={**others, header: cursor})

    def _note_retry(self) -> None:
        if self._decoder.retry is not None:
            self._retry = self._decoder.retry


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
