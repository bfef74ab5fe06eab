from __future__ import annotations

from typing_extensions import Annotated, Required, TypedDict

from .._body import PropertyInfo

__all__ = ["Filter", "PetReplaceParams"]


class Filter(TypedDict, total=False):
    min: int


class PetReplaceParams(TypedDict, total=False):
    path_id: Required[Annotated[str, PropertyInfo(alias="id")]]

    length: Required[float]

    x_keeper: Required[Annotated[str, PropertyInfo(alias="X-Keeper")]]

    query_id: Annotated[int, PropertyInfo(alias="id")]

    dry_run: Annotated[bool, PropertyInfo(alias="dry-run")]

    filter: Filter

    if_match: Annotated[str, PropertyInfo(alias="If-Match")]
    """Version that is replaced."""

    session: str
