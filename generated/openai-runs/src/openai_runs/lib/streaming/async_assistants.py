"""What happens in a run, as callbacks, as an iterator, and as snapshots that grow."""

from __future__ import annotations

from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Awaitable,  # unasync: remove
    Callable,
)
from types import TracebackType
from typing import Generic, TypeVar, cast

from ..._aio.streaming import AsyncStream
from ..._exceptions import APITimeoutError
from ...types.beta import AssistantStreamEvent
from ...types.beta.threads import (
    ImageFile,
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
from ._snapshots import FINAL_RUN_EVENTS, Content, Snapshots, key_of, parts_of, text_of

__all__ = [
    "AsyncAssistantEventHandler",
    "AsyncAssistantEventHandlerT",
    "AsyncAssistantStreamManager",
    "async_stream_manager",
]


class AsyncAssistantEventHandler:
    """Receives the events of one stream: override the callbacks you need, or iterate over it.

    Iterating gives every event after its callbacks have run. A callback that raises ends the stream with its error,
    after ``on_exception`` and ``on_end``.
    """

    text_deltas: AsyncIterable[str]
    """The new text alone, piece by piece; using it consumes the stream."""

    def __init__(self) -> None:
        self._snapshots = Snapshots()
        self._stream: AsyncStream[AssistantStreamEvent] | None = None
        self._current_event: AssistantStreamEvent | None = None
        self._contents: dict[str, Content] = {}
        self._tool_call: ToolCall | None = None
        self._tool_call_place: tuple[str, int] | None = None
        self._tool_calls_seen: set[tuple[str, int]] = set()
        self._tool_calls_done: set[tuple[str, int]] = set()
        self._iterator = self._consume()
        self.text_deltas = self._texts()

    def _init(self, stream: AsyncStream[AssistantStreamEvent]) -> None:
        if self._stream is not None:
            raise RuntimeError(
                "A single event handler cannot be shared between multiple streams; "
                "You will need to construct a new event handler instance"
            )
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[AssistantStreamEvent]:
        return self._iterator

    async def __anext__(self) -> AssistantStreamEvent:
        return await self._iterator.__anext__()

    @property
    def current_event(self) -> AssistantStreamEvent | None:
        """The event whose callbacks ran last."""
        return self._current_event

    @property
    def current_run(self) -> Run | None:
        """The run as the last event about it showed it."""
        return self._snapshots.run

    @property
    def current_run_step_snapshot(self) -> RunStep | None:
        """The step under way, with all that its deltas have brought so far."""
        return self._snapshots.current_step

    @property
    def current_message_snapshot(self) -> Message | None:
        """The message under way, with all that its deltas have brought so far."""
        return self._snapshots.message

    async def close(self) -> None:
        """Close the response and free its connection; leaving the manager does the same."""
        if self._stream is not None:
            await self._stream.close()

    async def until_done(self) -> None:
        """Wait until the stream has ended, while callbacks run."""
        async for _ in self:
            pass

    async def get_final_run(self) -> Run:
        """The run as it was when the stream ended; raises RuntimeError if none was seen."""
        await self.until_done()
        if self._snapshots.run is None:
            raise RuntimeError("No final run object found")
        return self._snapshots.run

    async def get_final_run_steps(self) -> list[RunStep]:
        """All steps of the run; raises RuntimeError if there were none."""
        await self.until_done()
        if not self._snapshots.steps:
            raise RuntimeError("No run steps found")
        return list(self._snapshots.steps.values())

    async def get_final_messages(self) -> list[Message]:
        """All messages that the run has written; raises RuntimeError if there were none."""
        await self.until_done()
        if not self._snapshots.messages:
            raise RuntimeError("No messages found")
        return list(self._snapshots.messages.values())

    # Callbacks: each does nothing until a subclass says otherwise.

    async def on_end(self) -> None:
        """The stream is over, by its own end or by an error."""

    async def on_event(self, event: AssistantStreamEvent) -> None:
        """Any event, before the callbacks that are for its kind only."""

    async def on_run_step_created(self, run_step: RunStep) -> None:
        """A step has begun."""

    async def on_run_step_delta(self, delta: RunStepDelta, snapshot: RunStep) -> None:
        """A step has grown by ``delta``; ``snapshot`` is all of it so far."""

    async def on_run_step_done(self, run_step: RunStep) -> None:
        """A step has ended, well or not; ``run_step.status`` tells."""

    async def on_tool_call_created(self, tool_call: ToolCall) -> None:
        """The model has begun a call of a tool."""

    async def on_tool_call_delta(self, delta: ToolCallDelta, snapshot: ToolCall) -> None:
        """A tool call has grown by ``delta``; ``snapshot`` is all of it so far."""

    async def on_tool_call_done(self, tool_call: ToolCall) -> None:
        """A tool call is complete; fired once for each."""

    async def on_exception(self, exception: Exception) -> None:
        """The stream ends with ``exception``, which is raised afterwards."""

    async def on_timeout(self) -> None:
        """Nothing has arrived for longer than the timeout; ``on_exception`` follows."""

    async def on_message_created(self, message: Message) -> None:
        """A message has begun."""

    async def on_message_delta(self, delta: MessageDelta, snapshot: Message) -> None:
        """A message has grown by ``delta``; ``snapshot`` is all of it so far."""

    async def on_message_done(self, message: Message) -> None:
        """A message is complete, or was cut off; ``message.status`` tells."""

    async def on_text_created(self, text: Text) -> None:
        """A text part has begun."""

    async def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        """A text part has grown by ``delta``; ``snapshot`` is all of it so far."""

    async def on_text_done(self, text: Text) -> None:
        """A text part is complete."""

    async def on_image_file_done(self, image_file: ImageFile) -> None:
        """An image is complete."""

    async def _consume(self) -> AsyncIterator[AssistantStreamEvent]:
        if self._stream is None:
            raise RuntimeError("The stream has not begun; enter its manager first")
        try:
            async for event in self._stream:
                await self._emit(event)
                yield event
        except APITimeoutError as error:
            await self.on_timeout()
            await self.on_exception(error)
            raise
        except Exception as error:
            await self.on_exception(error)
            raise
        finally:
            await self.on_end()

    async def _texts(self) -> AsyncIterator[str]:
        async for event in self:
            if getattr(event, "event", None) == "thread.message.delta":
                for part in parts_of(event):
                    value = getattr(text_of(part), "value", None)
                    if value and isinstance(value, str):
                        yield value

    async def _emit(self, event: AssistantStreamEvent) -> None:
        self._current_event = event
        await self.on_event(event)
        name = str(getattr(event, "event", ""))
        if name.startswith("thread.run.step."):
            await self._emit_step(event)
        elif name.startswith("thread.message."):
            await self._emit_message(event)
        elif name.startswith("thread.run.") and self._snapshots.take_run(event):
            if name in FINAL_RUN_EVENTS:
                await self._end_tool_call()

    async def _emit_message(self, event: AssistantStreamEvent) -> None:
        data = event.data
        if isinstance(data, MessageDeltaEvent):
            message = self._snapshots.grow_message(data)
            if not self._snapshots.has_ended(message):
                for part in parts_of(event):
                    await self._grow_content(message, part)
            await self.on_message_delta(data.delta, message)
        elif not isinstance(data, Message):
            return
        elif event.event == "thread.message.created":
            await self.on_message_created(self._snapshots.begin_message(data))
        elif event.event in _LAST_MESSAGE_EVENTS:
            message = self._snapshots.end_message(data)
            content = self._contents.pop(key_of(message), None)
            if content is not None:
                await self._end_content(_whole(message, content))
            await self.on_message_done(message)

    async def _grow_content(self, message: Message, part: MessageContentDelta) -> None:
        content = self._snapshots.grow_content(message, part)
        if content.is_new and content.text is not None:
            await self.on_text_created(content.text)
        delta = text_of(part)
        if content.text is not None and delta is not None:
            await self.on_text_delta(delta, content.text)
        before = self._contents.get(key_of(message))
        if before is not None and before.index != content.index:
            await self._end_content(before.block)
        self._contents[key_of(message)] = content

    async def _end_content(self, block: MessageContent) -> None:
        if text := text_of(block):
            await self.on_text_done(text)
        elif isinstance(image := getattr(block, "image_file", None), ImageFile):
            await self.on_image_file_done(image)

    async def _emit_step(self, event: AssistantStreamEvent) -> None:
        data = event.data
        if isinstance(data, RunStepDeltaEvent):
            step = self._snapshots.grow_step(data)
            if not self._snapshots.has_ended(step):
                for delta, call in self._snapshots.tool_calls(step, data.delta):
                    await self._grow_tool_call(key_of(step), delta, call)
            await self.on_run_step_delta(data.delta, step)
        elif not isinstance(data, RunStep):
            return
        elif event.event == "thread.run.step.created":
            await self.on_run_step_created(self._snapshots.begin_step(data))
        elif event.event == "thread.run.step.in_progress":
            self._snapshots.current_step_id = key_of(data)
        elif event.event in _LAST_STEP_EVENTS:
            await self._end_tool_call()
            await self.on_run_step_done(self._snapshots.end_step(data))

    async def _grow_tool_call(self, step_id: str, delta: ToolCallDelta, call: ToolCall) -> None:
        place = (step_id, delta.index)
        if place != self._tool_call_place:
            await self._end_tool_call()
        if place in self._tool_calls_seen:
            await self.on_tool_call_delta(delta, call)
        else:
            await self.on_tool_call_created(call)
        self._tool_calls_seen.add(place)
        self._tool_call_place = place
        self._tool_call = call

    async def _end_tool_call(self) -> None:
        call, place = self._tool_call, self._tool_call_place
        self._tool_call = self._tool_call_place = None
        if call is not None and place is not None and place not in self._tool_calls_done:
            self._tool_calls_done.add(place)
            await self.on_tool_call_done(call)


_LAST_MESSAGE_EVENTS = ("thread.message.completed", "thread.message.incomplete")
_LAST_STEP_EVENTS = tuple(
    f"thread.run.step.{state}" for state in ("cancelled", "completed", "expired", "failed")
)


def _whole(message: Message, content: Content) -> MessageContent:
    """A part as the whole message has it; as its deltas have it where the message has no such part."""
    blocks = cast("object", message.content)
    has_part = isinstance(blocks, list) and 0 <= content.index < len(message.content)
    return message.content[content.index] if has_part else content.block


AsyncAssistantEventHandlerT = TypeVar(
    "AsyncAssistantEventHandlerT", bound=AsyncAssistantEventHandler
)


class AsyncAssistantStreamManager(Generic[AsyncAssistantEventHandlerT]):
    """A stream that has not begun: entering it sends the request and gives the event handler."""

    def __init__(
        self,
        api_request: Callable[[], Awaitable[AsyncStream[AssistantStreamEvent]]],
        *,
        event_handler: AsyncAssistantEventHandlerT,
    ) -> None:
        self._api_request = api_request
        self._event_handler = event_handler
        self._stream: AsyncStream[AssistantStreamEvent] | None = None

    async def __aenter__(self) -> AsyncAssistantEventHandlerT:
        self._stream = await self._api_request()
        try:
            self._event_handler._init(self._stream)  # pyright: ignore[reportPrivateUsage]
        except RuntimeError:
            await self._stream.close()
            raise
        return self._event_handler

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            await self._stream.close()


def async_stream_manager(
    api_request: Callable[[], Awaitable[AsyncStream[AssistantStreamEvent]]],
    event_handler: AsyncAssistantEventHandlerT | None,
) -> (
    AsyncAssistantStreamManager[AsyncAssistantEventHandler]
    | AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]
):
    """A manager for the given handler, or for a plain one."""
    if event_handler is None:
        plain = AsyncAssistantEventHandler()
        return AsyncAssistantStreamManager(api_request, event_handler=plain)
    return AsyncAssistantStreamManager(api_request, event_handler=event_handler)
