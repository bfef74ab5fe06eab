from typing import Dict, List

from typing_extensions import Literal, TypeAlias

from .._models import BaseModel
from .food import Food
from .friend import Friend
from .kind import Kind

__all__ = ["OwnerPerson", "OwnerClub", "Owner", "Pet"]


class OwnerPerson(BaseModel):
    who: str

    name: str | None = None


class OwnerClub(BaseModel):
    who: str

    members: int | None = None


Owner: TypeAlias = OwnerPerson | OwnerClub


class Pet(BaseModel):
    kind: Kind
    """What it is."""

    food: Food | None = None
    """Known foods; others may follow."""

    friend: Friend | None = None

    friends: List[Friend] | None = None

    mixed: Literal[1, "1", True] | None = None

    mood: Literal["calm", "angry"] | None = None

    notes: Dict[str, object] | None = None

    owner: Owner | None = None

    plain: str | List[int] | None = None

    size: Literal[1, 2, 3] | None = None

    tags: Dict[str, str] | None = None
