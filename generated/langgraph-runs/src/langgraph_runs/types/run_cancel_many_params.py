from __future__ import annotations

from typing_extensions import Literal, TypedDict

from .._types import SequenceNotStr

__all__ = ["RunCancelManyParams"]


class RunCancelManyParams(TypedDict, total=False):
    action: Literal["interrupt", "rollback"]
    """`interrupt` stops the run; `rollback` deletes it and its checkpoints as well."""

    run_ids: SequenceNotStr[str]
    """IDs of the runs."""

    status: Literal["pending", "running", "all"]
    """All runs in this state."""

    thread_id: str
    """ID of the thread that the runs work on."""
