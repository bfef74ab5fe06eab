from __future__ import annotations

from typing import Dict, List

from typing_extensions import Literal, Required, TypedDict

from ..._types import SequenceNotStr
from ..command_param import CommandParam
from ..config_param import ConfigParam
from ..lang_smith_tracing_param import LangSmithTracingParam
from ..stream_mode import StreamMode

__all__ = ["StatelessWaitParams"]


class StatelessWaitParams(TypedDict, total=False):
    assistant_id: Required[str]
    """ID of the assistant, or name of a graph, which stands for its first assistant."""

    after_seconds: float
    """How many seconds pass before the run starts."""

    checkpoint_during: bool
    """Keep the state after every step; `durability` says more.

    Deprecated.
    """

    command: CommandParam | None
    """How an interrupted run goes on, in place of `input`."""

    config: ConfigParam
    """Settings of a run."""

    context: object
    """Values that the run can read."""

    durability: Literal["sync", "async", "exit"]
    """When the state is kept; `sync` before the next step, `async` beside it, `exit` at the end
    only.
    """

    feedback_keys: SequenceNotStr[str]
    """Names for which the server gives URLs that feedback can be sent to."""

    if_not_exists: Literal["create", "reject"]
    """Whether a thread that is not there is created."""

    input: object
    """What the graph is given."""

    interrupt_after: Literal["*"] | SequenceNotStr[str]
    """Nodes after which the run stops; `*` for every node."""

    interrupt_before: Literal["*"] | SequenceNotStr[str]
    """Nodes before which the run stops; `*` for every node."""

    langsmith_tracer: LangSmithTracingParam
    """Where a run is traced to."""

    metadata: Dict[str, object]
    """Notes of your own."""

    on_completion: Literal["delete", "keep"]
    """Whether the thread goes once the run has ended."""

    on_disconnect: Literal["cancel", "continue"]
    """What becomes of the run when the connection of its request breaks."""

    stream_mode: List[StreamMode] | StreamMode
    """What is told about the run, one kind or several."""

    stream_resumable: bool
    """Keep the events and give them IDs, so that a stream can go on after its connection broke."""

    stream_subgraphs: bool
    """Tell what happens in subgraphs, too."""

    webhook: str
    """URL that is called once the run has ended."""
