from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import beta as beta
    from . import shared as shared
    from . import shared_params as shared_params
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "beta": (),
            "shared": (),
            "shared_params": (),
        },
    )
