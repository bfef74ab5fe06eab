"""Answer the tool calls of an object, round by round, until it is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Generic, TypeVar

from typing_extensions import Self

from .._compat import resolve
from .._concurrency import Job, run_jobs
from .._exceptions import PollError, PollTimeoutError, SDKError, ToolRoundsError
from .._lifecycle import Budget, Lifecycle, read_path
from .._tools_core import Toolbox, ToolCall, ToolResult, ToolRules, result_of
from .._types import Omit, omit
from .streaming import Stream

__all__ = ["ToolLoop", "ToolStream"]

_T = TypeVar("_T")
_EventT = TypeVar("_EventT")


class ToolLoop(Generic[_T]):
    """The rounds of one object: it asks for tools, they are called, the answers are submitted.

    ``advance(value, outputs, max_wait)`` submits the answers and waits until the object is done or asks
    again, for at most ``max_wait`` seconds (``None``: for ever). ``max_wait`` of the loop is the limit of
    all rounds together, counted on ``clock``; functions that run are not interrupted by it.
    """

    def __init__(
        self,
        lifecycle: Lifecycle,
        toolbox: Toolbox,
        rules: ToolRules,
        *,
        advance: Callable[[_T, list[Any], float | None], _T],
        max_wait: float | None | Omit = omit,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.lifecycle = lifecycle
        self._toolbox = toolbox
        self._rules = rules
        self._advance = advance
        self._clock = clock
        self._limit = lifecycle.limit(max_wait)
        self._budget = Budget(self._limit, clock())
        self._rounds = 0

    def left(self) -> float | None:
        """Seconds that are left of the limit; ``None`` where there is none."""
        return self._budget.left(self._clock())

    def is_pending(self, value: _T) -> bool:
        """Whether the object goes on by itself."""
        state = self.lifecycle.state_of(value)
        return self.lifecycle.phase_of(state) in ("pending", "unknown")

    def run(self, first: Callable[[float | None], _T]) -> _T:
        """``first(max_wait)`` gives the object, done or asking; the result is what it ends as.

        An object that asks for something other than tools is returned as well. Raises
        :class:`ToolRoundsError` when tools are asked for after the last round, what a tool raised where
        that is the rule, and what ``first`` and ``advance`` raise. A :class:`PollError` resumes all.
        """
        value = self._leg(first)
        while (outputs := self.answers(value)) is not None:
            value = self._leg(partial(self._advance, value, outputs))
        return value

    def answers(self, value: _T) -> list[Any] | None:
        """Call the tools that the object asks for; ``None`` where it asks for none."""
        state = self.lifecycle.state_of(value)
        calls = self._toolbox.calls(value)
        if self.lifecycle.phase_of(state) != "action" or not calls:
            return None
        if self._rounds >= self._rules.max_rounds:
            raise self.error(
                ToolRoundsError,
                f"Tools are asked for again after {self._rounds} rounds of answers",
                value,
                self._given(value),
            )
        self._rounds += 1
        return self._toolbox.outputs(self._results(calls))

    def _results(self, calls: list[ToolCall]) -> list[ToolResult]:
        rules, toolbox = self._rules, self._toolbox
        if rules.on_call is not None:
            for call in calls:
                resolve(rules.on_call(call))
        outcomes = run_jobs(
            [Job(partial(toolbox.call, call), toolbox.is_async(call)) for call in calls]
        )
        results: list[ToolResult] = []
        for call, outcome in zip(calls, outcomes, strict=True):
            results.append(result_of(call, outcome.value, outcome.error, rules.on_error))
            if rules.on_result is not None:
                resolve(rules.on_result(results[-1]))
        return results

    def _leg(self, leg: Callable[[float | None], _T]) -> _T:
        try:
            return leg(self.left())
        except PollError as error:
            error.resume_by(partial(self._resume, error.resume_until))
            raise

    def error(
        self,
        kind: type[PollError],
        message: str,
        value: _T,
        leg: Callable[[float | None], _T],
    ) -> PollError:
        """An error that resumes with ``leg`` and all the rounds that come after it."""
        return kind(
            message,
            last=value,
            state=self.lifecycle.state_of(value),
            looks=self._rounds,
            waited=self._clock() - self._budget.started,
            resume=partial(self._resume, leg),
        )

    def _resume(
        self,
        leg: Callable[[float | None], _T],
        max_wait: float | None | Omit,
    ) -> _T:
        if not isinstance(max_wait, Omit):
            self._limit = self.lifecycle.limit(max_wait)
        self._budget = Budget(self._limit, self._clock())
        self._rounds = 0
        return self.run(leg)

    def _given(self, value: _T) -> Callable[[float | None], _T]:
        def leg(max_wait: float | None) -> _T:
            return value

        return leg


class ToolStream(Generic[_T, _EventT]):
    """The events of an object while its tool calls are answered: ``with ... as events``, then iterate.

    Nothing is sent before it is entered, and it is entered once. The events of all rounds follow one
    another; between them the tools are called. Where a stream ends and the object goes on, it is polled.
    The limit of the loop is checked at each event. Raises what the loop and the streams raise.
    """

    def __init__(
        self,
        loop: ToolLoop[_T],
        *,
        open_first: Callable[[], Stream[_EventT]],
        open_next: Callable[[_T, list[Any]], Stream[_EventT]],
        wait: Callable[[_T, float | None], _T],
        model: type[_T],
    ) -> None:
        """``open_first()`` starts the object, ``open_next(value, outputs)`` submits answers; both give the
        events that follow. ``wait(value, max_wait)`` waits until it is done or asks again. ``model`` is the
        object's class.
        """
        self._loop = loop
        self._open_first = open_first
        self._open_next = open_next
        self._wait = wait
        self._model = model
        self._stream: Stream[_EventT] | None = None
        self._entered = False
        self._fresh = False
        self.last: _T | None = None

    def __enter__(self) -> Self:
        if self._entered:
            raise SDKError("A stream of tool calls can be entered once only; ask for a new one")
        self._entered = True
        self._stream = self._open_first()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the response that is being read. Iterating afterwards ends at once."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _EventT:
        if not self._entered:
            raise SDKError(
                "Enter the stream of tool calls (`with ... as events:`) to iterate over it"
            )
        try:
            while self._stream is not None:
                for event in self._stream:
                    self._note(event)
                    return event
                self._next_leg()
        except BaseException:
            self.close()
            raise
        raise StopIteration

    def until_done(self) -> _T:
        """Pass over the events that are left, and return the object as it ended."""
        for _ in self:
            pass
        return self._seen()

    def _note(self, event: _EventT) -> None:
        value = read_path(event, self._loop.lifecycle.event_object)
        if isinstance(value, self._model):
            self.last, self._fresh = value, True
        last = self.last
        if last is not None and self._loop.is_pending(last) and self._loop.left() == 0:
            message = "The events did not end in time"
            raise self._loop.error(PollTimeoutError, message, last, partial(self._wait, last))

    def _next_leg(self) -> None:
        self.close()
        value = self._seen()
        if not self._fresh or self._loop.is_pending(value):
            value = self._wait(value, self._loop.left())
        self.last, self._fresh = value, False
        outputs = self._loop.answers(value)
        if outputs is not None:
            self._stream = self._open_next(value, outputs)

    def _seen(self) -> _T:
        if self.last is None:
            raise SDKError("The stream ended without an event that holds the object")
        return self.last
