"""Waiting: how often is looked, for how long, and how the wait ends."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from sdk_runtime._exceptions import (
    InternalServerError,
    PollError,
    PollTimeoutError,
    SDKError,
    StateError,
)
from sdk_runtime._lifecycle import Interval, Lifecycle

from tests.behaviour.conftest import Kit
from tests.behaviour.lifecycle.conftest import World, thing

HINT = "x-look-again-ms"


def poll(world: World, **arguments: Any) -> Any:
    things = world.helpers("lifecycle")
    return world.kit.run(lambda: things.poll("thing_1", parent_id="parent_1", **arguments))


def declare(monkeypatch: pytest.MonkeyPatch, kit: Kit, **changes: Any) -> Lifecycle:
    side = "_aio" if kit.is_async else "_sync"
    module = import_module(f"neutral.{side}.lifecycle")
    changed = replace(module.LIFECYCLE, **changes)
    monkeypatch.setattr(module, "LIFECYCLE", changed)
    return changed


@pytest.mark.parametrize("end", ["done", "failed", "asking"])
def test_ends_in_each_state_that_does_not_go_on_by_itself(world: World, end: str) -> None:
    world.script("waiting", "working", end)
    assert poll(world).status == end
    assert world.slept == [1.0, 1.0]
    assert world.paths() == ["GET /parents/parent_1/things/thing_1"] * 3


def test_marks_its_looks(world: World) -> None:
    world.script("waiting", "done")
    poll(world, poll_interval_ms=20, extra_headers={"X-Mine": "yes"})
    for request in world.requests:
        assert request.headers["x-poll-helper"] == "true"
        assert request.headers["x-poll-interval"] == "20"
        assert request.headers["x-mine"] == "yes"


def test_without_an_interval_of_ones_own_none_is_told(world: World) -> None:
    world.script("done")
    poll(world)
    assert "x-poll-interval" not in world.requests[0].headers


def test_the_mark_can_be_replaced(world: World) -> None:
    world.script("done")
    poll(world, extra_headers={"X-Poll-Helper": "mine"})
    assert world.requests[0].headers["x-poll-helper"] == "mine"


def test_the_servers_wish_counts_until_its_next_answer(world: World) -> None:
    world.script(
        ({HINT: "250"}, "waiting"),
        ({HINT: "4000"}, "waiting"),
        "waiting",
        ({HINT: "soon"}, "waiting"),
        ({HINT: "-1"}, "waiting"),
        ({HINT: "nan"}, "waiting"),
        ({HINT: "0"}, "waiting"),
        "done",
    )
    poll(world)
    assert world.slept == [0.25, 4.0, 1.0, 1.0, 1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    "hint", ["soon", "-1", "nan", "inf", "1e400", "9" * 400, "999999999", "", "1_000", "{}"]
)
def test_a_wish_that_is_garbage_is_none(world: World, hint: str) -> None:
    world.script(({HINT: hint}, "waiting"), "done")
    poll(world)
    assert world.slept == [1.0]


def test_the_callers_wish_wins(world: World) -> None:
    world.script(({HINT: "250"}, "waiting"), "waiting", "done")
    poll(world, poll_interval_ms=70)
    assert world.slept == [0.07, 0.07]


@pytest.mark.parametrize("interval", [-1, float("nan"), float("inf")])
def test_an_interval_that_is_none_is_refused_before_anything_is_sent(
    world: World, interval: float
) -> None:
    with pytest.raises(ValueError, match="interval"):
        poll(world, poll_interval_ms=interval)
    assert world.requests == []


@pytest.mark.parametrize("max_wait", [-0.5, float("nan")])
def test_a_limit_that_is_none_is_refused(world: World, max_wait: float) -> None:
    with pytest.raises(ValueError, match="max_wait"):
        poll(world, max_wait=max_wait)


def test_the_limit_ends_the_wait_with_a_look_at_it(world: World) -> None:
    world.script(*["waiting"] * 4)
    with pytest.raises(PollTimeoutError) as caught:
        poll(world, max_wait=2.5)
    assert world.slept == [1.0, 1.0, 0.5]
    error = caught.value
    assert isinstance(error, TimeoutError)
    assert isinstance(error, SDKError)
    assert (error.last.id, error.state, error.looks, error.waited) == ("thing_1", "waiting", 4, 2.5)
    assert "still 'waiting' after 2.5 s" in str(error)


def test_time_that_requests_take_counts(world: World) -> None:
    world.took = 2.0
    world.script(*["waiting"] * 2)
    with pytest.raises(PollTimeoutError):
        poll(world, max_wait=3.5)
    assert world.slept == [0.5 + 0.5]


def test_the_state_counts_before_the_limit(world: World) -> None:
    world.took = 9.0
    world.script("done")
    assert poll(world, max_wait=1).status == "done"


def test_a_limit_of_zero_looks_once(world: World) -> None:
    world.script("waiting")
    with pytest.raises(PollTimeoutError):
        poll(world, max_wait=0)
    assert world.slept == []


def test_a_timeout_can_be_resumed(world: World) -> None:
    world.script(*["waiting"] * 3)
    with pytest.raises(PollTimeoutError) as first:
        poll(world, max_wait=2)
    world.script("waiting", "working")
    with pytest.raises(PollTimeoutError) as second:
        world.kit.run(lambda: first.value.resume(max_wait=1))
    assert second.value.waited == 1
    world.script("working", "working", "done")
    found = world.kit.run(lambda: second.value.resume(max_wait=None))
    assert found.status == "done"


def test_resuming_takes_as_long_again(world: World) -> None:
    world.script(*["waiting"] * 3)
    with pytest.raises(PollTimeoutError) as caught:
        poll(world, max_wait=2)
    world.script(*["waiting"] * 3)
    with pytest.raises(PollTimeoutError) as again:
        world.kit.run(lambda: caught.value.resume())
    assert again.value.waited == 2


def test_each_look_is_reported_the_last_one_too(world: World) -> None:
    seen: list[str] = []
    world.script("waiting", "working", "done")
    poll(world, on_update=world.kit.function(lambda found: seen.append(found.status)))
    assert seen == ["waiting", "working", "done"]


def test_a_plain_callback_serves_the_async_client_too(world: World) -> None:
    seen: list[str] = []
    world.script("waiting", "done")
    poll(world, on_update=lambda found: seen.append(found.status))
    assert seen == ["waiting", "done"]


def test_what_a_callback_raises_ends_the_wait(world: World) -> None:
    def stop(found: Any) -> None:
        raise LookupError(found.status)

    world.script("waiting")
    with pytest.raises(LookupError, match="waiting"):
        poll(world, on_update=stop)


def test_errors_of_a_look_reach_the_caller(world: World) -> None:
    things = world.helpers("lifecycle")
    things._client.max_retries = 0
    world.script("waiting")
    world.refuse(500)
    with pytest.raises(InternalServerError):
        world.kit.run(lambda: things.poll("thing_1", parent_id="parent_1"))


# -- States that nobody declared ------------------------------------------------------------------


def test_an_unknown_state_is_waited_on_but_not_for_ever(world: World) -> None:
    world.script(*["dreaming"] * 60)
    with pytest.raises(StateError) as caught:
        poll(world)
    assert (caught.value.state, caught.value.looks) == ("dreaming", 60)
    assert "'dreaming'" in str(caught.value)
    world.script("dreaming", "done")
    assert world.kit.run(lambda: caught.value.resume()).status == "done"


def test_a_known_state_in_between_starts_the_count_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(monkeypatch, world.kit, unknown_looks=2)
    world.script("dreaming", "working", "dreaming", "done")
    assert poll(world).status == "done"


def test_with_a_limit_an_unknown_state_is_waited_on_until_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(monkeypatch, world.kit, unknown_looks=2)
    world.script(*["dreaming"] * 5)
    with pytest.raises(PollTimeoutError):
        poll(world, max_wait=4)


def test_an_endless_limit_is_no_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, world.kit, unknown_looks=2)
    world.script(*["dreaming"] * 2)
    with pytest.raises(StateError):
        poll(world, max_wait=float("inf"))


@pytest.mark.parametrize("state", ["dreaming", None])
def test_unknown_states_as_declared(
    world: World, monkeypatch: pytest.MonkeyPatch, state: str | None
) -> None:
    declare(monkeypatch, world.kit, unknown="stop")
    world.script(thing("x") | {"status": state})
    assert poll(world).status == state
    declare(monkeypatch, world.kit, unknown="error")
    world.script(thing("x") | {"status": state})
    with pytest.raises(StateError):
        poll(world)


# -- Other declarations ---------------------------------------------------------------------------


def test_failures_are_raised_where_declared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, world.kit, raise_failures=True)
    world.script("failed")
    with pytest.raises(StateError, match="thing ended 'failed'"):
        poll(world)


def test_actions_are_waited_on_where_declared(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(monkeypatch, world.kit, stop_on_action=False)
    world.script("asking", "done")
    assert poll(world).status == "done"


def test_a_declared_limit_is_the_default(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, world.kit, max_wait=1.0)
    world.script("waiting", "waiting")
    with pytest.raises(PollTimeoutError):
        poll(world)
    world.script("waiting", "waiting", "done")
    assert poll(world, max_wait=None).status == "done"


def test_backoff_grows_to_its_bound(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    interval = Interval(header=HINT, default_ms=100, factor=2, max_ms=500)
    declare(monkeypatch, world.kit, interval=interval)
    world.script("waiting", "waiting", ({HINT: "300"}, "waiting"), "waiting", "waiting", "done")
    poll(world)
    assert world.slept == [0.1, 0.2, 0.3, 0.4, 0.5]


# -- Started and answered things ------------------------------------------------------------------


def test_start_and_poll(world: World) -> None:
    things = world.helpers("lifecycle")
    world.script("waiting", "waiting", "done")
    found = world.kit.run(
        lambda: things.start_and_poll(
            label="a", parent_id="parent_1", poll_interval_ms=5, extra_headers={"X-Mine": "yes"}
        )
    )
    assert found.status == "done"
    assert world.paths() == [
        "POST /parents/parent_1/things",
        "GET /parents/parent_1/things/thing_1",
        "GET /parents/parent_1/things/thing_1",
    ]
    assert world.bodies() == [{"label": "a", "stream": False}]
    assert "x-poll-helper" not in world.requests[0].headers
    assert [each.headers["x-mine"] for each in world.requests] == ["yes"] * 3
    assert world.slept == [0.005]


def test_submit_and_poll(world: World) -> None:
    things = world.helpers("lifecycle")
    world.script("waiting", "done")
    outputs = [{"call_id": "c", "output": "4"}]
    found = world.kit.run(
        lambda: things.submit_and_poll(
            thing_id="thing_1", parent_id="parent_1", tool_outputs=outputs, max_wait=3
        )
    )
    assert found.status == "done"
    assert world.paths()[0] == "POST /parents/parent_1/things/thing_1/answers"
    assert world.bodies() == [{"tool_outputs": outputs, "stream": False}]


def test_started_elsewhere_polled_where_it_lives(world: World) -> None:
    others = world.helpers("elsewhere", "Others")
    world.script("waiting", "done")
    assert world.kit.run(lambda: others.start_here_and_poll(label="a")).status == "done"
    assert world.paths() == ["POST /things", "GET /parents/parent_1/things/thing_1"]


def test_a_response_that_is_still_to_be_read_is_read(kit: Kit) -> None:
    """The engine takes either kind of raw response."""
    module, clock = kit.module("lifecycle"), iter(range(9))

    class Unread:
        headers: dict[str, str] = {}

        def __init__(self, status: str) -> None:
            self.parse = kit.function(lambda: {"status": status})

    answers = [Unread("waiting"), Unread("done")]
    declared = Lifecycle("thing", pending=("waiting",), success=("done",))
    found = kit.run(
        lambda: module.poll_until(
            kit.function(lambda: answers.pop(0)),
            declared,
            sleep=kit.function(lambda seconds: None),
            clock=lambda: float(next(clock)),
        )
    )
    assert found == {"status": "done"}


def test_all_errors_of_waits_have_one_root() -> None:
    assert issubclass(PollTimeoutError, PollError)
    assert issubclass(StateError, PollError)
