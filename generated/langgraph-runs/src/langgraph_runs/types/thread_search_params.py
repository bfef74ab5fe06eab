from __future__ import annotations

from typing import Dict, List

from typing_extensions import Literal, TypedDict

from .._types import SequenceNotStr
from .thread_status import ThreadStatus

__all__ = ["ThreadSearchParams"]


class ThreadSearchParams(TypedDict, total=False):
    extract: Dict[str, str]
    """What is taken out of each thread, as a path below `values`, `metadata`, `config` or
    `interrupts`, by the name that it gets.
    """

    ids: SequenceNotStr[str]
    """Only threads with these IDs."""

    limit: int
    """How many are given at most."""

    metadata: Dict[str, object]
    """Notes that it must have, each with this value."""

    offset: int
    """How many are passed over first."""

    select: List[
        Literal[
            "thread_id",
            "created_at",
            "updated_at",
            "state_updated_at",
            "metadata",
            "config",
            "status",
            "values",
            "interrupts",
        ]
    ]
    """The properties that are given; all, if this is left out."""

    sort_by: Literal["thread_id", "status", "created_at", "updated_at", "state_updated_at"]
    """What decides their order."""

    sort_order: Literal["asc", "desc"]
    """Direction of the order."""

    status: ThreadStatus
    """What a thread is doing."""

    values: Dict[str, object]
    """Values that its state must have."""
