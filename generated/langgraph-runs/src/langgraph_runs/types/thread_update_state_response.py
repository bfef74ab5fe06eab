from typing import Dict

from .._models import MappingModel

__all__ = ["ThreadUpdateStateResponse"]


class ThreadUpdateStateResponse(MappingModel):
    """Where a new state is kept."""

    checkpoint: Dict[str, object] | None = None
    """Its checkpoint."""
