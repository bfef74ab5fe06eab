from __future__ import annotations

from typing import Dict

from typing_extensions import Literal, Required, TypedDict

__all__ = ["AssistantCreateParams"]


class AssistantCreateParams(TypedDict, total=False):
    graph_id: Required[str]
    """Name of the graph, as the server's configuration has it."""

    assistant_id: str
    """ID of the assistant; left out, one is drawn."""

    config: Dict[str, object]
    """Settings of the graph's runs."""

    context: Dict[str, object]
    """Values that its runs can read."""

    description: str | None
    """What it is for."""

    if_exists: Literal["raise", "do_nothing"]
    """What is done when there is an assistant with this ID already."""

    metadata: Dict[str, object]
    """Notes of your own."""

    name: str
    """What it is called."""
