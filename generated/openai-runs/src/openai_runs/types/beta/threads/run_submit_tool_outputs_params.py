from __future__ import annotations

from typing import Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

__all__ = [
    "ToolOutput",
    "RunSubmitToolOutputsParamsBase",
    "RunSubmitToolOutputsParamsNonStreaming",
    "RunSubmitToolOutputsParamsStreaming",
    "RunSubmitToolOutputsParams",
]


class ToolOutput(TypedDict, total=False):
    """Result of one tool call."""

    output: str
    """The result, as a text that the model reads."""

    tool_call_id: str
    """ID of the call that this is the result of, as `required_action` gives it."""


class RunSubmitToolOutputsParamsBase(TypedDict, total=False):
    thread_id: Required[str]
    """ID of the thread that the waiting run works on."""

    tool_outputs: Required[Iterable[ToolOutput]]
    """Results, one for each call that the run waits for."""


class RunSubmitToolOutputsParamsNonStreaming(RunSubmitToolOutputsParamsBase, total=False):
    stream: Literal[False] | None
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


class RunSubmitToolOutputsParamsStreaming(RunSubmitToolOutputsParamsBase, total=False):
    stream: Required[Literal[True]]
    """Answer with server-sent events while the work goes on. The stream ends with `[DONE]` once the
    run has reached a final state or needs action.
    """


RunSubmitToolOutputsParams: TypeAlias = (
    RunSubmitToolOutputsParamsNonStreaming | RunSubmitToolOutputsParamsStreaming
)
