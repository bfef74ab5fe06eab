"""Responses as objects: for who wants headers, bytes, or the body in parts."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,  # unasync: remove
    Callable,
)
from functools import partial, wraps
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast, get_origin, overload

import httpx2

from .._options import OVERRIDE_CAST_TO_HEADER, RAW_RESPONSE_HEADER, FinalRequestOptions
from .._response_core import (
    BaseAPIResponse,
    LegacyAPIResponse,
    MissingStreamClassError,
    R,
    ResponseContext,
    StreamAlreadyConsumed,
    type_argument,
    typed_failures,
)
from .._settings import HEADERS_ARGUMENT

if TYPE_CHECKING:
    from .streaming import AsyncStream

__all__ = [
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "AsyncResponseContextManager",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "LegacyAPIResponse",
    "MissingStreamClassError",
    "StreamAlreadyConsumed",
    "async_to_custom_raw_response_wrapper",
    "async_to_custom_streamed_response_wrapper",
    "async_to_raw_response_wrapper",
    "async_to_streamed_response_wrapper",
    "process_response",
    "with_markers",
]

P = ParamSpec("P")
_T = TypeVar("_T")
_ResponseT = TypeVar("_ResponseT", bound="AsyncAPIResponse[Any]")


class AsyncAPIResponse(BaseAPIResponse[R]):
    """A response whose body is read when it is asked for.

    Reading raises :class:`APIConnectionError` (or :class:`APITimeoutError`) where the body does not arrive
    whole, :class:`StreamAlreadyConsumed` where it was iterated over before or the response closed, and
    :class:`ClientClosedError` where the client is closed meanwhile.
    """

    @overload
    async def parse(self, *, to: type[_T]) -> _T: ...

    @overload
    async def parse(self) -> R: ...

    async def parse(self, *, to: type[_T] | None = None) -> R | _T:
        """What the method would have returned; ``to`` asks for another type.

        Types may be models, unions, lists, dictionaries, ``str``, ``bytes``, ``int``, ``float``,
        ``bool``, ``object`` (plain decoded JSON) and ``httpx2.Response``. Raises
        :class:`APIResponseValidationError` for a body that should be JSON and is none.
        """
        if not self._is_stream:
            await self.read()
        return cast("R | _T", self._parse(to))

    async def read(self) -> bytes:
        """The body."""
        with typed_failures(self.http_response, self._client):
            return await self.http_response.aread()

    async def text(self) -> str:
        """The body, decoded."""
        await self.read()
        return self.http_response.text

    async def json(self) -> object:
        """The body, decoded as JSON. Raises :class:`ValueError` where it is none."""
        await self.read()
        return self.http_response.json()

    async def close(self) -> None:
        """Close the response and free its connection; reading it to its end does so, too."""
        await self.http_response.aclose()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in parts of so many bytes; ``None``: as they arrive."""
        with typed_failures(self.http_response, self._client):
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body as text, in parts of so many characters; ``None``: as they arrive."""
        with typed_failures(self.http_response, self._client):
            async for chunk in self.http_response.aiter_text(chunk_size):
                yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        """The lines of the body, without their ends."""
        with typed_failures(self.http_response, self._client):
            async for line in self.http_response.aiter_lines():
                yield line


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A response with binary content."""

    async def write_to_file(self, file: str | PathLike[str]) -> None:
        """Write the body to a file. For large ones, use ``with_streaming_response``."""
        from .._binary import async_write_file

        await async_write_file(file, self.iter_bytes())


class AsyncStreamedBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A response with binary content that has not been read."""

    async def stream_to_file(
        self, file: str | PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file as it arrives, ``chunk_size`` bytes at a time."""
        from .._binary import async_write_file

        await async_write_file(file, self.iter_bytes(chunk_size))


class AsyncResponseContextManager(Generic[_ResponseT]):
    """Makes a request when it is entered, and closes the response when it is left."""

    def __init__(self, request: Callable[[], Awaitable[_ResponseT]]) -> None:
        self._request = request
        self._response: _ResponseT | None = None

    async def __aenter__(self) -> _ResponseT:
        self._response = await self._request()
        return self._response

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        if self._response is not None:
            await self._response.close()


