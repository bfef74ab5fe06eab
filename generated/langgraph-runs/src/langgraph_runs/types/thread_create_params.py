from __future__ import annotations

from typing import Dict, Iterable

from typing_extensions import Literal, Required, TypedDict

from .command_param import CommandParam

__all__ = ["SuperstepUpdate", "Superstep", "Ttl", "ThreadCreateParams"]


class SuperstepUpdate(TypedDict, total=False):
    """An update as if by a node."""

    as_node: Required[str]
    """Name of the node."""

    command: CommandParam | None
    """Where the node sends the run on to."""

    values: Iterable[object] | Dict[str, object] | None
    """What the node gives."""


class Superstep(TypedDict, total=False):
    updates: Required[Iterable[SuperstepUpdate]]
    """What happens in one step."""


class Ttl(TypedDict, total=False):
    """When the thread is cleared away."""

    strategy: Literal["delete", "keep_latest"]
    """Whether the whole thread goes, or all but its latest state."""

    ttl: float
    """How many minutes from now."""


class ThreadCreateParams(TypedDict, total=False):
    if_exists: Literal["raise", "do_nothing"]
    """What is done when there is a thread with this ID already."""

    metadata: Dict[str, object]
    """Notes of your own."""

    supersteps: Iterable[Superstep]
    """Updates that make up the first state, step by step."""

    thread_id: str
    """ID of the thread; left out, one is drawn."""

    ttl: Ttl
    """When the thread is cleared away."""
