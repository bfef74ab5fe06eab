from __future__ import annotations

from typing import Dict, List

from typing_extensions import Literal, TypedDict

__all__ = ["AssistantSearchParams"]


class AssistantSearchParams(TypedDict, total=False):
    graph_id: str
    """Name of the graph, as the server's configuration has it."""

    limit: int
    """How many are given at most."""

    metadata: Dict[str, object]
    """Notes that it must have, each with this value."""

    name: str
    """Part of the name, in any case."""

    offset: int
    """How many are passed over first."""

    select: List[
        Literal[
            "assistant_id",
            "graph_id",
            "name",
            "description",
            "config",
            "context",
            "created_at",
            "updated_at",
            "metadata",
            "version",
        ]
    ]
    """The properties that are given; all, if this is left out."""

    sort_by: Literal["assistant_id", "created_at", "updated_at", "name", "graph_id"]
    """What decides their order."""

    sort_order: Literal["asc", "desc"]
    """Direction of the order."""
