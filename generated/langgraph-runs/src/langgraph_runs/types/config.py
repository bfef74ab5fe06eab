from typing import Dict, List

from .._models import MappingModel

__all__ = ["Config"]


class Config(MappingModel):
    """Settings of a run."""

    configurable: Dict[str, object] | None = None
    """Values for what the graph lets callers set."""

    recursion_limit: int | None = None
    """How many steps the run may take."""

    tags: List[str] | None = None
    """Words to find the run by in traces."""
