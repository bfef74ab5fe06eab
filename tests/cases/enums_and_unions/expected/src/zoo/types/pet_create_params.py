from __future__ import annotations

from typing import Dict, Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from .food import Food
from .friend_param import FriendParam
from .kind import Kind

__all__ = ["OwnerPerson", "OwnerClub", "Owner", "PetCreateParams"]


class OwnerPerson(TypedDict, total=False):
    who: Required[str]

    name: str


class OwnerClub(TypedDict, total=False):
    who: Required[str]

    members: int


Owner: TypeAlias = OwnerPerson | OwnerClub


class PetCreateParams(TypedDict, total=False):
    kind: Required[Kind]
    """What it is."""

    food: Food
    """Known foods; others may follow."""

    friend: FriendParam

    friends: Iterable[FriendParam]

    mixed: Literal[1, "1", True] | None

    mood: Literal["calm", "angry"]

    notes: Dict[str, object]

    owner: Owner

    plain: str | Iterable[int]

    size: Literal[1, 2, 3]

    tags: Dict[str, str]
