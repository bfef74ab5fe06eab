"""What the transport knows about a response and does not tell.

It is asked through attributes that are not public. Where a version of it has others, nothing is known, and
the tests of this package fail.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar, cast
from weakref import ref

import httpx2

__all__ = ["guard", "wake_readers", "watched"]

_T = TypeVar("_T")

_TO_PARSER = ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state")


def _has_left_over(stream: object) -> bool:
    """Whether bytes came after the end of a body. They would be read as the answer to the next request."""
    for name in _TO_PARSER:
        stream = getattr(stream, name, None)
    data: tuple[bytes, bool] | None = getattr(stream, "trailing_data", None)
    return data is not None and bool(data[0])


@lru_cache(maxsize=64)
def _names_no_charset(content_type: str) -> bool:
    """Whether a charset is named that Python knows and that is no way to write text down (``base64``).

    Reading such text would raise whatever the codec raises, and one of Python's own may warn.
    """
    name = httpx2.Response(200, headers={"content-type": content_type}).charset_encoding
    if name is None or "escape" in name:
        return name is not None
    try:
        b"\xff-\xff".decode(name, "replace")
    except (LookupError, ValueError):
        return True
    return False


def _is_compressed(response: httpx2.Response) -> bool:
    return response.headers.get("content-encoding", "identity").lower() != "identity"


def _decompressors(response: httpx2.Response) -> list[Any]:
    decoder: Any = getattr(response, "_decoder", None)
    found = [
        getattr(part, "decompressor", None) for part in getattr(decoder, "children", [decoder])
    ]
    return [getattr(each, "decompressor", each) for each in found]


def _check_nothing_follows(response: httpx2.Response) -> None:
    """Raises :class:`httpx2.DecodingError` where compressed data is followed by what would be lost."""
    for each in _decompressors(response):
        if getattr(each, "unused_data", b"").strip(b"\0"):
            raise httpx2.DecodingError("Bytes follow the end of the compressed body.")


def _check_whole(response: httpx2.Response) -> None:
    """Raises :class:`httpx2.DecodingError` where the compressed data of a body stops before its end."""
    for each in _decompressors(response):
        is_finished = getattr(each, "is_finished", None)  # of brotli
        if getattr(each, "eof", True) is False or (is_finished and not is_finished()):
            raise httpx2.DecodingError("The compressed body stops before its end.")


class _Guard:
    """What both guards know. The response holds its guard: only where it must is it held back, until it is closed."""

    def __init__(self, stream: Any, response: httpx2.Response) -> None:
        self._stream = stream
        self._connection: Any = response.extensions.get("network_stream")
        self._compressed = response if _is_compressed(response) else None

    @property
    def elapsed(self) -> Any:
        return self._stream.elapsed


class _Guarded(_Guard, httpx2.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        compressed = self._compressed
        return iter(self._stream) if compressed is None else self._checked(compressed)

    def _checked(self, response: httpx2.Response) -> Iterator[bytes]:
        came = False
        for chunk in self._stream:
            came = came or bool(chunk)
            yield chunk
            _check_nothing_follows(response)
        if came:
            _check_whole(response)

    def close(self) -> None:
        self._compressed = None
        if _has_left_over(self._stream):
            self._connection.close()
        self._stream.close()


class _AsyncGuarded(_Guard, httpx2.AsyncByteStream):
    def __aiter__(self) -> AsyncIterator[bytes]:
        compressed = self._compressed
        if compressed is not None:
            return self._checked(compressed)
        return cast("AsyncIterator[bytes]", self._stream.__aiter__())

    async def _checked(self, response: httpx2.Response) -> AsyncIterator[bytes]:
        came = False
        async for chunk in self._stream:
            came = came or bool(chunk)
            yield chunk
            _check_nothing_follows(response)
        if came:
            _check_whole(response)

    async def aclose(self) -> None:
        self._compressed = None
        if _has_left_over(self._stream):
            await self._connection.aclose()
        await self._stream.aclose()


def guard(response: httpx2.Response) -> None:
    """Have an unread response end its connection where bytes follow the body, and refuse half a gzip.

    A charset that is none counts as absent.
    """
    content_type = response.headers.get("content-type", "")
    if ";" in content_type and _names_no_charset(content_type):
        response.encoding = "utf-8"
    if response.is_closed:
        return
    stream: object = response.stream
    is_async = not isinstance(stream, httpx2.SyncByteStream)
    response.stream = (_AsyncGuarded if is_async else _Guarded)(stream, response)


class _Connecting:
    """A network backend whose steps of connecting end with the client.

    What it does not know itself is asked of the backend that it stands for.
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._scopes: set[Any] = set()
        self._has_ended = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)

    def end(self) -> None:
        """Let nothing come of what is being connected."""
        self._has_ended = True
        for scope in list(self._scopes):
            scope.cancel()

    def _steps_on(self, stream: Any, step: Callable[..., Any]) -> Any:
        """The stream, whose TLS handshake is a step like any; it does not hold itself by that."""
        kind = cast("Any", type(cast("object", stream)))
        known = ref(stream)

        def start_tls(*arguments: Any, **named: Any) -> Any:
            return step(kind.start_tls, known(), *arguments, **named)

        stream.start_tls = start_tls
        return stream


class _SyncConnecting(_Connecting):
    def connect_tcp(self, *arguments: Any, **named: Any) -> Any:
        stream = self._step(self._backend.connect_tcp, *arguments, **named)
        return self._steps_on(stream, self._step)

    def _step(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """What ``call`` gives; a thread that waits for it cannot be woken."""
        stream = call(*arguments, **named)
        if self._has_ended:
            stream.close()
            raise httpx2.ConnectError(_CLOSED)
        return stream


class _AsyncConnecting(_Connecting):
    async def connect_tcp(self, *arguments: Any, **named: Any) -> Any:
        stream = await self._step(self._backend.connect_tcp, *arguments, **named)
        return self._steps_on(stream, self._step)

    async def _step(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        import anyio

        with anyio.CancelScope() as scope:
            self._scopes.add(scope)
            try:
                return await call(*arguments, **named)
            finally:
                self._scopes.discard(scope)
        raise httpx2.ConnectError(_CLOSED)


_CLOSED = "The client was closed while it connected."


def watched(transport: _T) -> _T:
    """The transport, whose connections :func:`wake_readers` can end before they are ready."""
    pool: Any = getattr(transport, "_pool", None)
    backend = getattr(pool, "_network_backend", None)
    if backend is not None and not isinstance(backend, _Connecting):
        is_async = hasattr(pool, "aclose")
        pool._network_backend = (_AsyncConnecting if is_async else _SyncConnecting)(backend)
    return transport


def wake_readers(client: object) -> None:
    """End what other threads or tasks wait for on the connections of a client that is about to be closed."""
    pool: Any = getattr(getattr(client, "_transport", None), "_pool", None)
    backend = getattr(pool, "_network_backend", None)
    if isinstance(backend, _Connecting):
        backend.end()
    for connection in list(getattr(pool, "connections", ())):
        stream: Any = getattr(getattr(connection, "_connection", None), "_network_stream", None)
        if stream is not None:
            _shut_down(stream)


def _shut_down(stream: Any) -> None:
    """Closing a socket does not wake who reads from it; shutting it down does."""
    end: object = stream.get_extra_info("socket")
    if isinstance(end, socket.socket):
        with suppress(OSError):
            socket.socket.shutdown(end, socket.SHUT_RDWR)
