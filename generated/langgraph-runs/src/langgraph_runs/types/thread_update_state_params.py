from __future__ import annotations

from typing import Dict, Iterable

from typing_extensions import TypedDict

from .checkpoint_param import CheckpointParam

__all__ = ["ThreadUpdateStateParams"]


class ThreadUpdateStateParams(TypedDict, total=False):
    values: Iterable[object] | Dict[str, object] | None
    """The values."""

    as_node: str
    """The node that seems to have given them."""

    checkpoint: CheckpointParam
    """Where a state is kept."""
