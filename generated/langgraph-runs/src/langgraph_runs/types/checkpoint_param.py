from __future__ import annotations

from typing import Dict

from typing_extensions import TypedDict

__all__ = ["CheckpointParam"]


class CheckpointParam(TypedDict, total=False):
    """Where a state is kept."""

    checkpoint_id: str
    """ID of the state; left out, the latest."""

    checkpoint_map: Dict[str, object]
    """Checkpoints of the graphs around it."""

    checkpoint_ns: str
    """Namespace, which tells subgraphs apart."""

    thread_id: str
    """ID of its thread."""