async def process_response(
    *,
    client: ResponseContext,
    response: httpx2.Response,
    cast_to: Any,
    options: FinalRequestOptions,
    stream: bool,
    stream_cls: type[AsyncStream[Any]] | None,
    retries_taken: int = 0,
) -> Any:
    """What a method returns for a successful response: a value, a stream, or the response itself.

    Raises :class:`APIResponseValidationError` for a body that is not what it should be.
    """
    wanted: Any = options.response_cls
    if wanted is not None:
        cast_to = type_argument(wanted, cast_to)
    elif _is_response_class(cast_to):
        wanted, cast_to = cast_to, type_argument(cast_to, object)
    elif options.response_mode != "parsed":
        wanted = LegacyAPIResponse if options.response_mode == "raw" else AsyncAPIResponse
    if stream and stream_cls is None:
        from .streaming import AsyncStream

        stream_cls = AsyncStream[cast_to]
    if wanted is not None:
        return wanted(
            raw=response,
            client=client,
            cast_to=cast_to,
            stream=stream,
            stream_cls=stream_cls,
            options=options,
            retries_taken=retries_taken,
        )
    if stream:
        return cast("type[Any]", stream_cls)(
            cast_to=type_argument(stream_cls, cast_to),
            response=response,
            client=client,
            options=options,
        )
    await response.aread()
    from .._parsing import parse_body  # with pydantic, which nothing has needed so far

    return parse_body(response, cast_to, client=client, options=options)


def _is_response_class(cast_to: Any) -> bool:
    origin = get_origin(cast_to) or cast_to
    return isinstance(origin, type) and issubclass(origin, BaseAPIResponse)


def with_markers(kwargs: dict[str, Any], mode: str, response_cls: type[Any] | None) -> None:
    """Mark a call, in its ``extra_headers``, as one whose response is wanted; they are never sent."""
    headers: dict[str, Any] = {**(kwargs.get(HEADERS_ARGUMENT) or {}), RAW_RESPONSE_HEADER: mode}
    if response_cls is not None:
        headers[OVERRIDE_CAST_TO_HEADER] = response_cls
    kwargs[HEADERS_ARGUMENT] = headers


def async_to_raw_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, Awaitable[LegacyAPIResponse[R]]]:
    """The method with the same parameters that returns the response, read, instead of its value."""

    @wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> LegacyAPIResponse[R]:
        with_markers(kwargs, "true", None)
        return cast("LegacyAPIResponse[R]", await func(*args, **kwargs))

    return wrapped


def async_to_streamed_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """The method with the same parameters that gives the response, not read, in a ``with`` block."""

    @wraps(func)
    def wrapped(
        *args: P.args, **kwargs: P.kwargs
    ) -> AsyncResponseContextManager[AsyncAPIResponse[R]]:
        with_markers(kwargs, "stream", None)
        request = cast(
            "Callable[[], Awaitable[AsyncAPIResponse[R]]]", partial(func, *args, **kwargs)
        )
        return AsyncResponseContextManager(request)

    return wrapped


def async_to_custom_raw_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: type[_ResponseT]
) -> Callable[P, Awaitable[_ResponseT]]:
    """As :func:`async_to_raw_response_wrapper`, with a class of one's own for the response."""

    @wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> _ResponseT:
        with_markers(kwargs, "true", response_cls)
        return cast("_ResponseT", await func(*args, **kwargs))

    return wrapped


def async_to_custom_streamed_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: type[_ResponseT]
) -> Callable[P, AsyncResponseContextManager[_ResponseT]]:
    """As :func:`async_to_streamed_response_wrapper`, with a class of one's own for the response."""

    @wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[_ResponseT]:
        with_markers(kwargs, "stream", response_cls)
        request = cast("Callable[[], Awaitable[_ResponseT]]", partial(func, *args, **kwargs))
        return AsyncResponseContextManager(request)

    return wrapped
