"""What streams of runs hand out: parts whose event, or type, says what their data is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Literal, TypeAlias, cast

from pydantic import BaseModel, TypeAdapter
from typing_extensions import NamedTuple, NotRequired, TypedDict, TypeVar

__all__ = [
    "CheckpointData",
    "DebugData",
    "ErrorData",
    "PartReader",
    "RunMetadata",
    "RunPart",
    "RunPartV2",
    "StreamPart",
    "StreamPartV2",
    "TaskData",
    "TaskResultData",
]

Json: TypeAlias = "dict[str, Any]"

EventT = TypeVar("EventT", bound=str, default=str)
DataT = TypeVar("DataT", default=Any)
StateT = TypeVar("StateT", default=Json)
UpdateT = TypeVar("UpdateT", default=Json)


class StreamPart(NamedTuple, Generic[EventT, DataT]):
    """One event of a stream. In a subgraph, `event` has the namespace behind a bar: `values|child:1f0c`."""

    event: EventT
    data: DataT
    id: str | None = None
    """ID of the latest event that had one; only runs whose stream can be resumed have them."""


class StreamPartV2(TypedDict, Generic[EventT, DataT]):
    """One event of a stream of version 2: the namespace stands beside the type."""

    type: EventT
    ns: list[str]
    data: DataT
    interrupts: list[Json]
    """What the graph asks, taken out of the data of `values`; empty for other types."""


class RunMetadata(TypedDict):
    """Which run a stream is about."""

    run_id: str
    attempt: NotRequired[int]


class ErrorData(TypedDict):
    """Why a run has failed."""

    error: str
    message: str


class TaskData(TypedDict):
    """A node is about to work."""

    id: str
    name: str
    input: Any
    triggers: list[str]


class TaskResultData(TypedDict):
    """A node has worked."""

    id: str
    name: str
    error: str | None
    interrupts: list[Json]
    result: Any


class CheckpointData(TypedDict):
    """A state that was kept."""

    config: Json | None
    metadata: Json
    values: Json
    next: list[str]
    parent_config: Json | None
    tasks: list[Json]


class DebugData(TypedDict):
    """A step of a run, in full; `type` is `checkpoint`, `task` or `task_result`."""

    step: int
    timestamp: str
    type: str
    payload: Json


RunPart: TypeAlias = (
    StreamPart[Literal["values"], StateT]
    | StreamPart[Literal["updates"], UpdateT]
    | StreamPart[Literal["messages/partial", "messages/complete"], "list[Json]"]
    | StreamPart[Literal["messages/metadata"], Json]
    | StreamPart[Literal["messages"], "list[Json]"]
    | StreamPart[Literal["custom"], Any]
    | StreamPart[Literal["events", "tools", "lifecycle", "feedback"], Json]
    | StreamPart[Literal["tasks"], "TaskData | TaskResultData"]
    | StreamPart[Literal["checkpoints"], CheckpointData]
    | StreamPart[Literal["debug"], DebugData]
    | StreamPart[Literal["metadata"], RunMetadata]
    | StreamPart[Literal["error"], ErrorData]
    | StreamPart[Literal["end"], None]
)
"""A part of a stream without subgraphs; comparing `event` narrows `data`."""

RunPartV2: TypeAlias = (
    StreamPartV2[Literal["values"], StateT]
    | StreamPartV2[Literal["updates"], UpdateT]
    | StreamPartV2[Literal["messages/partial", "messages/complete"], "list[Json]"]
    | StreamPartV2[Literal["messages/metadata"], Json]
    | StreamPartV2[Literal["messages"], "list[Json]"]
    | StreamPartV2[Literal["custom"], Any]
    | StreamPartV2[Literal["events", "tools", "lifecycle", "feedback"], Json]
    | StreamPartV2[Literal["tasks"], "TaskData | TaskResultData"]
    | StreamPartV2[Literal["checkpoints"], CheckpointData]
    | StreamPartV2[Literal["debug"], DebugData]
    | StreamPartV2[Literal["metadata"], RunMetadata]
    | StreamPartV2[Literal["error"], ErrorData]
)
"""A part of a stream of version 2; comparing `type` narrows `data`."""


class PartReader:
    """Makes parts of events. `state` and `update` are what the data of `values` and `updates` becomes."""

    def __init__(
        self, version: str = "v1", state: object | None = None, update: object | None = None
    ) -> None:
        if version not in ("v1", "v2"):
            raise ValueError(f"version is 'v1' or 'v2', not {version!r}")
        self.version = version
        self._readers = {"values": _reader(state), "updates": _reader(update)}

    def part(self, event: str, data: Any, last_id: str | None) -> Any:
        """The part, or `None` for an event that the version leaves out."""
        if self.version == "v1":
            return StreamPart(event, self._read(event, data), last_id or None)
        if event == "end":
            return None
        kind, *namespace = event.split("|")
        interrupts = _taken_interrupts(data) if kind == "values" else []
        read = data if namespace else self._read(kind, data)
        return {"type": kind, "ns": namespace, "data": read, "interrupts": interrupts}

    def _read(self, event: str, data: Any) -> Any:
        reader = self._readers.get(event)
        return data if reader is None else reader(data)


def _taken_interrupts(data: object) -> list[Json]:
    """What the graph asks, which is taken out of its state."""
    return cast("Json", data).pop("__interrupt__", []) if isinstance(data, dict) else []


def _reader(kind: object | None) -> Callable[[Any], Any] | None:
    """What turns data into a model or a data class; other types only tell type checkers what is there."""
    if not isinstance(kind, type):
        return None
    made = cast("type[object]", kind)
    if issubclass(made, BaseModel) or hasattr(made, "__dataclass_fields__"):
        return TypeAdapter[Any](made).validate_python
    return None
