from .._models import MappingModel

__all__ = ["RunEvent"]


class RunEvent(MappingModel):
    """One event of a stream."""

    event: str
    """What happened; in a subgraph, with its namespace behind a bar."""

    data: object | None = None
    """What is told about it."""
