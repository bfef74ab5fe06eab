"""Pages of lists: what they hold, and how the request for the next one is made; no I/O here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, cast

import httpx2
from pydantic import PrivateAttr
from typing_extensions import Self, override

from ._models import BaseModel
from ._narrow import is_mapping
from ._options import FinalRequestOptions
from ._settings import SDKError
from ._types import NotGiven, Query, not_given

__all__ = ["BasePage", "PageInfo", "PaginationError"]

_T = TypeVar("_T")
_PageT = TypeVar("_PageT")


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
    _trail: _Trail = PrivateAttr()
    _from_headers: ClassVar[dict[str, tuple[str, type]]] = {}
    """Fields that stand in response headers: the header of each, and the type of its value."""

    def _set_private_attributes(self, client: Any, options: FinalRequestOptions) -> None:
        if self.__pydantic_private__ is None:
            self.__pydantic_private__ = {}
        self._client = client
        self._options = options
        self._trail = _Trail(_position_of(options))

    def _take_headers(self, headers: httpx2.Headers) -> None:
        for name, (header, kind) in self._from_headers.items():
            if (text := headers.get(header)) is not None:
                setattr(self, name, _converted(text, kind))

    def _sent(self, name: str) -> Any:
        """The member of the body that asked for this page; ``None`` where it has none."""
        body = self._options.json_data
        return body.get(name) if is_mapping(body) else None

    def _get_page_items(self) -> Iterable[_T]:
        """The items of this page. Raises :class:`PaginationError` where its class does not say where they are."""
        raise PaginationError(f"{type(self).__name__} does not say where its items are")

    def next_page_info(self) -> PageInfo | None:
        """How to ask for the next page; ``None`` where there is none."""
        return None

    def has_next_page(self) -> bool:
        """Whether there may be a next page. An empty page has none."""
        return bool(self._listed()) and self.next_page_info() is not None

    def _listed(self) -> Iterable[_T]:
        """The items to iterate over: none where the API sent something else in place of a list."""
        items = cast("object", self._get_page_items())
        is_list = isinstance(items, Iterable) and not isinstance(items, (str, Mapping))
        return cast("Iterable[_T]", items) if is_list else ()

    def _next_options(self) -> FinalRequestOptions:
        """The request for the next page: that for this one with the differences merged in.

        Raises :class:`PaginationError` where there is none, or where it leads back to where it came from.
        """
        info = self.next_page_info() if self._listed() else None
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
        position = _position_of(options)
        if position == self._position():
            raise PaginationError(f"The next page is this page again: {info!r}")
        if position == self._trail.mark:
            raise back_at(position)
        return options

    def _onward(self) -> Onward[Self]:
        """What it takes to ask for the next page. Raises :class:`PaginationError` as its options do."""
        return Onward(self._client, type(self), self._next_options(), self._trail)

    def _follows(self, trail: _Trail) -> None:
        """Note that this page was asked for as the next one of another, whose trail is given."""
        self._trail = trail.to(self._position())

    def _position(self) -> str:
        """What tells the request for this page from that for another."""
        return _position_of(self._options)


def _converted(text: str, kind: type) -> object:
    """The value in a header; as text where it is none of the kind that was promised."""
    if kind is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    try:
        return kind(text)
    except ValueError:
        return text


class _Trail:
    """Finds circles in a chain of pages without keeping the chain (Brent's algorithm).

    ``mark`` is the position of an earlier page. It moves up to the newest after 1, 2, 4, ... steps, so that
    a circle is noticed after at most three times the requests that it takes to close it.
    """

    __slots__ = ("_limit", "_steps", "mark")

    def __init__(self, mark: str, steps: int = 0, limit: int = 1) -> None:
        self.mark = mark
        self._steps = steps
        self._limit = limit

    def to(self, position: str) -> _Trail:
        """The trail of the page that follows."""
        if self._steps + 1 == self._limit:
            return _Trail(position, limit=2 * self._limit)
        return _Trail(self.mark, self._steps + 1, self._limit)


@dataclass(frozen=True)
class Onward(Generic[_PageT]):
    """The way from a page to the next one, which does not keep the page."""

    client: Any
    page_cls: type[_PageT]
    options: FinalRequestOptions
    trail: _Trail


def back_at(position: str) -> PaginationError:
    """The error for a next page whose request was sent before."""
    return PaginationError(f"The API leads back to a page that was read: {position}")


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
