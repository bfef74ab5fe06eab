"""The state that an event handler keeps: the run, its steps and messages, as far as the stream has told them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from ..._lenient import builder
from ...types.beta import AssistantStreamEvent
from ...types.beta.threads import (
    Message,
    MessageContent,
    MessageContentDelta,
    Run,
    Text,
)
from ...types.beta.threads.runs import (
    RunStep,
    RunStepDelta,
    RunStepDeltaEvent,
    ToolCall,
    ToolCallDelta,
)
from ._deltas import absorb, absorb_entry

FINAL_RUN_EVENTS = frozenset(
    f"thread.run.{state}"
    for state in ("cancelled", "completed", "expired", "failed", "incomplete", "requires_action")
)
"""Events after which the stream has nothing more to tell of the run."""


@dataclass(frozen=True)
class Content:
    """A part of a message that a delta has touched."""

    index: int
    block: MessageContent
    is_new: bool

    @property
    def text(self) -> Text | None:
        """The part's text, if it is one."""
        return self.block.text if self.block.type == "text" else None


class Snapshots:
    """What has been seen of one run. Objects of events are copied before they grow."""

    def __init__(self) -> None:
        self.run: Run | None = None
        self.message: Message | None = None
        self.messages: dict[str, Message] = {}
        self.steps: dict[str, RunStep] = {}
        self.current_step_id: str | None = None

    @property
    def current_step(self) -> RunStep | None:
        """The step under way."""
        return self.steps.get(self.current_step_id) if self.current_step_id else None

    def take_run(self, event: AssistantStreamEvent) -> bool:
        """Note the run of a run event; False where the event holds none."""
        data = event.data
        if isinstance(data, Run):
            self.run = data
        return isinstance(data, Run)

    def begin_message(self, message: Message) -> Message:
        """Start the snapshot of a message."""
        self.message = self.messages[message.id] = message.model_copy(deep=True)
        return self.message

    def message_of(self, message_id: str) -> Message:
        """The snapshot that deltas of this message add to; raises RuntimeError where it never began."""
        if message_id not in self.messages:
            raise RuntimeError("Encountered a message delta with no previous snapshot")
        self.message = self.messages[message_id]
        return self.message

    def grow_content(self, message: Message, delta: MessageContentDelta) -> Content:
        """Add one part of a message delta."""
        build = builder(MessageContent)
        block, is_new = absorb_entry(cast("list[Any]", message.content), delta, build)
        return Content(delta.index, cast("MessageContent", block), is_new)

    def end_message(self, message: Message) -> Message:
        """Replace the snapshot by the whole message."""
        self.message = self.messages[message.id] = message
        return message

    def begin_step(self, step: RunStep) -> RunStep:
        """Start the snapshot of a step."""
        self.current_step_id = step.id
        self.steps[step.id] = step.model_copy(deep=True)
        return self.steps[step.id]

    def grow_step(self, event: RunStepDeltaEvent) -> RunStep:
        """Add a step delta; raises RuntimeError where the step never began."""
        if event.id not in self.steps:
            raise RuntimeError("Encountered a run step delta with no previous snapshot")
        step = self.steps[event.id]
        self.current_step_id = event.id
        absorb(step, event.delta)
        return step

    def tool_calls(
        self, step: RunStep, delta: RunStepDelta
    ) -> Iterator[tuple[ToolCallDelta, ToolCall]]:
        """Each tool call that ``delta`` touches, with its snapshot."""
        details, grown = delta.step_details, step.step_details
        if details is None or details.type != "tool_calls" or grown.type != "tool_calls":
            return
        by_index = {
            getattr(call, "index", place): call for place, call in enumerate(grown.tool_calls)
        }
        for item in details.tool_calls or ():
            yield item, by_index[item.index]

    def end_step(self, step: RunStep) -> RunStep:
        """Replace the snapshot by the whole step."""
        self.steps[step.id] = step
        self.current_step_id = None
        return step
