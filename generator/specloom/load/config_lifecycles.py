"""``lifecycles``: things that are started, move through states and end (layer 1).

Not part of the documented Stainless format; described in docs/config-extensions.md.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from specloom.load.config_base import Node


class LifecycleStart(Node):
    """A method that starts the thing; ``method`` may be a dotted path from the client.

    ``name`` is what the helper that starts and waits is called, ``<method>_and_poll`` where it is empty.
    """

    method: str
    name: str = ""


class LifecycleAction(Node):
    """What a thing that waits for the caller wants, and the method that answers.

    ``calls`` is where the thing lists the calls of tools that it wants; ``id``, ``name`` and ``arguments`` are
    paths in a call. An answer has the members ``output_id`` and ``output``. ``outputs`` is the parameter of
    ``submit`` that takes the answers, ``tools`` the parameter of the first start that takes the descriptions
    of the tools, ``definition`` one such description. Without ``calls`` nothing is done about tools.
    """

    states: list[str]
    submit: str = ""
    calls: str = ""
    id: str = "id"
    name: str = "name"
    arguments: str = "arguments"
    output_id: str = "id"
    output: str = "output"
    outputs: str = ""
    tools: str = ""
    definition: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _whole(self) -> LifecycleAction:
        if self.calls and not (self.submit and self.outputs and self.tools):
            raise ValueError("with `calls`, an action needs `submit`, `outputs` and `tools`")
        return self


class LifecycleInterval(Node):
    """How long to wait between two looks, in milliseconds.

    The caller's ``parameter`` comes first, then the response header ``header`` (in units of ``header_unit_ms``),
    then ``default_ms``, multiplied by ``factor`` at each wait and shortened at random by up to the ``jitter``th part.
    """

    header: str | None = None
    header_unit_ms: float = 1.0
    default_ms: float = 1000.0
    min_ms: float = 0.0
    max_ms: float | None = None
    factor: float = 1.0
    jitter: float = 0.0
    parameter: str = "poll_interval_ms"

    @field_validator("header_unit_ms", "default_ms", "min_ms", "max_ms", "factor")
    @classmethod
    def _not_negative(cls, value: float | None) -> float | None:
        if value is not None and not 0 <= value < float("inf"):
            raise ValueError("this must be a finite number that is not negative")
        return value

    @field_validator("jitter")
    @classmethod
    def _part(cls, value: float) -> float:
        if not 0 <= value <= 1:
            raise ValueError("jitter is a part of the interval, from 0 to 1")
        return value

    @field_validator("parameter")
    @classmethod
    def _identifier(cls, value: str) -> str:
        if not value.isidentifier() or not value.isascii() or len(value) > 30:
            raise ValueError("this must be a Python name of at most 30 characters")
        return value


class Lifecycle(Node):
    """One lifecycle: where ``poll`` stands, how the thing is read, and what its states mean.

    ``resource`` is a dotted path; ``read``, ``cancel`` and ``action.submit`` are methods of it. ``state`` and
    ``id`` are properties of what ``read`` gives. Each value of the state belongs in one of ``pending``,
    ``action.states``, ``success`` and ``failure``.
    """

    resource: str
    model: str = ""
    read: str = "retrieve"
    state: str = "status"
    id: str = "id"
    start: list[str | LifecycleStart] = Field(default_factory=list[str | LifecycleStart])
    pending: list[str] = Field(default_factory=list[str])
    action: LifecycleAction | None = None
    success: list[str] = Field(default_factory=list[str])
    failure: list[str] = Field(default_factory=list[str])
    unknown: Literal["wait", "stop", "error"] = "wait"
    unknown_looks: int = 60
    stop_on_action: bool = True
    raise_failures: bool = False
    interval: LifecycleInterval = Field(default_factory=LifecycleInterval)
    max_wait: float | None = None
    cancel: str = ""
    headers: dict[str, str] = Field(default_factory=dict[str, str])
    interval_header: str | None = None
    event_object: str = "data"

    @field_validator("unknown_looks")
    @classmethod
    def _some(cls, value: int) -> int:
        if value < 1:
            raise ValueError("there is at least one look")
        return value

    @field_validator("max_wait")
    @classmethod
    def _seconds(cls, value: float | None) -> float | None:
        if value is not None and not 0 <= value < float("inf"):
            raise ValueError("this must be a finite number of seconds that is not negative")
        return value

    @property
    def starts(self) -> tuple[LifecycleStart, ...]:
        """The methods that start the thing, each in its long form."""
        return tuple(
            LifecycleStart(method=item) if isinstance(item, str) else item for item in self.start
        )
