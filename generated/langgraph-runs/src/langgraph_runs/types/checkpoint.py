from typing import Dict

from .._models import MappingModel

__all__ = ["Checkpoint"]


class Checkpoint(MappingModel):
    """Where a state is kept."""

    checkpoint_id: str | None = None
    """ID of the state; left out, the latest."""

    checkpoint_map: Dict[str, object] | None = None
    """Checkpoints of the graphs around it."""

    checkpoint_ns: str | None = None
    """Namespace, which tells subgraphs apart."""

    thread_id: str | None = None
    """ID of its thread."""
