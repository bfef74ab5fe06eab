from __future__ import annotations

from typing import Dict

from typing_extensions import Literal, TypedDict

__all__ = ["Ttl", "ThreadUpdateParams"]


class Ttl(TypedDict, total=False):
    """When the thread is cleared away."""

    strategy: Literal["delete", "keep_latest"]
    """Whether the whole thread goes, or all but its latest state."""

    ttl: float
    """How many minutes from now."""


class ThreadUpdateParams(TypedDict, total=False):
    metadata: Dict[str, object]
    """Notes that are added or replaced."""

    ttl: Ttl
    """When the thread is cleared away."""
