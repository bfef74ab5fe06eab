from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["CageUpdateParams"]


class CageUpdateParams(TypedDict, total=False):
    loud: bool
    """Does nothing any more.

    Deprecated.
    """

    bars: int
    """Deprecated."""

    glass: bool
