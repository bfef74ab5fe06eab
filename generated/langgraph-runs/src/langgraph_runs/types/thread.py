from datetime import datetime
from typing import Dict

from typing_extensions import Literal

from .._models import MappingModel
from .thread_status import ThreadStatus

__all__ = ["Ttl", "Thread"]


class Ttl(MappingModel):
    """When it is cleared away; given on demand only."""

    expires_at: datetime | None = None
    """The time at which it goes."""

    strategy: Literal["delete", "keep_latest"] | None = None
    """Whether the whole thread goes, or all but its latest state."""

    ttl_minutes: float | None = None
    """How many minutes after its last use."""


class Thread(MappingModel):
    """What keeps the state that runs work on."""

    created_at: str
    """When it was created."""

    metadata: Dict[str, object]
    """Notes of its owner."""

    status: ThreadStatus
    """What a thread is doing."""

    thread_id: str
    """ID of the thread."""

    updated_at: str
    """When it was changed last."""

    config: Dict[str, object] | None = None
    """Settings of its last run."""

    extracted: Dict[str, object] | None = None
    """What a search was asked to take out of it."""

    interrupts: Dict[str, object] | None = None
    """What waits for an answer, by the ID of the task that asks."""

    state_updated_at: str | None = None
    """When its state was changed last."""

    ttl: Ttl | None = None
    """When it is cleared away; given on demand only."""

    values: Dict[str, object] | None = None
    """Its current state."""
