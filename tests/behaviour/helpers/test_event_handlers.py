"""Event handlers: what they keep, what they call, and how they end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.differential import samples
from tests.differential.samples import Json

openai_runs = pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

EVENT_STREAM = {"content-type": "text/event-stream"}


def stream_of(content: bytes | Iterator[bytes], handler: Any = None) -> Any:
    """A manager over a stream with this content."""

    def reply(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers=EVENT_STREAM, content=content)

    http_client = httpx2.Client(transport=httpx2.MockTransport(reply))
    client = openai_runs.OpenAI(api_key="sk", http_client=http_client, max_retries=0)
    given_handler = {"event_handler": handler} if handler else {}
    return client.beta.threads.runs.stream(thread_id="t", assistant_id="a", **given_handler)


class Noting(openai_runs.AssistantEventHandler):  # type: ignore[misc]
    """Notes the calls about how a stream ends, and of tool calls and texts."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def on_end(self) -> None:
        self.calls.append("end")

    def on_exception(self, exception: Exception) -> None:
        self.calls.append(type(exception).__name__)

    def on_timeout(self) -> None:
        self.calls.append("timeout")

    def on_tool_call_created(self, tool_call: Any) -> None:
        self.calls.append(f"created {tool_call.id}")

    def on_tool_call_done(self, tool_call: Any) -> None:
        self.calls.append(f"done {tool_call.id}")

    def on_text_done(self, text: Any) -> None:
        self.calls.append(f"text {text.value}")


def test_each_tool_call_is_done_once_and_texts_are_whole() -> None:
    handler = Noting()
    with stream_of(samples.events(), handler) as events:
        events.until_done()
    assert handler.calls == [
        "created call_2",
        "done call_2",
        "created call_1",
        "done call_1",
        "text Héllo ✓",
        "text Bye",
        "end",
    ]


def test_a_second_step_reports_its_own_first_call() -> None:
    def delta(step_id: str, call_id: str) -> Json:
        call = {"index": 0, "type": "function", "id": call_id, "function": {"name": "f"}}
        return {**samples.step_delta(call), "id": step_id}

    empty = {"type": "tool_calls", "tool_calls": []}
    parts: list[tuple[str, Json]] = []
    for step_id, call_id in (("step_1", "call_a"), ("step_2", "call_b")):
        begun = samples.step(id=step_id, step_details=empty)
        parts += [
            ("thread.run.step.created", begun),
            ("thread.run.step.delta", delta(step_id, call_id)),
            ("thread.run.step.completed", begun),
        ]
    parts.append(("thread.run.completed", samples.run()))
    handler = Noting()
    with stream_of(samples.sse(parts), handler) as events:
        events.until_done()
    assert handler.calls == [
        "created call_a",
        "done call_a",
        "created call_b",
        "done call_b",
        "end",
    ]


def test_a_handler_serves_one_stream_only() -> None:
    handler = Noting()
    with stream_of(samples.events(), handler) as events:
        events.until_done()
    with pytest.raises(RuntimeError, match="cannot be shared"), stream_of(b"", handler):
        pass


def test_a_handler_that_was_never_started_says_so() -> None:
    with pytest.raises(RuntimeError, match="enter its manager"):
        openai_runs.AssistantEventHandler().until_done()


