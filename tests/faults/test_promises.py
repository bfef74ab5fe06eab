"""What `docs/reliability.md` promises, each against a server that misbehaves, sync and async.

Here each fault meets a stream and one other call, and each promise is tried once;
`make faults` tries all calls, and `openai` as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.faults.calls import CALLS, Call
from benchmarks.faults.judge import Subject, judge, subjects
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.table import FAULTS, READ_TIMEOUT, Fault

_SLOW = ("100,000 headers", "slow drip")


def _cases() -> list[tuple[Fault, Call]]:
    """A stream for each fault, and the other calls by turns."""
    stream = next(call for call in CALLS if call.name == "stream")
    others = [call for call in CALLS if call is not stream]
    cases: list[tuple[Fault, Call]] = []
    for number, fault in enumerate(FAULTS):
        cases.append((fault, stream))
        if not (fault.only or fault.timeout == READ_TIMEOUT or fault.name in _SLOW):
            cases.append((fault, others[number % len(others)]))
    return cases


@pytest.mark.parametrize(
    ("fault", "call"), _cases(), ids=lambda case: getattr(case, "name", str(case))
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
