from __future__ import annotations

from typing_extensions import TypedDict

from .._types import SequenceNotStr

__all__ = ["PetRetrieveParams"]


class PetRetrieveParams(TypedDict, total=False):
    fields: SequenceNotStr[str]
    """Names of the fields that the answer should have."""
