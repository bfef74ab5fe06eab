from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .pet import Pet as Pet
    from .pet_retrieve_params import PetRetrieveParams as PetRetrieveParams
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "pet": ("Pet",),
            "pet_retrieve_params": ("PetRetrieveParams",),
        },
    )
