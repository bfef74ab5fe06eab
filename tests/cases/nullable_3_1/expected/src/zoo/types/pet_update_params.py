from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from .._types import SequenceNotStr

__all__ = ["Place", "PetUpdateParams"]


class Place(TypedDict, total=False):
    cage: int


class PetUpdateParams(TypedDict, total=False):
    id: Required[str]

    left_at: Required[int | None]
    """Null while it is here."""

    name: str

    nick: str | None

    place: Place | None

    size: Literal["s", "m"] | None

    toys: SequenceNotStr[str | None]
