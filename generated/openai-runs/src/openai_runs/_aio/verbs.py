"""The verbs: requests to any path, also those that the SDK has no method for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from .._compat import async_call_blocking
from .._options import FinalRequestOptions, final_options
from .._types import (
    AsyncBinaryTypes,
    Body,
    HttpxRequestFiles,
    RequestFiles,
    RequestOptions,
    ResponseT,
)

if TYPE_CHECKING:
    from .._lists import AsyncPageT
    from .._paginator import AsyncPaginator  # unasync: remove
    from .streaming import AsyncStream

_T = TypeVar("_T")
_AsyncStreamT = TypeVar("_AsyncStreamT", bound="AsyncStream[Any]")

_NO_OPTIONS: RequestOptions = {}


async def async_read_files(files: RequestFiles | None) -> HttpxRequestFiles | None:
    """The files with their paths read, off the event loop."""
    if files is None:
        return None
    from .._files import reads_disk, to_httpx_files

    if reads_disk(files):
        return await async_call_blocking(to_httpx_files, files)
    return to_httpx_files(files)


class AsyncVerbs(ABC):
    """Typed requests by verb and path.

    ``path`` is appended to the base URL (an absolute URL is taken as it is, and gets the client's
    credentials only at the base URL's origin). ``cast_to`` is what the answer becomes: a model, any other
    type, ``str``, ``bytes``, ``NoneType``, ``httpx2.Response``. ``body`` is sent as JSON (or as the form that
    the ``Content-Type`` header names), ``content`` as it is, ``files`` in a multipart form. With ``stream=True``
    the events come as ``stream_cls``, such as ``AsyncStream[Event]``.

    All raise the errors of the API (:class:`APIStatusError` and below), :class:`APIConnectionError` and
    :class:`APITimeoutError`, and :class:`TypeError` for bodies that exclude each other.
    """

    @abstractmethod
    async def _execute(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None,
    ) -> ResponseT | _AsyncStreamT: ...

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def get(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a GET request; see :class:`AsyncVerbs`."""
        final = final_options("get", path, options)
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def post(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a POST request; see :class:`AsyncVerbs`."""
        final = final_options(
            "post", path, options, body=body, content=content, files=await async_read_files(files)
        )
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    @overload
    async def put(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def put(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def put(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def put(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a PUT request; see :class:`AsyncVerbs`."""
        final = final_options(
            "put", path, options, body=body, content=content, files=await async_read_files(files)
        )
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    @overload
    async def patch(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def patch(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def patch(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a PATCH request; see :class:`AsyncVerbs`."""
        final = final_options(
            "patch", path, options, body=body, content=content, files=await async_read_files(files)
        )
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    @overload
    async def delete(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def delete(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def delete(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def delete(
        self,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a DELETE request; see :class:`AsyncVerbs`."""
        final = final_options(
            "delete", path, options, body=body, content=content, files=await async_read_files(files)
        )
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    @overload
    async def _call(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    async def _call(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: Literal[True],
        stream_cls: type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...

    @overload
    async def _call(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT: ...

    async def _call(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[ResponseT],
        body: Body | None = None,
        content: AsyncBinaryTypes | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions = _NO_OPTIONS,
        stream: bool = False,
        stream_cls: type[_AsyncStreamT] | None = None,
    ) -> ResponseT | _AsyncStreamT:
        """Send a request with any method."""
        final = final_options(
            method, path, options, body=body, content=content, files=await async_read_files(files)
        )
        return await self._execute(cast_to, final, stream=stream, stream_cls=stream_cls)

    def get_api_list(
        self,
        path: str,
        *,
        model: type[_T],
        page: type[AsyncPageT],
        body: Body | None = None,
        options: RequestOptions = _NO_OPTIONS,
        method: str = "get",
    ) -> AsyncPaginator[_T, AsyncPageT]:
        """The first page of a list, whose items are of type ``model``; pages know the way to the next."""
        return self._request_api_list(model, page, final_options(method, path, options, body=body))

    def _request_api_list(
        self, model: type[_T], page: type[AsyncPageT], options: FinalRequestOptions
    ) -> AsyncPaginator[_T, AsyncPageT]:
        from .._lists import async_request_page

        return async_request_page(self, model, page, options)
