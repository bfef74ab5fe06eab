"""Pages of lists: what they hold, and how the request for the next one is made; no I/O here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import httpx2
from pydantic import PrivateAttr
from typing_extensions import override

from ._models import BaseModel
from ._narrow import is_mapping
from ._options import FinalRequestOptions
from ._settings import SDKError
from ._types import NotGiven, Query, not_given

__all__ = ["BasePage", "PageInfo", "PaginationError"]

_T = TypeVar("_T")


class PaginationError(SDKError, RuntimeError):
    """There is no next page, or the API's cursor leads back to a page that was there before."""


class PageInfo:
    """How the request for the next page differs: in its ``params``, its ``url``, or its ``json`` body.

    ``params`` and ``json`` are merged into those of the first request, ``url`` replaces it.
    """

    url: httpx2.URL | NotGiven
    params: Query | NotGiven
    json: object

    def __init__(
        self,
        *,
        url: httpx2.URL | str | NotGiven = not_given,
        params: Query | NotGiven = not_given,
        json: object = not_given,
    ) -> None:
        given = [part for part in (url, params, json) if not isinstance(part, NotGiven)]
        if len(given) != 1:
            raise TypeError("PageInfo takes exactly one of `url`, `params` and `json`")
        self.url = httpx2.URL(url) if isinstance(url, str) else url
        self.params = params
        self.json = json

    @override
    def __repr__(self) -> str:
        for name in ("url", "json", "params"):
            if not isinstance(value := getattr(self, name), NotGiven):
                return f"PageInfo({name}={value!r})"
        return "PageInfo()"


class BasePage(BaseModel, Generic[_T]):
    """One page of a list of ``_T``. Pages of an SDK say where the items are, and what comes next."""

    _client: Any = PrivateAttr()
    _options: FinalRequestOptions = PrivateAttr()

    def _set_private_attributes(self, client: Any, options: FinalRequestOptions) -> None:
        if self.__pydantic_private__ is None:
            self.__pydantic_private__ = {}
        self._client = client
        self._options = options

    def _get_page_items(self) -> Iterable[_T]:
        raise NotImplementedError(f"{type(self).__name__} does not say where its items are")

    def next_page_info(self) -> PageInfo | None:
        """How to ask for the next page; ``None`` where there is none."""
        return None

    def has_next_page(self) -> bool:
        """Whether there may be a next page. An empty page has none."""
        return bool(self._get_page_items()) and self.next_page_info() is not None

    def _next_options(self) -> FinalRequestOptions:
        """The request for the next page: that for this one with the differences merged in.

        Raises :class:`PaginationError` where there is none, or where it is the same request again.
        """
        info = self.next_page_info()
        if info is None:
            raise PaginationError(
                "No next page expected; please check `.has_next_page()` before calling "
                "`.get_next_page()`."
            )
        options = self._options.copy(
            response_mode="parsed", response_cls=None, idempotency_key=None
        )
        if not isinstance(info.params, NotGiven):
            options.params = {**options.params, **info.params}
        elif not isinstance(info.url, NotGiven):
            options.params = _params_not_in(options.params, info.url)
            options.url = str(info.url)
        else:
            options.json_data = _merged_json(options.json_data, info.json)
        if _position_of(options) == self._position():
            raise PaginationError(f"The next page is this page again: {info!r}")
        return options

    def _position(self) -> str:
        """What tells the request for this page from that for another."""
        return _position_of(self._options)


def _position_of(options: FinalRequestOptions) -> str:
    return f"{options.url} {dict(options.params)!r} {options.json_data!r}"


def _params_not_in(params: Query, url: httpx2.URL) -> Query:
    """The parameters of the first request that the URL of the next page does not repeat."""
    names = {key.partition("[")[0].partition(".")[0] for key in url.params} | set(url.params)
    return {key: value for key, value in params.items() if key not in names}


def _merged_json(first: object, changes: object) -> object:
    if not is_mapping(changes) or not (first is None or is_mapping(first)):
        raise TypeError("Pagination is only supported with mappings")
    return {**(first or {}), **changes}
