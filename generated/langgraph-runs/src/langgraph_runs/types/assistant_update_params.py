from __future__ import annotations

from typing import Dict

from typing_extensions import TypedDict

__all__ = ["AssistantUpdateParams"]


class AssistantUpdateParams(TypedDict, total=False):
    config: Dict[str, object]
    """Settings of the graph's runs."""

    context: Dict[str, object]
    """Values that its runs can read."""

    description: str
    """What it is for."""

    graph_id: str
    """Name of the graph, as the server's configuration has it."""

    metadata: Dict[str, object]
    """Notes of your own."""

    name: str
    """What it is called from now on."""
