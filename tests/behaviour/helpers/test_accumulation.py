"""What deltas add up to, in whatever order and shape they come."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from openai_runs.lib.streaming._deltas import absorb
from openai_runs.types.beta.threads import Text, TextContentBlock, TextDelta, TextDeltaBlock

from tests.behaviour.helpers.test_event_handlers import Noting, stream_of
from tests.differential import samples
from tests.differential.samples import Json

pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

STEP_TOOLS: Json = {"type": "tool_calls", "tool_calls": []}


def text(index: int, value: str, **more: Any) -> Json:
    return {"index": index, "type": "text", "text": {"value": value, **more}}


def message_delta(name: str, *parts: Json, **more: Any) -> tuple[str, Json]:
    delta = {"content": list(parts), **more}
    return (
        "thread.message.delta",
        {"id": name, "object": "thread.message.delta", "delta": delta},
    )


def created(name: str = "msg_1") -> tuple[str, Json]:
    return ("thread.message.created", samples.message(id=name, content=[], status="in_progress"))


def final_messages(*parts: tuple[str, Json], handler: Any = None) -> dict[str, Any]:
    with stream_of(samples.sse(list(parts)), handler) as events:
        return {message.id: message for message in events.get_final_messages()}


def values(message: Any) -> list[str]:
    return [part.text.value for part in message.content]


def test_gaps_in_indexes_are_no_parts() -> None:
    found = final_messages(
        created(),
        message_delta("msg_1", text(7, "last")),
        message_delta("msg_1", text(2, "fi")),
        message_delta("msg_1", text(7, "!")),
        message_delta("msg_1", text(2, "rst")),
    )
    assert values(found["msg_1"]) == ["first", "last!"]


def test_a_delta_before_its_message_is_kept() -> None:
    found = final_messages(
        message_delta("msg_1", text(0, "ear"), role="assistant"),
        message_delta("msg_1", text(0, "ly")),
    )
    assert values(found["msg_1"]) == ["early"]
    assert (found["msg_1"].role, found["msg_1"].status) == ("assistant", None)
    found = final_messages(
        message_delta("msg_1", text(0, "ear")), created(), message_delta("msg_1", text(0, "ly"))
    )
    assert values(found["msg_1"]) == ["early"]
    assert found["msg_1"].thread_id == "thread_1"


def test_a_delta_before_its_step_is_kept() -> None:
    call = {"index": 0, "id": "c", "type": "function", "function": {"name": "f", "arguments": "{"}}
    more = {"index": 0, "type": "function", "function": {"arguments": "}"}}
    for begun in ([], [("thread.run.step.created", samples.step(step_details=STEP_TOOLS))]):
        parts = [
            ("thread.run.step.delta", samples.step_delta(call)),
            *begun,
            ("thread.run.step.delta", samples.step_delta(more)),
        ]
        handler = Noting()
        with stream_of(samples.sse(parts), handler) as events:
            (step,) = events.get_final_run_steps()
        assert step.step_details.tool_calls[0].function.arguments == "{}"
        assert handler.calls == ["created c", "end"]


def test_messages_that_take_turns_stay_apart() -> None:
    handler = Noting()
    found = final_messages(
        created("msg_1"),
        created("msg_2"),
        message_delta("msg_1", text(0, "a")),
        message_delta("msg_2", text(0, "x")),
        message_delta("msg_1", text(0, "b")),
        message_delta("msg_2", text(0, "y")),
        ("thread.message.completed", samples.message(id="msg_1", content=[text(0, "ab")])),
        ("thread.message.completed", samples.message(id="msg_2", content=[text(0, "xy")])),
        handler=handler,
    )
    assert [values(message) for message in found.values()] == [["ab"], ["xy"]]
    assert handler.calls == ["text ab", "text xy", "end"]


def test_calls_of_steps_that_take_turns_are_made_and_done_once() -> None:
    def call(step: str, name: str, arguments: str) -> tuple[str, Json]:
        function = {"name": name, "arguments": arguments}
        part = {"index": 0, "id": name, "type": "function", "function": function}
        return ("thread.run.step.delta", {**samples.step_delta(part), "id": step})

    parts = [
        *(
            ("thread.run.step.created", samples.step(id=name, step_details=STEP_TOOLS))
            for name in ("step_1", "step_2")
        ),
        call("step_1", "f", "{"),
        call("step_2", "g", "["),
        call("step_1", "", "}"),
        call("step_2", "", "]"),
        ("thread.run.completed", samples.run()),
    ]
    handler = Noting()
    with stream_of(samples.sse(parts), handler) as events:
        one, two = events.get_final_run_steps()
    assert [step.step_details.tool_calls[0].function.arguments for step in (one, two)] == [
        "{}",
        "[]",
    ]
    assert sorted(handler.calls[:-1]) == ["created f", "created g", "done f", "done g"]


def test_what_a_delta_repeats_is_replaced() -> None:
    repeated = {
        "id": "msg_1",
        "object": "thread.message",
        "status": "in_progress",
        "created_at": 1_700_000_002,
        "role": "assistant",
        "file_id": "file_1",
        "is_new": True,
        "note": "a",
    }
    image = {"index": 1, "type": "image_file", "image_file": {"file_id": "f1", "detail": "low"}}
    found = final_messages(
        created(),
        *(message_delta("msg_1", text(0, "a", is_new=True), image, **repeated) for _ in range(3)),
    )["msg_1"]
    assert {name: getattr(found, name) for name in repeated} == {**repeated, "note": "aaa"}
    assert found.content[0].text.value == "aaa"
    assert found.content[0].text.is_new is True
    assert found.content[1].image_file.to_dict() == {"file_id": "f1", "detail": "low"}


def test_the_final_state_wins() -> None:
    whole = samples.message(content=[text(0, "whole")])
    content = samples.sse(
        [
            created(),
            message_delta("msg_1", text(0, "part")),
            ("thread.message.completed", whole),
            message_delta("msg_1", text(0, "late")),
            ("thread.run.step.created", samples.step(step_details=STEP_TOOLS)),
            ("thread.run.step.completed", samples.step()),
            ("thread.run.step.delta", samples.STEP_DELTAS[1]),
            ("thread.run.completed", samples.run(status="completed")),
            ("thread.run.in_progress", samples.run(status="in_progress")),
        ]
    )
    with stream_of(content) as events:
        seen = list(events)
        assert events.get_final_messages()[0].to_dict() == whole
        assert events.get_final_run_steps()[0].to_dict() == samples.step()
        assert events.get_final_run().status == "completed"
    assert seen[2].data.to_dict() == whole


ODD: list[Any] = [None, 7, "odd", True, [], [1], {}, {"odd": 1}]


@pytest.mark.parametrize("odd", ODD)
def test_odd_deltas_add_nothing_and_raise_nothing(odd: Any) -> None:
    """Each member of the deltas of a whole stream, replaced by something else."""
    message = message_delta("msg_1", text(0, "a"))[1]
    step = samples.step_delta({"index": 0, "id": "c", "type": "function", "function": {}})
    begun = [created(), ("thread.run.step.created", samples.step(step_details=STEP_TOOLS))]
    for name, delta in (("thread.message.delta", message), ("thread.run.step.delta", step)):
        for drifted in _each_replaced(delta, odd):
            parts = [*begun, (name, drifted), ("thread.run.completed", samples.run())]
            with stream_of(samples.sse(parts)) as events:
                assert len(list(events)) == len(parts), drifted
                assert events.get_final_messages()[0].to_dict()["thread_id"] == "thread_1"


@pytest.mark.parametrize("odd", ODD)
def test_odd_objects_raise_nothing(odd: Any) -> None:
    names = ("message.created", "message.completed", "run.step.created", "run.step.failed")
    parts = [(f"thread.{name}", odd) for name in (*names, "run.created", "run.completed")]
    with stream_of(samples.sse(parts)) as events:
        assert [event.event for event in events] == [name for name, _ in parts]
    for name in ("id", "content", "step_details", "status"):
        whole = [
            ("thread.message.created", {**samples.message(), name: odd}),
            message_delta("msg_1", text(0, "a")),
            ("thread.run.step.created", {**samples.step(), name: odd}),
            ("thread.run.step.delta", samples.STEP_DELTAS[0]),
            ("thread.message.completed", {**samples.message(), name: odd}),
            ("thread.run.step.completed", {**samples.step(), name: odd}),
            ("thread.run.completed", {**samples.run(), name: odd}),
        ]
        with stream_of(samples.sse(whole)) as events:
            assert len(list(events)) == len(whole), name


def _each_replaced(value: Any, odd: Any) -> list[Any]:
    """Copies of plain data, each with another member replaced."""
    found: list[Any] = []
    for key in value if isinstance(value, dict) else range(len(value)):
        inside = value[key]
        changed = [odd, *(_each_replaced(inside, odd) if isinstance(inside, (dict, list)) else [])]
        for new in changed:
            copy = value.copy()
            copy[key] = new
            found.append(copy)
    return found


def test_text_grows_in_place() -> None:
    length, times = 8_000_000, 100
    delta = TextDeltaBlock(index=0, type="text", text=TextDelta(value="yz"))
    tracemalloc.start()
    try:
        text = Text(value="x" * length, annotations=[])
        block = TextContentBlock(type="text", text=text)
        for _ in range(
            times
        ):  # the interpreter appends in place only where it has seen texts before
            absorb(block, delta)
        tracemalloc.reset_peak()
        absorb(block, delta)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert block.text.value == "x" * length + "yz" * (times + 1)
    assert peak < length * 1.5, "the text was copied: a stream would cost the square of its length"
