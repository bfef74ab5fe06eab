from __future__ import annotations

from typing import List

from typing_extensions import Literal, TypedDict

from .run_status import RunStatus

__all__ = ["RunListParams"]


class RunListParams(TypedDict, total=False):
    limit: int
    """How many runs are given at most."""

    offset: int
    """How many runs are passed over first."""

    select: List[
        Literal[
            "run_id",
            "thread_id",
            "assistant_id",
            "created_at",
            "updated_at",
            "status",
            "metadata",
            "kwargs",
            "multitask_strategy",
            "langsmith_session_name",
            "cancel_reason",
        ]
    ]
    """The properties that are given; all, if this is left out."""

    status: RunStatus
    """Only runs in this state."""
