"""The state that an event handler keeps: the run, its steps and messages, as far as the stream has told them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from ..._lenient import builder, construct_model
from ...types.beta import AssistantStreamEvent
from ...types.beta.threads import (
    Message,
    MessageContent,
    MessageContentDelta,
    MessageDelta,
    MessageDeltaEvent,
    Run,
    Text,
    TextDelta,
)
from ...types.beta.threads.runs import (
    RunStep,
    RunStepDelta,
    RunStepDeltaEvent,
    ToolCall,
    ToolCallDelta,
)
from ._deltas import absorb, absorb_entry, has_index

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
        found: Text | None = text_of(self.block)
        return found


def key_of(value: Message | MessageDeltaEvent | RunStep | RunStepDeltaEvent) -> str:
    """What an object is kept under: its id, also where that is no text."""
    found = cast("object", value.id)
    return found if isinstance(found, str) else repr(found)


def text_of(block: object) -> Any:
    """The text of a part, or of the delta of one; ``None`` where it has none."""
    text = getattr(block, "text", None)
    is_text = getattr(block, "type", None) == "text"
    return text if is_text and isinstance(text, (Text, TextDelta)) else None


def parts_of(event: AssistantStreamEvent) -> list[MessageContentDelta]:
    """The parts that a message delta brings; what does not say where it belongs is none."""
    content: object = getattr(getattr(event.data, "delta", None), "content", None)
    parts = cast("list[MessageContentDelta]", content if isinstance(content, list) else [])
    return [part for part in parts if has_index(part)]


class Snapshots:
    """What has been seen of one run. Objects of events are copied before they grow.

    What the stream tells last is so: a delta of an object that has ended changes nothing, nor does a run that
    goes on after its end. A delta of an object that has not begun begins it.
    """

    def __init__(self) -> None:
        self.run: Run | None = None
        self.message: Message | None = None
        self.messages: dict[str, Message] = {}
        self.steps: dict[str, RunStep] = {}
        self.current_step_id: str | None = None
        self._is_final = False
        self._ended: set[str] = set()

    @property
    def current_step(self) -> RunStep | None:
        """The step under way."""
        return self.steps.get(self.current_step_id) if self.current_step_id else None

    def take_run(self, event: AssistantStreamEvent) -> bool:
        """Note the run of a run event; False where the event holds none."""
        data = event.data
        if not isinstance(data, Run):
            return False
        is_final = event.event in FINAL_RUN_EVENTS
        if is_final or not self._is_final:
            self.run = data
        self._is_final |= is_final
        return True

    def begin_message(self, message: Message) -> Message:
        """Start the snapshot of a message; what early deltas have brought stays."""
        begun = message.model_copy(deep=True)
        early = self.messages.get(key_of(message))
        if early is not None and not begun.content:
            begun.content = early.content
        self.message = self.messages[key_of(message)] = begun
        return begun

    def grow_message(self, event: MessageDeltaEvent) -> Message:
        """The snapshot of a message with all that a delta says of it, but for its content."""
        key = key_of(event)
        if key not in self.messages:
            early: dict[str, object] = {"id": event.id, "object": "thread.message", "content": []}
            self.messages[key] = construct_model(Message, early)
        self.message = self.messages[key]
        delta = cast("object", event.delta)
        if key not in self._ended and isinstance(delta, MessageDelta):
            absorb(self.message, delta, leave=("content",))
        return self.message

    def grow_content(self, message: Message, delta: MessageContentDelta) -> Content:
        """Add one part of a message delta."""
        if not isinstance(cast("object", message.content), list):
            message.content = []
        build = builder(MessageContent)
        block, is_new = absorb_entry(cast("list[Any]", message.content), delta, build)
        return Content(delta.index, cast("MessageContent", block), is_new)

    def end_message(self, message: Message) -> Message:
        """Replace the snapshot by the whole message."""
        self._ended.add(key_of(message))
        self.message = self.messages[key_of(message)] = message
        return message

    def has_ended(self, value: Message | RunStep) -> bool:
        """Whether a message or a step is whole."""
        return key_of(value) in self._ended

    def begin_step(self, step: RunStep) -> RunStep:
        """Start the snapshot of a step; what early deltas have brought stays."""
        begun = step.model_copy(deep=True)
        early = self.steps.get(key_of(step))
        if early is not None and not getattr(begun.step_details, "tool_calls", None):
            begun.step_details = early.step_details
        self.current_step_id = key_of(step)
        self.steps[key_of(step)] = begun
        return begun

    def grow_step(self, event: RunStepDeltaEvent) -> RunStep:
        """Add a step delta."""
        key = key_of(event)
        if key not in self.steps:
            early = {"id": event.id, "object": "thread.run.step"}
            self.steps[key] = construct_model(RunStep, early)
        step = self.steps[key]
        if key not in self._ended:
            self.current_step_id = key
            delta = cast("object", event.delta)
            if isinstance(delta, RunStepDelta):
                absorb(step, delta)
        return step

    def tool_calls(
        self, step: RunStep, delta: RunStepDelta
    ) -> Iterator[tuple[ToolCallDelta, ToolCall]]:
        """Each tool call that ``delta`` touches, with its snapshot."""
        changed: object = getattr(getattr(delta, "step_details", None), "tool_calls", None)
        grown: object = getattr(step.step_details, "tool_calls", None)
        if not isinstance(changed, list) or not isinstance(grown, list):
            return
        by_index = {
            getattr(call, "index", place): call
            for place, call in enumerate(cast("list[ToolCall]", grown))
            if isinstance(getattr(call, "index", place), int)
        }
        for item in cast("list[ToolCallDelta]", changed):
            if has_index(item) and item.index in by_index:
                yield item, by_index[item.index]

    def end_step(self, step: RunStep) -> RunStep:
        """Replace the snapshot by the whole step."""
        self._ended.add(key_of(step))
        self.steps[key_of(step)] = step
        if self.current_step_id == key_of(step):
            self.current_step_id = None
        return step
