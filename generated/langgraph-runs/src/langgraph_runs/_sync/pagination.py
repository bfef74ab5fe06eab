"""Pages that can ask for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from typing_extensions import Self

from .._lists import PageT
from .._page import BasePage, Onward, PageInfo, PaginationError, back_at

__all__ = [
    "BaseSyncPage",
    "BasePage",
    "PageInfo",
    "PaginationError",
]

_T = TypeVar("_T")


class BaseSyncPage(BasePage[_T], Generic[_T]):
    """A page of a list. Iterate over it for the items of this and all following pages."""

    def __iter__(  # type: ignore[override, unused-ignore]
        self,
    ) -> Iterator[_T]:
        pages = self.iter_pages()
        del self  # a page that was read is nobody's any more, while the next one comes
        for page in pages:
            items = iter(page._listed())
            del page
            for item in items:
                yield item

    def iter_pages(self) -> Iterator[Self]:
        """This page and all that follow, each asked for when it is needed.

        Raises :class:`PaginationError` when the API leads back to a page that was there before.
        """
        page = self
        del self
        seen = {page._position()}
        while True:
            yield page
            if not page.has_next_page():
                return
            onward = page._onward()
            del page
            page = _next_page(onward)
            if (position := page._position()) in seen:
                raise back_at(position)
            seen.add(position)

    def get_next_page(self) -> Self:
        """Ask for the next page, with the headers, timeout and other options of this one.

        Raises :class:`PaginationError` (a :class:`RuntimeError`) where there is no next page, or where a
        chain of such calls goes in circles.
        """
        return _next_page(self._onward())


def _next_page(onward: Onward[PageT]) -> PageT:
    page: PageT = onward.client.request(onward.page_cls, onward.options)
    page._follows(onward.trail)
    return page
