from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .address import Address as Address
    from .level import Level as Level
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "address": ("Address",),
            "level": ("Level",),
        },
    )
