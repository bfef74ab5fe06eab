"""Tool calls answered with Python functions: polled, and streamed."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from typing import Any

import pydantic
import pytest
from sdk_runtime._exceptions import (
    PollTimeoutError,
    SDKError,
    ToolArgumentsError,
    ToolRoundsError,
    UnknownToolError,
)
from sdk_runtime._tools_core import ToolCall, ToolResult, tool

from tests.behaviour.lifecycle.conftest import World, asking

ANSWERS = "POST /parents/parent_1/things/thing_1/answers"


def add(left: int, right: int = 1) -> int:
    """Add two numbers."""
    return left + right


async def multiply(left: int, right: int) -> dict[str, int]:
    """Multiply two numbers."""
    await asyncio.sleep(0)
    return {"product": left * right}


def fail(reason: str) -> str:
    """Fail."""
    raise LookupError(reason)


def run(world: World, *functions: Any, **arguments: Any) -> Any:
    things = world.helpers("tools")
    given = {"parent_id": "parent_1", "label": "a", **arguments}
    return world.kit.run(lambda: things.run_tools(functions=functions, **given))


def outputs(world: World) -> list[dict[str, str]]:
    """The answers of each round."""
    return [
        {each["call_id"]: each["output"] for each in body["tool_outputs"]}
        for body in world.bodies()
        if "tool_outputs" in body
    ]


def test_goes_on_to_the_end(world: World) -> None:
    world.script("waiting", asking(("c1", "add", {"left": 2, "right": 3})))
    world.script("waiting", "working", asking(("c2", "multiply", {"left": 4, "right": 5})))
    world.script("waiting", "done")
    assert run(world, add, multiply).status == "done"
    assert outputs(world) == [{"c1": "5"}, {"c2": '{"product":20}'}]
    assert world.slept == [1.0]
    assert world.paths().count(ANSWERS) == 2


def test_all_calls_of_a_round_are_answered_together_and_in_order(world: World) -> None:
    world.script(
        asking(("c1", "multiply", {"left": 1, "right": 2}), ("c2", "add", {"left": 1})),
        asking(("c1", "multiply", {"left": 1, "right": 2}), ("c2", "add", {"left": 1})),
        "done",
        "done",
    )
    run(world, add, multiply)
    assert outputs(world) == [{"c1": '{"product":2}', "c2": "2"}]
    assert list(outputs(world)[0]) == ["c1", "c2"]


def test_calls_of_a_round_run_at_the_same_time(world: World) -> None:
    meeting = threading.Barrier(3, timeout=30)

    def meet(name: str) -> str:
        meeting.wait()
        return name

    calls = [(name, "meet", {"name": name}) for name in ("x", "y", "z")]
    world.script("waiting", asking(*calls), "done", "done")
    run(world, meet)
    assert outputs(world) == [{"x": "x", "y": "y", "z": "z"}]


def test_functions_see_the_callers_context(world: World) -> None:
    tenant = contextvars.ContextVar("tenant", default="nobody")

    def who() -> str:
        return tenant.get()

    world.script("waiting", asking(("c1", "who", {}), ("c2", "who", "")), "done", "done")
    tenant.set("me")
    run(world, who)
    assert outputs(world) == [{"c1": "me", "c2": "me"}]


def test_the_api_is_told_of_the_functions(world: World) -> None:
    world.script("done", "done")
    run(world, add)
    (body,) = world.bodies()
    assert body["tools"] == [
        {
            "name": "add",
            "description": "Add two numbers.",
            "parameters": {
                "type": "object",
                "properties": {
                    "left": {"type": "integer"},
                    "right": {"type": "integer", "default": 1},
                },
                "required": ["left"],
                "additionalProperties": False,
            },
        }
    ]


@pytest.mark.parametrize("given", [None, [], [{"name": "mine"}]])
def test_own_descriptions_are_sent_as_they_are(world: World, given: Any) -> None:
    world.script("done", "done")
    run(world, add, tool_params=given)
    assert world.bodies()[0]["tools"] == given


# -- What goes wrong ------------------------------------------------------------------------------


def test_a_failure_is_the_answer(world: World) -> None:
    calls = [
        ("c1", "fail", {"reason": "no luck"}),
        ("c2", "add", {"left": "many"}),
        ("c3", "add", {"left": 1, "up": 2}),
        ("c4", "add", "{"),
        ("c5", "gone", {}),
        ("c6", "add", {"left": 1}),
    ]
    world.script("waiting", asking(*calls), "done", "done")
    assert run(world, add, fail).status == "done"
    (answers,) = outputs(world)
    assert answers["c1"] == "Error: LookupError: no luck"
    assert answers["c2"].startswith("Error: Wrong arguments for `add`: left: Input should be")
    assert "up: Extra inputs are not permitted" in answers["c3"]
    assert answers["c4"].startswith("Error: Wrong arguments for `add`: Invalid JSON")
    assert answers["c5"] == "Error: There is no tool `gone`; the tools are: add, fail"
    assert answers["c6"] == "2"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (("c", "fail", {"reason": "no"}), LookupError),
        (("c", "add", {}), ToolArgumentsError),
        (("c", "gone", {}), UnknownToolError),
    ],
)
def test_a_failure_is_raised_as_asked(world: World, call: Any, error: type[Exception]) -> None:
    world.script("waiting", asking(call))
    with pytest.raises(error):
        run(world, add, fail, on_tool_error="raise")
    assert outputs(world) == []


def test_a_failure_is_told_in_ones_own_words(world: World) -> None:
    world.script("waiting", asking(("c", "fail", {"reason": "no"})), "done", "done")
    run(world, fail, on_tool_error=lambda call, error: f"{call.name}: {type(error).__name__}")
    assert outputs(world) == [{"c": "fail: LookupError"}]


def test_results_that_have_no_text_are_failures(world: World) -> None:
    def circle() -> list[Any]:
        found: list[Any] = []
        found.append(found)
        return found

    world.script("waiting", asking(("c", "circle", {})), "done", "done")
    run(world, circle)
    assert "Circular reference" in outputs(world)[0]["c"]


def test_rounds_are_bounded(world: World) -> None:
    again = asking(("c", "add", {"left": 1}))
    world.script("waiting", again, "waiting", again, "waiting", again)
    with pytest.raises(ToolRoundsError) as caught:
        run(world, add, max_rounds=2)
    assert (caught.value.last.status, caught.value.state) == ("asking", "asking")
    assert len(outputs(world)) == 2
    world.script("waiting", "done")
    assert world.kit.run(lambda: caught.value.resume()).status == "done"
    assert len(outputs(world)) == 3


def test_no_rounds_at_all(world: World) -> None:
    world.script("waiting", asking(("c", "add", {"left": 1})))
    with pytest.raises(ToolRoundsError):
        run(world, add, max_rounds=0)
    with pytest.raises(ValueError, match="max_rounds"):
        run(world, add, max_rounds=-1)


def test_nothing_is_sent_for_tools_that_are_none(world: World) -> None:
    with pytest.raises(TypeError, match="Two tools are called `add`"):
        run(world, add, add)
    with pytest.raises(TypeError, match="cannot be the name"):
        run(world, lambda: 1)
    assert world.requests == []


def test_an_action_that_is_no_tool_call_is_the_callers(world: World) -> None:
    world.script("waiting", "asking")
    assert run(world, add).status == "asking"


# -- The limit ------------------------------------------------------------------------------------


def test_one_limit_for_all_rounds(world: World) -> None:
    def slow() -> str:
        world.now += 4
        return "late"

    world.script("waiting", "waiting", asking(("c", "slow", {})))
    world.script("waiting", "waiting", "waiting")
    with pytest.raises(PollTimeoutError) as caught:
        run(world, slow, max_wait=6)
    assert world.slept == [1.0, 1.0]
    assert caught.value.last.status == "waiting"
    world.script("waiting", asking(("d", "slow", {})), "waiting", "done")
    assert world.kit.run(lambda: caught.value.resume(max_wait=60)).status == "done"
    assert outputs(world) == [{"c": "late"}, {"d": "late"}]


def test_after_the_limit_the_answers_are_submitted_and_looked_at_once(world: World) -> None:
    def slow() -> str:
        world.now += 100
        return "late"

    world.script("waiting", asking(("c", "slow", {})), "waiting", "done")
    assert run(world, slow, max_wait=6).status == "done"


# -- Callbacks ------------------------------------------------------------------------------------


def test_callbacks_see_calls_and_results(world: World) -> None:
    seen: list[str] = []

    def on_call(call: ToolCall) -> None:
        seen.append(f"call {call.id} {call.name} {call.arguments}")

    def on_result(result: ToolResult) -> None:
        seen.append(f"{result.call.id} {result.value!r} {result.output} {result.error!r}")

    world.script("waiting", asking(("c1", "add", {"left": 1}), ("c2", "gone", {})), "done", "done")
    run(
        world,
        add,
        on_tool_call=world.kit.function(on_call),
        on_tool_result=world.kit.function(on_result),
        on_update=lambda found: seen.append(found.status),
    )
    assert seen[:4] == ["asking", 'call c1 add {"left": 1}', "call c2 gone {}", "c1 2 2 None"]
    assert seen[4].startswith("c2 None Error: There is no tool `gone`")
    assert seen[5] == "done"


# -- Kinds of functions ---------------------------------------------------------------------------


class Query(pydantic.BaseModel):
    """What to look for."""

    words: list[str]
    limit: int = pydantic.Field(default=3, description="How many at most.")


class Counter:
    """Counts."""

    def __init__(self) -> None:
        self.total = 0

    def increase(self, by: int, /, *, twice: bool = False) -> int:
        self.total += by * (2 if twice else 1)
        return self.total


def search(query: Query) -> Query:
    """Search."""
    return query


def gather(first: str, **others: int) -> str:
    """Gather."""
    return f"{first} {others}"


def test_models_methods_and_open_ends(world: World) -> None:
    counter = Counter()
    named = tool(lambda query: query.limit, name="by_model", arguments=Query)
    calls = [
        ("c1", "search", {"words": ["a"]}),
        ("c2", "increase", {"by": "2", "twice": True}),
        ("c3", "gather", {"first": "x", "y": 1}),
        ("c4", "by_model", {"words": [], "limit": 9}),
        ("c5", "search", {"words": "a"}),
    ]
    world.script("waiting", asking(*calls), "done", "done")
    run(world, search, counter.increase, gather, named)
    (answers,) = outputs(world)
    assert answers["c1"] == '{"words":["a"],"limit":3}'
    assert answers["c2"] == "4"
    assert answers["c3"] == "x {'y': 1}"
    assert answers["c4"] == "9"
    assert answers["c5"].startswith("Error: Wrong arguments for `search`: words: ")


# -- Streamed -------------------------------------------------------------------------------------


def stream(world: World, *functions: Any, **arguments: Any) -> Any:
    """The events of all rounds, and what the thing ended as."""
    things = world.helpers("tools_stream")
    given = {"parent_id": "parent_1", "label": "a", **arguments}
    events: list[str] = []

    async def collect() -> Any:
        async with things.run_tools_stream(functions=functions, **given) as source:
            assert len(world.requests) == 1
            async for event in source:
                events.append(event.data.status)
            return await source.until_done()

    def collect_sync() -> Any:
        with things.run_tools_stream(functions=functions, **given) as source:
            assert len(world.requests) == 1
            events.extend(event.data.status for event in source)
            return source.until_done()

    final = world.kit.run(collect if world.kit.is_async else collect_sync)
    return events, final


def test_streamed_rounds_follow_one_another(world: World) -> None:
    world.events("waiting", asking(("c1", "add", {"left": 1})))
    world.events("working", asking(("c2", "multiply", {"left": 2, "right": 3})))
    world.events("working", "done")
    events, final = stream(world, add, multiply)
    assert events == ["waiting", "asking", "working", "asking", "working", "done"]
    assert final.status == "done"
    assert outputs(world) == [{"c1": "2"}, {"c2": '{"product":6}'}]
    assert [body["stream"] for body in world.bodies()] == [True] * 3
    assert world.paths() == ["POST /parents/parent_1/things", ANSWERS, ANSWERS]


def test_a_stream_that_ends_early_is_followed_by_polling(world: World) -> None:
    world.events("waiting")
    world.script("working", asking(("c", "add", {"left": 1})))
    world.events()
    world.script("working", "done")
    events, final = stream(world, add)
    assert (events, final.status) == (["waiting"], "done")
    assert world.slept == [1.0, 1.0]


def test_a_stream_without_the_object_is_an_error(world: World) -> None:
    world.events()
    with pytest.raises(SDKError, match="without an event that holds the object"):
        stream(world, add)


def test_nothing_is_sent_before_the_stream_is_entered(world: World) -> None:
    things = world.helpers("tools_stream")
    made = things.run_tools_stream(functions=[add], parent_id="parent_1", label="a")
    with pytest.raises(SDKError, match="Enter the stream"):
        world.kit.run(made.until_done)
    assert world.requests == []


def test_a_stream_is_entered_once(world: World) -> None:
    things = world.helpers("tools_stream")
    made = things.run_tools_stream(functions=[add], parent_id="parent_1", label="a")
    enter = made.__aenter__ if world.kit.is_async else made.__enter__
    world.events("done")
    world.kit.run(enter)
    with pytest.raises(SDKError, match="once only"):
        world.kit.run(enter)
    world.kit.run(made.close)


def test_a_stream_has_the_limit_too_and_goes_on_polled(world: World) -> None:
    world.events("waiting", "working")
    world.took = 10
    with pytest.raises(PollTimeoutError) as caught:
        stream(world, add, max_wait=5)
    assert caught.value.last.status == "waiting"
    world.script("working", asking(("c", "add", {"left": 1})), "waiting", "done")
    assert world.kit.run(lambda: caught.value.resume(max_wait=None)).status == "done"
    assert outputs(world) == [{"c": "2"}]


def test_who_leaves_early_closes_the_response(world: World) -> None:
    things = world.helpers("tools_stream")
    made = things.run_tools_stream(functions=[add], parent_id="parent_1", label="a")
    world.events("waiting", "working", "done")
    names = ("__aenter__", "__anext__") if world.kit.is_async else ("__enter__", "__next__")
    world.kit.run(getattr(made, names[0]))
    assert world.kit.run(getattr(made, names[1])).data.status == "waiting"
    world.kit.run(made.close)
    stop = StopAsyncIteration if world.kit.is_async else StopIteration
    with pytest.raises(stop):
        world.kit.run(getattr(made, names[1]))
    assert made.last.status == "waiting"
