from __future__ import annotations

from typing import Iterable

from typing_extensions import Annotated, Literal, Required, TypedDict

from .._body import PropertyInfo

__all__ = ["GuestTicket", "Guest", "FilterRange", "Filter", "VisitCreateParams"]


class GuestTicket(TypedDict, total=False):
    price: Required[float]

    kind: Literal["day", "year"]


class Guest(TypedDict, total=False):
    name: str

    ticket: GuestTicket


class FilterRange(TypedDict, total=False):
    from_: Annotated[int, PropertyInfo(alias="from")]

    to: int


class Filter(TypedDict, total=False):
    ranges: Iterable[FilterRange]


class VisitCreateParams(TypedDict, total=False):
    guests: Required[Iterable[Guest]]

    filter: Filter
