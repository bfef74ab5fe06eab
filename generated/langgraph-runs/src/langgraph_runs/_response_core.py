"""What is common to all responses, sync and async, read and unread; nothing here does I/O."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar, cast, get_args, get_origin, overload

import httpx2
from typing_extensions import override

from ._exceptions import APIConnectionError, APITimeoutError, ClientClosedError
from ._options import FinalRequestOptions
from ._retries import is_connection_failure
from ._settings import PACKAGE, REQUEST_ID_HEADER, SDKError

__all__ = [
    "BaseAPIResponse",
    "BinaryContent",
    "Closable",
    "LegacyAPIResponse",
    "MissingStreamClassError",
    "ResponseContext",
    "StreamAlreadyConsumed",
    "ends_with_its_connection",
    "type_argument",
    "typed_failures",
]

R = TypeVar("R")
_T = TypeVar("_T")


class Closable(Protocol):
    """A client, to who waits for what comes from it."""

    def is_closed(self) -> bool:
        """Whether the connections were closed."""
        ...


class ResponseContext(Closable, Protocol):
    """What responses need of a client."""

    _strict_response_validation: bool


class BinaryContent:
    """Marks classes that wrap a response whose body is no JSON: ``cls(response)`` makes one."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response


class MissingStreamClassError(TypeError):
    """A stream was asked for with a type that is no stream class."""

    def __init__(self) -> None:
        super().__init__(
            "Expected a stream class with a type argument, such as `Stream[Event]`; "
            f"see `{PACKAGE}.Stream`"
        )


class StreamAlreadyConsumed(SDKError):
    """The body was iterated over before, or the response closed, so it cannot be read any more.

    Read it first (``.read()``), or keep the parts while iterating.
    """

    def __init__(self) -> None:
        super().__init__(
            "The body of this response has already been streamed, or was closed, so it cannot be read or "
            "streamed again. Call `.read()` before iterating, or keep what the iteration gives."
        )


def ends_with_its_connection(response: httpx2.Response) -> bool:
    """Whether nothing but the end of the connection tells the end of the body."""
    named = response.headers
    return "content-length" not in named and "transfer-encoding" not in named


@contextmanager
def typed_failures(response: httpx2.Response, client: Closable) -> Generator[None, None, None]:
    """Turn what the transport raises while a body is read into errors of this package.

    Where ``client`` is closed meanwhile, that is what is raised, also in place of a body cut short.
    """
    was_open = not response.is_closed
    try:
        yield
    except (httpx2.StreamConsumed, httpx2.StreamClosed) as error:
        raise StreamAlreadyConsumed from error
    except Exception as error:
        if not is_connection_failure(error):
            raise
        if client.is_closed():
            raise ClientClosedError("The client was closed.") from error
        if isinstance(error, httpx2.TimeoutException):
            raise APITimeoutError(request=response.request) from error
        raise APIConnectionError(
            message="The connection was lost before the response was complete: "
            + (str(error) or type(error).__name__),
            request=response.request,
        ) from error
    if was_open and client.is_closed() and ends_with_its_connection(response):
        raise ClientClosedError("The client was closed before the response was complete.")


class BaseAPIResponse(Generic[R]):
    """A response: status, headers and the request that led to it."""

    http_response: httpx2.Response
    retries_taken: int
    """How many times the request was sent again; 0 if the first attempt was answered."""

    def __init__(
        self,
        *,
        raw: httpx2.Response,
        cast_to: type[R],
        client: ResponseContext,
        stream: bool,
        stream_cls: type[Any] | None,
        options: FinalRequestOptions,
        retries_taken: int = 0,
    ) -> None:
        self.http_response = raw
        self.retries_taken = retries_taken
        self._cast_to = cast_to
        self._client = client
        self._is_stream = stream
        self._stream_cls = stream_cls
        self._options = options
        self._parsed: dict[Any, Any] = {}

    @property
    def request_id(self) -> str | None:
        """The id that the API gave to the request."""
        return self.http_response.headers.get(REQUEST_ID_HEADER)

    @property
    def headers(self) -> httpx2.Headers:
        return self.http_response.headers

    @property
    def http_request(self) -> httpx2.Request:
        """The request as it was sent; after redirects, the last one."""
        return self.http_response.request

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def url(self) -> httpx2.URL:
        """Where the response came from."""
        return self.http_response.url

    @property
    def method(self) -> str:
        return self.http_request.method

    @property
    def http_version(self) -> str:
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """Time from sending the request to the end of the response. The body must have been read."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """Whether the body was read to its end or given up, so that the connection is free."""
        return self.http_response.is_closed

    @override
    def __repr__(self) -> str:
        status = f"{self.status_code} {self.http_response.reason_phrase}"
        return f"<{type(self).__name__} [{status}] type={self._cast_to}>"

    def _parse(self, to: Any) -> Any:
        """The value or stream of this response; of one that is no stream, the body has been read."""
        key = self._cast_to if to is None else to
        try:
            if key in self._parsed:
                return self._parsed[key]
        except TypeError:  # a type that cannot be hashed is not remembered
            return self._parse_as(to)
        self._parsed[key] = parsed = self._parse_as(to)
        return parsed

    def _parse_as(self, to: Any) -> Any:
        if not self._is_stream:
            from ._parsing import parse_body

            return parse_body(
                self.http_response,
                self._cast_to if to is None else to,
                client=self._client,
                options=self._options,
            )
        stream_cls = self._stream_cls if to is None else to
        kind = get_origin(stream_cls) or stream_cls
        if not isinstance(kind, type) or not hasattr(kind, "_is_stream_class"):
            raise MissingStreamClassError
        return cast("Any", stream_cls)(
            cast_to=type_argument(stream_cls, self._cast_to),
            response=self.http_response,
            client=self._client,
            options=self._options,
        )


class LegacyAPIResponse(BaseAPIResponse[R]):
    """A response whose body was read before it was handed out, by a sync or an async client alike.

    Nothing here is awaited. Where a stream was asked for, the body is not read, and :meth:`parse`
    gives the stream.
    """

    @overload
    def parse(self, *, to: type[_T]) -> _T: ...

    @overload
    def parse(self) -> R: ...

    def parse(self, *, to: type[_T] | None = None) -> R | _T:
        """What the method would have returned; ``to`` asks for another type.

        Types may be models, unions, lists, dictionaries, ``str``, ``bytes``, ``int``, ``float``,
        ``bool``, ``object`` (plain decoded JSON) and ``httpx2.Response``. Raises
        :class:`APIResponseValidationError` for a body that should be JSON and is none.
        """
        return cast("R | _T", self._parse(to))

    @property
    def content(self) -> bytes:
        """The body."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body, decoded."""
        return self.http_response.text

    def json(self) -> object:
        """The body, decoded as JSON. Raises :class:`ValueError` where it is none."""
        return self.http_response.json()

    def read(self) -> bytes:
        """The body."""
        return self.http_response.content

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in parts of so many bytes; ``None``: in one."""
        return self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body as text, in parts of so many characters; ``None``: in one."""
        return self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The lines of the body, without their ends."""
        return self.http_response.iter_lines()


def type_argument(cls: Any, default: Any = None) -> Any:
    """``X`` of ``Stream[X]``, of ``class S(Stream[X])``, or of ``S[X]``; else ``default``."""
    if arguments := get_args(cls):
        return arguments[0]
    for base in getattr(cls, "__orig_bases__", ()):
        found = type_argument(base)
        if found is not None and not isinstance(found, TypeVar):
            return found
    return default
