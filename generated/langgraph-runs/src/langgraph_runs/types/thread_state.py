from __future__ import annotations

from typing import Dict, List

from .._models import MappingModel
from .checkpoint import Checkpoint
from .interrupt import Interrupt

__all__ = ["Task", "ThreadState"]


class Task(MappingModel):
    id: str
    """ID of the task."""

    name: str
    """Name of its node."""

    checkpoint: Checkpoint | None = None
    """Where a state is kept."""

    error: str | None = None
    """What went wrong when it was tried."""

    interrupts: List[Interrupt] | None = None
    """What it asks."""

    state: ThreadState | None = None
    """The state of a thread at one moment."""


class ThreadState(MappingModel):
    """The state of a thread at one moment."""

    checkpoint: Checkpoint
    """Where a state is kept."""

    created_at: str
    """When it was made."""

    metadata: Dict[str, object]
    """Notes about the state."""

    next: List[str]
    """The nodes that come next; none when the thread waits for input."""

    values: List[Dict[str, object]] | Dict[str, object]
    """The state itself."""

    interrupts: List[Interrupt] | None = None
    """What waits for an answer."""

    parent_checkpoint: Dict[str, object] | None = None
    """Where the state before it is kept."""

    tasks: List[Task] | None = None
    """What the nodes that come next are about to do."""
