from typing import Dict

from .._models import MappingModel
from .multitask_strategy import MultitaskStrategy
from .run_status import RunStatus

__all__ = ["Run"]


class Run(MappingModel):
    """One execution of a graph."""

    assistant_id: str
    """ID of the assistant that does the work."""

    created_at: str
    """When it was created."""

    kwargs: Dict[str, object]
    """What it was started with."""

    metadata: Dict[str, object]
    """Notes of its owner."""

    multitask_strategy: MultitaskStrategy
    """What is done with a run on a thread that is busy."""

    run_id: str
    """ID of the run."""

    status: RunStatus
    """Where a run stands."""

    thread_id: str
    """ID of the thread that it works on."""

    updated_at: str
    """When it was changed last."""

    cancel_reason: str | None = None
    """Why it was cancelled."""

    langsmith_session_name: str | None = None
    """Project that its trace is sent to, where it is traced."""