def test_a_stream_that_is_cut_never_ends_as_if_it_were_complete() -> None:
    whole = samples.events()
    handler = Noting()
    with (
        pytest.raises(openai_runs.APIConnectionError),
        stream_of(whole[: len(whole) // 2], handler) as events,
    ):
        events.until_done()
    assert handler.calls[-2:] == ["StreamInterruptedError", "end"]


def test_a_read_that_times_out_is_told_as_a_timeout() -> None:
    def broken() -> Iterator[bytes]:
        yield samples.events()[:200]
        raise httpx2.ReadTimeout("slow")

    handler = Noting()
    with pytest.raises(openai_runs.APITimeoutError), stream_of(broken(), handler) as events:
        events.until_done()
    assert handler.calls == ["timeout", "APITimeoutError", "end"]


def test_a_callback_that_raises_ends_the_stream_with_its_error() -> None:
    class Failing(Noting):
        def on_text_created(self, text: Any) -> None:
            raise LookupError(text.value)

    handler = Failing()
    with pytest.raises(LookupError, match="Hé"), stream_of(samples.events(), handler) as events:
        events.until_done()
    assert handler.calls[-2:] == ["LookupError", "end"]


def test_nothing_is_known_of_an_empty_stream() -> None:
    with stream_of(b"data: [DONE]\n\n") as events:
        for ask in (events.get_final_run, events.get_final_messages, events.get_final_run_steps):
            with pytest.raises(RuntimeError, match=r"found"):
                ask()


def test_an_unknown_event_passes_through() -> None:
    content = samples.sse([("thread.new.thing", {"id": "x"})])
    with stream_of(content) as events:
        assert [event.event for event in events] == ["thread.new.thing"]


def test_events_are_not_changed_by_what_comes_later() -> None:
    with stream_of(samples.events()) as events:
        seen = list(events)
    created = next(event for event in seen if event.event == "thread.message.created")
    assert created.data.content == []


def _snapshots(content: bytes) -> tuple[Any, Any]:
    with stream_of(content) as events:
        for event in events:
            if event.event == "thread.message.delta":
                message = events.current_message_snapshot
            if event.event == "thread.run.step.delta":
                step = events.current_run_step_snapshot
    return message.to_dict(), step.to_dict()


def _grown(deltas: list[tuple[str, Json]]) -> bytes:
    empty = {"type": "tool_calls", "tool_calls": []}
    return samples.sse(
        [
            ("thread.run.step.created", samples.step(step_details=empty)),
            ("thread.message.created", samples.message(content=[])),
            *deltas,
        ]
    )


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_interleaving_of_deltas_gives_the_same_snapshots(shuffle: random.Random) -> None:
    """Deltas of one index keep their order; those of different indexes may come in any."""
    lanes: dict[tuple[str, int], list[tuple[str, Json]]] = {}
    for delta in samples.STEP_DELTAS:
        index = delta["delta"]["step_details"]["tool_calls"][0]["index"]
        lanes.setdefault(("step", index), []).append(("thread.run.step.delta", delta))
    for delta in samples.MESSAGE_DELTAS:
        index = delta["delta"]["content"][0]["index"]
        lanes.setdefault(("message", index), []).append(("thread.message.delta", delta))
    straight = [item for lane in lanes.values() for item in lane]
    queues = [list(lane) for lane in lanes.values()]
    mixed: list[tuple[str, Json]] = []
    while queues:
        queue = shuffle.choice(queues)
        mixed.append(queue.pop(0))
        queues = [item for item in queues if item]
    assert _snapshots(_grown(mixed)) == _snapshots(_grown(straight))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=400), max_size=30))
def test_any_split_of_the_bytes_gives_the_same_events(cuts: list[int]) -> None:
    whole = samples.events()

    def chunks() -> Iterator[bytes]:
        start = 0
        for size in cuts:
            yield whole[start : start + size]
            start += size
        yield whole[start:]

    def names(content: bytes | Iterator[bytes]) -> list[Any]:
        with stream_of(content) as events:
            return [event.to_dict() for event in events]

    assert names(chunks()) == names(whole)


def test_the_async_handler_does_the_same() -> None:
    class AsyncNoting(openai_runs.AsyncAssistantEventHandler):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.calls: list[str] = []

        async def on_tool_call_done(self, tool_call: Any) -> None:
            self.calls.append(f"done {tool_call.id}")

        async def on_end(self) -> None:
            self.calls.append("end")

    async def run(read: Callable[[Any], Any]) -> tuple[Any, list[str]]:
        def reply(_: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, headers=EVENT_STREAM, content=samples.events())

        transport = httpx2.MockTransport(reply)
        async with httpx2.AsyncClient(transport=transport) as http_client:
            client = openai_runs.AsyncOpenAI(api_key="sk", http_client=http_client)
            handler = AsyncNoting()
            manager = client.beta.threads.runs.stream(
                thread_id="t", assistant_id="a", event_handler=handler
            )
            async with manager as events:
                return await read(events), handler.calls

    async def texts(events: Any) -> list[str]:
        return [text async for text in events.text_deltas]

    async def steps(events: Any) -> int:
        return len(await events.get_final_run_steps())

    assert asyncio.run(run(texts)) == (
        ["Hé", "llo ✓", "Bye"],
        ["done call_2", "done call_1", "end"],
    )
    assert asyncio.run(run(steps))[0] == 1
