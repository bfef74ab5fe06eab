from __future__ import annotations

from typing_extensions import TypedDict

from .shared.level import Level
from .shared_params.address import Address

__all__ = ["KeeperCreateParams"]


class KeeperCreateParams(TypedDict, total=False):
    address: Address

    level: Level
