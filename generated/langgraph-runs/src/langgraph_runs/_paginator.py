"""What an async list method returns at once: to be awaited for a page, or iterated over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ._options import FinalRequestOptions

if TYPE_CHECKING:
    from ._aio.client import AsyncAPIClient
    from ._aio.pagination import BaseAsyncPage

_T = TypeVar("_T")
_PageT = TypeVar("_PageT", bound="BaseAsyncPage[Any]")


class AsyncPaginator(Generic[_T, _PageT]):
    """``await`` it for the first page; ``async for`` over it for the items of all pages.

    Nothing is sent before. Each use sends the request again.
    """

    def __init__(
        self,
        *,
        client: AsyncAPIClient,
        options: FinalRequestOptions,
        page_cls: type[_PageT],
        model: type[_T],
    ) -> None:
        self._client = client
        self._options = options
        self._page_cls = page_cls
        self._model = model

    def __await__(self) -> Generator[Any, None, _PageT]:
        return self._client.request(self._page_cls, self._options).__await__()

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for item in await self:
            yield item
