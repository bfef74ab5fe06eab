"""Lifecycles: things that are created, move through states and end. Declarations and arithmetic.

A :class:`Lifecycle` says which states there are and how to wait; a :class:`Wait` decides after each
look whether to look again, and when. Nothing here does I/O, sleeps or reads a clock.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from ._exceptions import PollError, PollTimeoutError, StateError
from ._retries import HeadersLike
from ._types import Headers, Omit, omit

__all__ = ["Budget", "Interval", "Lifecycle", "Phase", "ToolAction", "Wait", "read_path"]

_T = TypeVar("_T")

Phase: TypeAlias = Literal["pending", "action", "success", "failure", "unknown"]
Resume: TypeAlias = Callable[[float | None | Omit], Any]

LONGEST_HINT_MS = 600_000.0
"""A server that asks for a longer wait is not believed, unless the lifecycle's own bound is higher."""
LONGEST_BACKOFF_MS = 60_000.0
"""The upper bound where a lifecycle declares none; a longer default interval is a bound of its own."""
_NUMBER = re.compile(r"\d{1,15}(\.\d*)?", re.ASCII)


def read_path(value: object, path: str) -> Any:
    """The part of ``value`` at a dotted path of attributes or keys; ``None`` where a step is missing.

    An empty path is ``value`` itself.
    """
    for name in path.split(".") if path else ():
        if isinstance(value, Mapping):
            value = cast("Mapping[str, object]", value).get(name)
        else:
            value = getattr(value, name, None)
    return value


@dataclass(frozen=True)
class Interval:
    """How long to wait between two looks, in milliseconds.

    The caller's wish comes first, and is taken as it is. Else the ``header`` of the latest answer, whose
    unit is ``header_unit_ms``. Else ``default_ms``, multiplied by ``factor`` with each such wait and
    shortened by up to the ``jitter``th part (0 to 1) at random. The latter two stay in the bounds.
    """

    header: str | None = None
    header_unit_ms: float = 1.0
    default_ms: float = 1000.0
    min_ms: float = 0.0
    max_ms: float | None = None
    factor: float = 1.0
    jitter: float = 0.0

    def from_header(self, headers: HeadersLike) -> float | None:
        """What the server asks for; ``None`` where it asks for nothing that makes sense."""
        text = None if self.header is None else headers.get(self.header)
        if text is None:
            return None
        if _NUMBER.fullmatch(text.strip()) is None:
            return None
        hint = float(text) * self.header_unit_ms
        if hint > max(LONGEST_HINT_MS, self.max_ms or 0):
            return None
        return max(self.min_ms, hint if self.max_ms is None else min(hint, self.max_ms))

    def backoff(self, waits: int, jitter: float) -> float:
        """The wait after so many of its kind; ``jitter`` is a random number from 0 to 1."""
        longest = self.max_ms
        if longest is None:
            longest = max(self.default_ms, LONGEST_BACKOFF_MS)
        try:
            grown = self.default_ms * float(self.factor) ** waits
        except OverflowError:
            grown = longest
        shortened = min(grown, longest) * (1 - self.jitter * jitter)
        return max(self.min_ms, shortened)


@dataclass(frozen=True)
class ToolAction:
    """Where an object says which tools it wants called, and what it wants to be told.

    ``calls`` is the path of the list of calls in the object; ``id``, ``name`` and ``arguments`` are paths
    in a call (arguments: a JSON text, or an object). An answer has the members ``output_id`` and
    ``output``. ``definition`` is how the API wants a tool described: ``{name}``, ``{description}`` and
    ``{parameters}`` (its JSON schema), wherever one of them is a whole value, are replaced.
    """

    calls: str
    id: str = "id"
    name: str = "name"
    arguments: str = "arguments"
    output_id: str = "id"
    output: str = "output"
    definition: Mapping[str, object] = field(
        default_factory=lambda: {
            "name": "{name}",
            "description": "{description}",
            "parameters": "{parameters}",
        }
    )


@dataclass(frozen=True)
class Lifecycle:
    """The states of one kind of object, and how they are waited for.

    ``state`` is the path of the attribute that holds the state; ``True`` and ``False`` are the states
    ``"true"`` and ``"false"``. A wait ends with a success, a failure (raised as :class:`StateError` only with
    ``raise_failures``) and, with ``stop_on_action``, where something must be done.

    A state of no list is ``unknown``: ``"stop"`` ends the wait, ``"error"`` raises :class:`StateError`,
    ``"wait"`` goes on until the deadline, or without one for ``unknown_looks`` looks in a row, and then
    raises it. ``max_wait`` is the default deadline in seconds. ``headers`` go with each look, and
    ``interval_header`` tells the interval, in milliseconds, that the caller asked for. ``event_object`` is
    the path of the object in the events of its streams.
    """

    name: str
    state: str = "status"
    pending: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    success: tuple[str, ...] = ()
    failure: tuple[str, ...] = ()
    unknown: Literal["wait", "stop", "error"] = "wait"
    unknown_looks: int = 60
    stop_on_action: bool = True
    raise_failures: bool = False
    interval: Interval = Interval()
    max_wait: float | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: {})
    interval_header: str | None = None
    tools: ToolAction | None = None
    event_object: str = "data"

    def state_of(self, value: object) -> str | None:
        """The state of an object, ``None`` where it has none."""
        state = read_path(value, self.state)
        if isinstance(state, bool):
            return "true" if state else "false"
        state = getattr(state, "value", state)
        return None if state is None else str(state)

    def phase_of(self, state: str | None) -> Phase:
        """What a state means."""
        phases: tuple[tuple[Phase, tuple[str, ...]], ...] = (
            ("pending", self.pending),
            ("action", self.action),
            ("success", self.success),
            ("failure", self.failure),
        )
        for phase, states in phases:
            if state in states:
                return phase
        return "unknown"

    def look_headers(self, extra: Headers | None, interval_ms: float | Omit = omit) -> Headers:
        """The headers of a look: those declared, the caller's over them, then the caller's interval."""
        headers: dict[str, str | Omit] = {**self.headers, **(extra or {})}
        if self.interval_header is not None and not isinstance(interval_ms, Omit):
            headers[self.interval_header] = str(interval_ms)
        return headers

    def limit(self, max_wait: float | None | Omit) -> float | None:
        """The seconds that a wait may take, ``None`` for ever. Raises :class:`ValueError` below zero."""
        limit = self.max_wait if isinstance(max_wait, Omit) else max_wait
        if limit is None or limit == math.inf:
            return None
        return _checked("max_wait", limit)


