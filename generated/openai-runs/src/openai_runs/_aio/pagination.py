"""Pages that can ask for the next one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Generic, TypeVar

from typing_extensions import Self

from .._page import BasePage, PageInfo, PaginationError, back_at
from .._paginator import AsyncPaginator  # unasync: remove

__all__ = [
    "AsyncPaginator",  # unasync: remove
    "BaseAsyncPage",
    "BasePage",
    "PageInfo",
    "PaginationError",
]

_T = TypeVar("_T")


class BaseAsyncPage(BasePage[_T], Generic[_T]):
    """A page of a list. Iterate over it for the items of this and all following pages."""

    async def __aiter__(  # type: ignore[override, unused-ignore]
        self,
    ) -> AsyncIterator[_T]:
        async for page in self.iter_pages():
            for item in page._listed():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and all that follow, each asked for when it is needed.

        Raises :class:`PaginationError` when the API leads back to a page that was there before.
        """
        page = self
        seen = {page._position()}
        while True:
            yield page
            if not page.has_next_page():
                return
            page = await page.get_next_page()
            if (position := page._position()) in seen:
                raise back_at(position)
            seen.add(position)

    async def get_next_page(self) -> Self:
        """Ask for the next page, with the headers, timeout and other options of this one.

        Raises :class:`PaginationError` (a :class:`RuntimeError`) where there is no next page, or where a
        chain of such calls goes in circles.
        """
        page: Self = await self._client.request(type(self), self._next_options())
        page._follows(self)
        return page
