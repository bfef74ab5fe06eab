"""Bodies that are no JSON: a file to keep, or a part of one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from os import PathLike
from typing import Any

from typing_extensions import deprecated

from ._compat import async_call_blocking
from ._response_core import BinaryContent

__all__ = ["HttpxBinaryResponseContent", "async_write_file", "write_file"]

_NOT_STREAMED = (
    "This method reads the whole body first; use `.with_streaming_response.method()` instead"
)


def write_file(file: str | PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write chunks to a file as they come."""
    with open(file, "wb") as target:
        for chunk in chunks:
            target.write(chunk)


async def async_write_file(file: str | PathLike[str], chunks: AsyncIterator[bytes]) -> None:
    """Write chunks to a file as they come, without blocking the event loop."""
    target = await async_call_blocking(open, file, "wb")
    try:
        async for chunk in chunks:
            await async_call_blocking(target.write, chunk)
    finally:
        await async_call_blocking(target.close)


class HttpxBinaryResponseContent(BinaryContent):
    """The body of a response, for sync and async clients; the methods with ``a`` are async."""

    @property
    def content(self) -> bytes:
        """The body."""
        return self.response.content

    @property
    def text(self) -> str:
        """The body, decoded."""
        return self.response.text

    @property
    def encoding(self) -> str | None:
        """The encoding that :attr:`text` uses."""
        return self.response.encoding

    @property
    def charset_encoding(self) -> str | None:
        """The encoding that the content type names."""
        return self.response.charset_encoding

    def json(self, **kwargs: Any) -> Any:
        """The body, decoded as JSON. Raises :class:`ValueError` where it is none."""
        return self.response.json(**kwargs)

    def read(self) -> bytes:
        """The body."""
        return self.response.read()

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in parts of so many bytes."""
        return self.response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body as text, in parts of so many characters."""
        return self.response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The lines of the body, without their ends."""
        return self.response.iter_lines()

    def iter_raw(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body as it was transferred, still compressed, in parts of so many bytes."""
        return self.response.iter_raw(chunk_size)

    def write_to_file(self, file: str | PathLike[str]) -> None:
        """Write the body to a file. For large ones, use ``with_streaming_response``."""
        write_file(file, self.response.iter_bytes())

    @deprecated(_NOT_STREAMED)
    def stream_to_file(self, file: str | PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the body to a file, ``chunk_size`` bytes at a time."""
        write_file(file, self.response.iter_bytes(chunk_size))

    def close(self) -> None:
        """Close the response."""
        self.response.close()

    async def aread(self) -> bytes:
        """The body."""
        return await self.response.aread()

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in parts of so many bytes: ``async for part in await content.aiter_bytes()``."""
        return self.response.aiter_bytes(chunk_size)

    async def aiter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body as text, in parts of so many characters."""
        return self.response.aiter_text(chunk_size)

    async def aiter_lines(self) -> AsyncIterator[str]:
        """The lines of the body, without their ends."""
        return self.response.aiter_lines()

    async def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body as it was transferred, still compressed, in parts of so many bytes."""
        return self.response.aiter_raw(chunk_size)

    @deprecated(_NOT_STREAMED)
    async def astream_to_file(
        self, file: str | PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file, ``chunk_size`` bytes at a time."""
        await async_write_file(file, self.response.aiter_bytes(chunk_size))

    async def aclose(self) -> None:
        """Close the response."""
        await self.response.aclose()
