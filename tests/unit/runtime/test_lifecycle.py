"""Intervals, limits and states, without any I/O."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._exceptions import PollTimeoutError, StateError
from sdk_runtime._lifecycle import Budget, Interval, Lifecycle, Wait, read_path
from sdk_runtime._types import omit

THING = Lifecycle(
    "thing",
    pending=("waiting",),
    action=("asking",),
    success=("done",),
    failure=("failed",),
)
seconds = st.floats(0, 1e6, allow_nan=False)
header_texts = st.one_of(
    st.none(), st.text(max_size=8), st.floats().map(str), st.integers(-5, 10**400).map(str)
)


def waits(lifecycle: Lifecycle, **arguments: Any) -> Wait[Any]:
    given: dict[str, Any] = {"interval_ms": omit, "max_wait": omit, "now": 0.0, **arguments}
    return Wait(lifecycle, resume=lambda limit: None, **given)


def headers(hint: str | None) -> Mapping[str, str]:
    return {} if hint is None else {"again": hint}


@given(
    hints=st.lists(header_texts, max_size=8),
    least=st.floats(0, 500),
    span=st.floats(0, 5000),
    factor=st.floats(1, 1e9),
    jitter=st.floats(0, 1),
    draw=st.floats(0, 1),
)
def test_waits_stay_in_their_bounds(
    hints: list[str | None], least: float, span: float, factor: float, jitter: float, draw: float
) -> None:
    interval = Interval("again", 1, 1000, least, least + span, factor, jitter)
    wait = waits(Lifecycle("thing", pending=("waiting",), interval=interval), random=lambda: draw)
    for hint in hints:
        pause = wait.after({"status": "waiting"}, headers(hint), 0.0)
        assert pause is not None
        assert least / 1000 <= pause <= (least + span) / 1000


@given(st.lists(header_texts, max_size=8))
def test_no_wait_is_endless_whatever_the_server_says(hints: list[str | None]) -> None:
    wait = waits(Lifecycle("thing", pending=("waiting",), interval=Interval("again", factor=3)))
    for hint in hints:
        pause = wait.after({"status": "waiting"}, headers(hint), 0.0)
        assert pause is not None
        assert 0 <= pause <= 600


@given(
    limit=seconds,
    start=st.floats(-1e9, 1e9),
    interval=st.floats(1, 1e9),
    states=st.lists(st.sampled_from(["waiting", "new"]), max_size=30),
)
def test_never_sleeps_beyond_the_limit_and_looks_once_after_it(
    limit: float, start: float, interval: float, states: list[str]
) -> None:
    """However coarse the clock: the sleeps add up to the limit at most, and then there is one look."""
    now, slept = start, 0.0
    wait = waits(THING, interval_ms=interval, max_wait=limit, now=start)
    for state in states:
        pause = _pause(wait, state, now)
        if pause is None:
            assert slept == pytest.approx(limit, rel=1e-6, abs=1e-5)
            return
        slept += pause
        now += pause
        assert slept <= limit * (1 + 1e-6) + 1e-5


def _pause(wait: Wait[Any], state: str, now: float) -> float | None:
    """The next wait, `None` where the limit is reached."""
    try:
        pause = wait.after({"status": state}, {}, now)
    except PollTimeoutError:
        return None
    assert pause is not None
    return pause


def test_a_clock_that_stands_still_does_not_make_the_wait_endless() -> None:
    wait = waits(THING, interval_ms=1000, max_wait=0.5)
    assert wait.after({"status": "waiting"}, {}, 0.0) == 0.5
    with pytest.raises(PollTimeoutError):
        wait.after({"status": "waiting"}, {}, 0.0)


@given(st.integers(1, 50), st.lists(st.sampled_from(["waiting", "new", None]), max_size=200))
def test_unknown_states_in_a_row_are_counted(looks: int, states: list[str | None]) -> None:
    wait = waits(Lifecycle("thing", pending=("waiting",), unknown_looks=looks))
    row = 0
    for state in states:
        row = 0 if state == "waiting" else row + 1
        if row == looks:
            with pytest.raises(StateError):
                wait.after({"status": state}, {}, 0.0)
            return
        assert wait.after({"status": state}, {}, 0.0) is not None


@given(st.integers(0, 10**6), st.floats(0, 1))
def test_backoff_never_overflows(number: int, draw: float) -> None:
    assert 0 <= Interval(factor=10, jitter=0.5).backoff(number, draw) <= 60_000


def test_jitter_shortens() -> None:
    interval = Interval(default_ms=1000, jitter=0.2)
    assert (interval.backoff(0, 0.0), interval.backoff(0, 1.0)) == (1000, 800)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("250", 250),
        ("0.5", 0.5),
        (" 7 ", 7),
        ("600000", 600_000),
        ("600001", None),
        ("9" * 400, None),
        ("1_000", None),
        ("inf", None),
        ("-1", None),
        ("nan", None),
        ("", None),
        ("soon", None),
    ],
)
def test_hints(text: str, milliseconds: float | None) -> None:
    assert Interval("again").from_header({"again": text}) == milliseconds


def test_a_hint_stays_within_the_bounds_that_are_declared() -> None:
    interval = Interval("again", min_ms=10, max_ms=900_000)
    found = [interval.from_header({"again": text}) for text in ("1", "700000", "900000", "900001")]
    assert found == [10, 700_000, 900_000, None]
    assert Interval("again", max_ms=50).from_header({"again": "700"}) == 50


def test_a_hint_in_seconds() -> None:
    assert Interval("again", header_unit_ms=1000).from_header({"again": "2"}) == 2000


def test_a_hint_is_not_looked_for_where_none_is_declared() -> None:
    assert Interval().from_header({"again": "2"}) is None


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"status": "x"}, "x"),
        (SimpleNamespace(status="x"), "x"),
        (SimpleNamespace(status=Colour.RED), "red"),
        (SimpleNamespace(status=True), "true"),
        ({"status": False}, "false"),
        ({"status": 3}, "3"),
        ({"status": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_states(value: object, state: str | None) -> None:
    assert Lifecycle("thing").state_of(value) == state


def test_nested_states() -> None:
    lifecycle = Lifecycle("thing", state="meta.status.state")
    assert lifecycle.state_of({"meta": SimpleNamespace(status={"state": "x"})}) == "x"
    assert lifecycle.state_of({"meta": None}) is None


def test_phases() -> None:
    states = ("waiting", "asking", "done", "failed", "new", None)
    phases = [THING.phase_of(state) for state in states]
    assert phases == ["pending", "action", "success", "failure", "unknown", "unknown"]


def test_paths() -> None:
    value = {"a": SimpleNamespace(b=[1])}
    assert read_path(value, "a.b") == [1]
    assert read_path(value, "") is value
    assert read_path(value, "a.c.d") is None


def test_headers_of_looks() -> None:
    lifecycle = Lifecycle("thing", headers={"A": "1", "B": "2"}, interval_header="I")
    assert lifecycle.look_headers(None) == {"A": "1", "B": "2"}
    assert lifecycle.look_headers({"B": omit, "I": "9"}, 70) == {"A": "1", "B": omit, "I": "70"}
    assert lifecycle.look_headers({"I": "9"})["I"] == "9"
    assert "I" not in Lifecycle("thing").look_headers(None, 70)


def test_limits() -> None:
    lifecycle = Lifecycle("thing", max_wait=5)
    assert lifecycle.limit(omit) == 5
    assert lifecycle.limit(2) == 2
    assert lifecycle.limit(None) is None
    assert lifecycle.limit(math.inf) is None


@given(limit=seconds, start=seconds, later=seconds)
def test_budgets(limit: float, start: float, later: float) -> None:
    left = Budget(limit, start).left(start + later)
    assert left is not None
    assert 0 <= left <= limit + 1e-6
    assert Budget(None, start).left(start + later) is None
