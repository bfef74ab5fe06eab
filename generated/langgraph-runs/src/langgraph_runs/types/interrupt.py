from typing import Dict

from .._models import MappingModel

__all__ = ["Interrupt"]


class Interrupt(MappingModel):
    """A question that a graph asks before it goes on."""

    value: Dict[str, object]
    """The question."""

    id: str | None = None
    """ID to answer it by."""

    response_schema: Dict[str, object] | None = None
    """JSON Schema of the answer, where the graph gives one."""