def _checked(name: str, value: float) -> float:
    if not 0 <= value < math.inf:
        raise ValueError(f"`{name}` must be a finite number that is not negative, not {value!r}")
    return value


class Budget:
    """What is left of a limit: seconds on a clock that never goes back."""

    def __init__(self, limit: float | None, now: float) -> None:
        self.started = now
        self._deadline = None if limit is None else now + limit

    def left(self, now: float) -> float | None:
        """Seconds to the deadline, zero after it, ``None`` where there is none."""
        return None if self._deadline is None else max(0.0, self._deadline - now)


class Wait(Generic[_T]):
    """The bookkeeping of one wait. ``resume`` ends up in the errors that give it up.

    ``random`` gives numbers from 0 to 1. Raises :class:`ValueError` for a negative interval or limit.
    """

    def __init__(
        self,
        lifecycle: Lifecycle,
        *,
        interval_ms: float | Omit,
        max_wait: float | None | Omit,
        now: float,
        resume: Resume,
        random: Callable[[], float] = random.random,
    ) -> None:
        self._lifecycle = lifecycle
        self._interval_ms: float | None = None
        if not isinstance(interval_ms, Omit):
            self._interval_ms = _checked("interval", interval_ms)
        self._limit = lifecycle.limit(max_wait)
        self._budget = Budget(self._limit, now)
        self._resume = resume
        self._random = random
        self._looks = 0
        self._unknown_looks = 0
        self._backoffs = 0
        self._last_look = False

    def after(self, value: _T, headers: HeadersLike, now: float) -> float | None:
        """The seconds to wait before the next look; ``None`` where ``value`` is what was waited for.

        The state counts before the deadline does, and the last look is at the deadline. Raises
        :class:`PollTimeoutError` after it, :class:`StateError` for a state that is not waited on.
        """
        self._looks += 1
        state = self._lifecycle.state_of(value)
        if self._is_settled(state, value, now):
            return None
        left = self._budget.left(now)
        if left is not None and (left == 0 or self._last_look):
            message = f"{self._lifecycle.name} is still {_quoted(state)} after {self._limit:g} s"
            raise self._error(PollTimeoutError, message, state, value, now)
        seconds = self._next_interval_ms(headers) / 1000
        if left is not None and seconds >= left:
            self._last_look = True
            return left
        return seconds

    def _is_settled(self, state: str | None, value: _T, now: float) -> bool:
        lifecycle = self._lifecycle
        phase = lifecycle.phase_of(state)
        if phase == "unknown":
            return self._gives_way(state, value, now)
        self._unknown_looks = 0
        if phase == "failure" and lifecycle.raise_failures:
            raise self._error(
                StateError, f"{lifecycle.name} ended {_quoted(state)}", state, value, now
            )
        return phase != "pending" and (phase != "action" or lifecycle.stop_on_action)

    def _gives_way(self, state: str | None, value: _T, now: float) -> bool:
        """What to do about an unknown state: stop, wait on or raise."""
        lifecycle = self._lifecycle
        self._unknown_looks += 1
        if lifecycle.unknown == "stop":
            return True
        exhausted = self._limit is None and self._unknown_looks >= lifecycle.unknown_looks
        if lifecycle.unknown == "error" or exhausted:
            text = f"{lifecycle.name} is in a state that is not known: {_quoted(state)}"
            raise self._error(StateError, text, state, value, now)
        return False

    def _next_interval_ms(self, headers: HeadersLike) -> float:
        if self._interval_ms is not None:
            return self._interval_ms
        interval = self._lifecycle.interval
        hint = interval.from_header(headers)
        if hint is not None:
            return hint
        self._backoffs += 1
        return interval.backoff(self._backoffs - 1, self._random())

    def _error(
        self, kind: type[PollError], message: str, state: str | None, value: _T, now: float
    ) -> PollError:
        return kind(
            message,
            last=value,
            state=state,
            looks=self._looks,
            waited=now - self._budget.started,
            resume=self._resume,
        )


def _quoted(state: str | None) -> str:
    return "without a state" if state is None else repr(state)
