"""What `docs/reliability.md` promises, each against a server that misbehaves, sync and async.

Here each fault meets a stream and one other call, and each promise is tried once;
`make faults` tries all calls, and `openai` as well.
"""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.faults import cells
from benchmarks.faults.calls import Call
from benchmarks.faults.cells import Cell, find, sampled
from benchmarks.faults.judge import Cell as Judged
from benchmarks.faults.judge import Subject, judge, subjects
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.table import Fault


@pytest.mark.parametrize(
    ("fault", "call"), sampled(), ids=lambda case: getattr(case, "name", str(case))
)
def test_faults(subject: Subject, fault: Fault, call: Call) -> None:
    assert not judge(fault, call, subject).broken


@pytest.mark.parametrize("check", SCENARIOS.values(), ids=list(SCENARIOS))
def test_promises_about_clients(subject: Subject, check: Callable[[Subject], str]) -> None:
    assert check(subject) == ""


@pytest.mark.parametrize("name", ["bytes after a body", "key with a line break", "fork"])
def test_the_promises_can_be_broken(name: str) -> None:
    """The reference client breaks these: the checks see it."""
    import openai

    assert SCENARIOS[name](Subject(openai, openai.OpenAIError, False)) != ""


def test_what_a_stopped_call_leaves_open_is_seen() -> None:
    class Careless(Subject):
        async def close(self, client: Any) -> None:
            pass

    ours = subjects(ours_alone=True)["ours sync"]
    careless = Careless(ours.package, ours.root, is_async=False)
    assert SCENARIOS["stopped at every step"](careless).endswith("1 open")
    with warnings.catch_warnings(
        action="ignore"
    ):  # of what it left open, before the next test looks
        gc.collect()


def test_a_cell_tells_what_was_broken() -> None:
    assert find(Cell("openai sync", "404 without a body", "retrieve")).broken == ""
    found = find(Cell("openai sync", "redirect to no URL", "retrieve"))
    assert "requests: 3" in found.broken


def test_a_cell_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(subject: Subject) -> str:
        threading.Event().wait(10)
        return ""

    monkeypatch.setattr(cells, "_SCENARIO_SECONDS", 1)
    monkeypatch.setitem(SCENARIOS, "waits", waits)
    assert find(Cell("ours sync", "waits")).broken == "time: given up after 1 s"


@pytest.mark.parametrize(("second", "broken"), [({}, ""), ({"time": "9.0 s"}, "time: 9.0 s")])
def test_a_cell_that_is_late_and_no_more_is_tried_once_more(
    monkeypatch: pytest.MonkeyPatch, second: dict[str, str], broken: str
) -> None:
    verdicts = [Judged({"time": "8.4 s"}), Judged(second)]
    monkeypatch.setattr(cells, "judge", lambda *_: verdicts.pop(0))
    assert find(Cell("ours sync", "no fault", "retrieve")).broken == broken
    assert not verdicts
