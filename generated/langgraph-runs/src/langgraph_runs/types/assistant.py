from typing import Dict

from .._models import MappingModel
from .config import Config

__all__ = ["Assistant"]


class Assistant(MappingModel):
    """A graph with settings of its own."""

    assistant_id: str
    """ID of the assistant."""

    config: Config
    """Settings of a run."""

    created_at: str
    """When it was created."""

    graph_id: str
    """Name of the graph."""

    metadata: Dict[str, object]
    """Notes of its owner."""

    updated_at: str
    """When it was changed last."""

    context: Dict[str, object] | None = None
    """Values that its runs can read."""

    description: str | None = None
    """What it is for."""

    name: str | None = None
    """What it is called."""

    version: int | None = None
    """Number of the version in force."""
