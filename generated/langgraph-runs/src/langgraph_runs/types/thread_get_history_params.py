from __future__ import annotations

from typing import Dict

from typing_extensions import TypeAlias, TypedDict

from .checkpoint_param import CheckpointParam

__all__ = ["Before", "ThreadGetHistoryParams"]


Before: TypeAlias = str | CheckpointParam
"""Only states before this one, named by its checkpoint or by the ID of that."""


class ThreadGetHistoryParams(TypedDict, total=False):
    before: Before
    """Only states before this one, named by its checkpoint or by the ID of that."""

    checkpoint: CheckpointParam
    """Where a state is kept."""

    limit: int
    """How many are given at most."""

    metadata: Dict[str, object]
    """Notes that it must have, each with this value."""
