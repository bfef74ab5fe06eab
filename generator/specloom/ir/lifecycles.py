"""Lifecycles, decided: how a thing is started, looked at, answered, and what its states mean (layer 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specloom.diagnostics import Source
from specloom.ir.operations import Operation
from specloom.ir.types import TypeName


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that a lifecycle uses, and the helper that is made of it.

    ``resource`` is the path of the operation's resource. ``parents`` are the names of its path parameters but
    the one that identifies the thing, which is ``id_name`` (empty for an operation that starts it).
    """

    resource: tuple[str, ...]
    operation: Operation
    helper: str
    parents: tuple[str, ...]
    id_name: str = ""

    @property
    def key(self) -> str:
        """The path of the operation from the client."""
        return ".".join((*self.resource, self.operation.name))

    @property
    def switch(self) -> str:
        """The parameter that turns the answer into a stream; empty where nothing does."""
        return self.operation.stream.discriminator if self.operation.stream else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long to wait between two looks, in milliseconds; ``parameter`` is the caller's word for it."""

    header: str | None
    header_unit_ms: float
    default_ms: float
    min_ms: float
    max_ms: float | None
    factor: float
    jitter: float
    parameter: str


@dataclass(frozen=True, slots=True)
class Tools:
    """Where a thing says which tools it wants called: paths of attributes in it, and in a call.

    An answer has the members ``output_id`` and ``output``. ``outputs`` is the parameter of the answering
    method, ``parameter`` the one of the starting method that describes tools, ``definition`` a description.
    """

    calls: str
    id: str
    name: str
    arguments: str
    output_id: str
    output: str
    outputs: str
    parameter: str
    definition: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One kind of thing that is started, moves through states and ends.

    ``state`` and ``id`` are attributes of the model; ``attributes`` maps the names of path parameters to the
    attributes that hold their values. ``starts`` are printed as helpers, each on its operation's
    resource. ``event`` is the type of the streams' events where they have a plain name. Times are seconds unless
    their name says milliseconds.
    """

    name: str
    resource: tuple[str, ...]
    model: TypeName
    state: str
    id: str
    attributes: Mapping[str, str]
    read: Step
    starts: tuple[Step, ...]
    pending: tuple[str, ...]
    action: tuple[str, ...]
    success: tuple[str, ...]
    failure: tuple[str, ...]
    waiting: Waiting
    submit: Step | None = None
    tools: Tools | None = None
    event: TypeName | None = None
    event_object: str = "data"
    unknown: str = "wait"
    unknown_looks: int = 60
    stop_on_action: bool = True
    raise_failures: bool = False
    max_wait: float | None = None
    cancel: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    interval_header: str | None = None
    source: Source | None = None

    @property
    def tool_start(self) -> Step | None:
        """The start that can be told about tools: one of the same resource."""
        if self.tools is None:
            return None
        for step in self.starts:
            known = {parameter.name for parameter in step.operation.parameters}
            if step.resource == self.resource and self.tools.parameter in known:
                return step
        return None

    @property
    def streams_tools(self) -> bool:
        """Whether the rounds of tool calls can be followed by their events."""
        start, submit = self.tool_start, self.submit
        return bool(start and submit and start.switch and submit.switch and self.event)
