from __future__ import annotations

from typing import Dict, List

from typing_extensions import Literal, Required, TypedDict

from ..._types import SequenceNotStr
from ..checkpoint_param import CheckpointParam
from ..command_param import CommandParam
from ..config_param import ConfigParam
from ..lang_smith_tracing_param import LangSmithTracingParam
from ..multitask_strategy import MultitaskStrategy
from ..stream_mode import StreamMode

__all__ = ["StatefulWaitParams"]


class StatefulWaitParams(TypedDict, total=False):
    assistant_id: Required[str]
    """ID of the assistant, or name of a graph, which stands for its first assistant."""

    after_seconds: float
    """How many seconds pass before the run starts."""

    checkpoint: CheckpointParam
    """Where a state is kept."""

    checkpoint_during: bool
    """Keep the state after every step; `durability` says more.

    Deprecated.
    """

    checkpoint_id: str
    """ID of the checkpoint to go on from; short for a whole `checkpoint`."""

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

    multitask_strategy: MultitaskStrategy
    """What is done with a run on a thread that is busy."""

    on_disconnect: Literal["cancel", "continue"]
    """What becomes of the run when the connection of its request breaks."""

    stream_mode: List[StreamMode] | StreamMode
    """What is told about the run, one kind or several."""

    stream_resumable: bool
    """Keep the events and give them IDs, so that a stream can go on after its connection broke."""

    stream_subgraphs: bool
    """Tell what happens in subgraphs, too."""

    strict_resume: bool
    """Refuse a run that answers a question nobody has asked."""

    webhook: str
    """URL that is called once the run has ended."""
