"""Random sequences of calls and faults: a client gives right answers or errors of its own, and recovers."""

from __future__ import annotations

import warnings
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from benchmarks.faults.calls import CALLS, Call
from benchmarks.faults.judge import Subject, subjects
from benchmarks.faults.server import FaultServer, Request, Wire
from benchmarks.faults.table import FAULTS, READ_TIMEOUT, Fault

_QUICK = [
    fault
    for fault in FAULTS
    if fault.timeout != READ_TIMEOUT and "1 GB" not in fault.name and "100,000" not in fault.name
    if fault.name not in ("slow drip", "redirect in a loop")
]
_NOT_JSON = ("upload", "download")
_SUBJECT: Subject = subjects(ours_alone=True)["ours sync"]


class Machine(RuleBasedStateMachine):
    """One client and one server that live through all steps; each call meets no, one or several faults."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[Fault] = []
        self.call: Call = CALLS[0]
        self.answered = 0
        self.server = FaultServer(self._play)
        self.server.__enter__()
        self.client = _SUBJECT.client(self.server.url, timeout=5.0)

    def _play(self, wire: Wire, request: Request, number: int) -> None:
        answers = (*self.call.before, self.call.answer)
        if self.script and self.answered >= len(answers) - 1:
            self.script.pop(0).spoil(wire, self.call.answer)
            return
        answer = answers[min(self.answered, len(answers) - 1)]
        self.answered += 1
        wire.send(answer.whole())

    def _try(self, call: Call) -> tuple[list[Any], Exception | None]:
        got: list[Any] = []
        error: Exception | None = None
        self.call, self.answered = call, 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            try:
                _SUBJECT.run(call.make(self.client, _SUBJECT.package, got))
            except Exception as raised:
                error = raised
        return got, error

    @rule(call=st.sampled_from(CALLS))
    def call_without_faults(self, call: Call) -> None:
        self.script = []
        got, error = self._try(call)
        assert error is None
        assert got == call.wanted

    @rule(
        call=st.sampled_from(CALLS),
        faults=st.lists(st.sampled_from(_QUICK), min_size=1, max_size=4),
    )
    def call_with_faults(self, call: Call, faults: list[Fault]) -> None:
        self.script = list(faults)
        got, error = self._try(call)
        if error is not None:
            assert isinstance(error, _SUBJECT.root)
            assert got == call.wanted[: len(got)]
        elif call.name not in _NOT_JSON:
            assert got == call.wanted

    @invariant()
    def few_connections(self) -> None:
        assert self.server.open_connections(0.0) <= 3

    def teardown(self) -> None:
        self.client.close()
        left = self.server.open_connections(5.0)
        self.server.__exit__(None, None, None)
        assert left == 0


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
