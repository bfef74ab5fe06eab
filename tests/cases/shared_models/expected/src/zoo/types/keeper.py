from .._models import BaseModel
from .shared.address import Address
from .shared.level import Level

__all__ = ["Keeper"]


class Keeper(BaseModel):
    address: Address | None = None

    level: Level | None = None
