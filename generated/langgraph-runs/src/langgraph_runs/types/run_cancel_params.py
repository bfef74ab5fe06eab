from __future__ import annotations

from typing_extensions import Literal, TypedDict

__all__ = ["RunCancelParams"]


class RunCancelParams(TypedDict, total=False):
    action: Literal["interrupt", "rollback"]
    """`interrupt` stops the run; `rollback` deletes it and its checkpoints as well."""

    wait: bool
    """Answer only once the run has stopped."""
