"""How a list method begins: sync with the first page itself, async with a promise of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ._options import FinalRequestOptions
from ._paginator import AsyncPaginator

if TYPE_CHECKING:
    from ._aio.pagination import BaseAsyncPage
    from ._sync.pagination import BaseSyncPage

__all__ = ["AsyncPageT", "PageT", "async_request_page", "request_page"]

_T = TypeVar("_T")
PageT = TypeVar("PageT", bound="BaseSyncPage[Any]")
AsyncPageT = TypeVar("AsyncPageT", bound="BaseAsyncPage[Any]")


def request_page(
    client: Any, model: type[_T], page: type[PageT], options: FinalRequestOptions
) -> PageT:
    """Ask a sync client for the first page."""
    first: PageT = client.request(page, options)
    return first


def async_request_page(
    client: Any, model: type[_T], page: type[AsyncPageT], options: FinalRequestOptions
) -> AsyncPaginator[_T, AsyncPageT]:
    """Promise the first page of an async client; nothing is sent before it is awaited."""
    return AsyncPaginator(client=client, options=options, page_cls=page, model=model)
