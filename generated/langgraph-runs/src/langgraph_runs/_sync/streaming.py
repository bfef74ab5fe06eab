"""Streams: iterate over the events of a response as they arrive."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Generic, TypeVar, cast

import httpx2
from typing_extensions import Self

from .._drain import drain, interrupt
from .._exceptions import APIConnectionError, APIStatusError
from .._options import FinalRequestOptions
from .._response_core import StreamAlreadyConsumed
from .._resume import Resumption
from .._retries import is_connection_failure
from .._stream_core import NOTHING, BaseStream, StreamContext
from .following import Sender

__all__ = ["Stream"]

_T = TypeVar("_T")
_GONE = (404, 405, 410)
"""Statuses that say that there is nothing to ask."""


class Stream(BaseStream[_T], Generic[_T]):
    """The items of a streamed response, one by one: ``for item in stream``.

    A stream can be iterated over once. The response is closed when the iteration ends, however it
    does; who stops early uses the stream as context manager, or calls :meth:`close`. The iteration
    raises :class:`APIError` for an error event, :class:`StreamInterruptedError` (a
    :class:`APIConnectionError`) for a stream that was cut, and :class:`APITimeoutError` when nothing
    arrives for longer than the read timeout. It raises :class:`ClientClosedError` where the client is
    closed in the middle. Where the API was declared to resume streams, a stream that
    was cut after an event with an id connects again first, and leaves out what it has handed out before;
    the error of a bad status raises as from any request.
    """

    def __init__(
        self,
        *,
        cast_to: type[_T],
        response: httpx2.Response,
        client: StreamContext,
        options: FinalRequestOptions | None = None,
    ) -> None:
        super().__init__(cast_to=cast_to, response=response, client=client, options=options)
        self._chunks: Any = None
        self._reading = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _T:
        try:
            while not self._ended:
                item = self._take()
                if item is not NOTHING:
                    return item
                if self._done:
                    self._finish()
                else:
                    self._read_on()
        except BaseException:
            self.close()
            raise
        raise StopIteration

    def _read_on(self) -> None:
        try:
            self._read_chunk()
            if self._undecided and self._resumption is not None:
                self._decide(self._resumption)
        except APIConnectionError as failure:
            if self._resumption is None or not self._resumption.is_possible():
                raise
            self._reconnect(self._resumption, failure)

    def _decide(self, resumption: Resumption) -> None:
        """Whether a polite end is the end. Raises :class:`StreamInterruptedError` where it is not."""
        self._undecided = False
        client: Sender = cast("Any", self._client)
        options = resumption.state_request(client)
        if options is None:
            self._end_without_mark()
            return
        try:
            response, _, _ = client._send_until_done(options, False)
        except APIStatusError as error:
            if error.status_code not in _GONE:
                raise self._interrupted("without its mark, and its state is not told") from error
        else:
            if resumption.goes_on(response.content):
                raise self._interrupted("before what it tells of")
        self._done = True

    def _reconnect(self, resumption: Resumption, failure: APIConnectionError) -> None:
        """Ask for the events after the last one. Raises ``failure`` where the attempts bring no answer."""
        client: Sender = cast("Any", self._client)
        self._leave_response()
        last: APIConnectionError | APIStatusError = failure
        headers: httpx2.Headers | None = None
        while resumption.starts_attempt():
            options = resumption.request(client)
            client._sleep(resumption.wait(client, headers))
            if self._ended:  # closed by somebody else while waiting
                return
            try:
                response, _, _ = client._send_until_done(options, True)
            except APIConnectionError:
                last, headers = failure, None
                continue
            except APIStatusError as error:
                if resumption.is_elsewhere() and error.status_code in _GONE:
                    raise failure from error
                if not client._should_retry(error.response):
                    raise
                last, headers = error, error.response.headers
                continue
            if self._ended or response.status_code == 204:  # 204: connect no more
                response.close()
                if self._ended:
                    return
                break
            self._go_on_with(response)
            return
        raise last

    def _leave_response(self) -> None:
        if self._chunks is not None:
            self._chunks.close()
        self._chunks = None
        self.response.close()

    def _read_chunk(self) -> None:
        if self._chunks is None:
            self._chunks = self.response.iter_bytes()
        self._reading = True
        try:
            chunk: bytes | None = next(self._chunks, None)
        except (httpx2.StreamConsumed, httpx2.StreamClosed) as error:
            if not self._ended:
                raise StreamAlreadyConsumed from error
            return
        except Exception as error:
            if self._ended:  # closed by somebody else while waiting
                return
            if not is_connection_failure(error):
                raise
            raise self._connection_error(error) from error
        finally:
            self._reading = False
        if chunk is not None:
            self._feed(chunk)
        elif not self._ended:
            self._end_of_response()

    def _finish(self) -> None:
        if self._chunks is not None:
            drain(self.response, self._chunks)
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the response and free its connection. Iterating afterwards ends at once.

        May be called while another thread (or task) waits for the next item: its iteration ends, too.
        """
        self._ended = True
        self._events.clear()
        if self._reading:
            interrupt(self.response)
        elif self._chunks is not None:
            self._chunks.close()
        self.response.close()
