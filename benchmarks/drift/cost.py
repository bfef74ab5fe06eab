"""What a drifted answer costs, in clean ones."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from openai_runs._reader import reader
from openai_runs.pagination import SyncCursorPage
from openai_runs.types.beta import AssistantStreamEvent
from openai_runs.types.beta.threads import Message, MessageDeltaEvent, Run

from benchmarks.drift.examples import examples

LIMIT = 3.0
"""The most that a drifted answer may cost, in clean ones."""


def costs(*, short: bool) -> Iterator[tuple[str, float]]:
    """The ratio of CPU times of reading, for each kind of drift."""
    run, message = examples(Run)[0], examples(Message)[0]
    delta = {"event": "thread.message.delta", "data": examples(MessageDeltaEvent)[0]}
    page = {"object": "list", "data": [run] * 100, "has_more": False}
    odd_run = {**run, "status": "paused"}
    cases: dict[str, tuple[Any, Any, Any]] = {
        "a run of unknown status": (Run, run, odd_run),
        "a run whose time is a text": (Run, run, {**run, "created_at": "1699063291"}),
        "a run without tools": (Run, run, {key: run[key] for key in run if key != "tools"}),
        "a message with an unknown part": (
            Message,
            message,
            {**message, "content": [*message["content"][1:], {"type": "video", "url": "x"}]},
        ),
        "a page of 100 runs, the last one odd": (
            SyncCursorPage[Run],
            page,
            {**page, "data": [*page["data"][1:], odd_run]},
        ),
        "a page of 100 odd runs": (SyncCursorPage[Run], page, {**page, "data": [odd_run] * 100}),
        "an event whose object is of unknown kind": (
            AssistantStreamEvent,
            delta,
            {**delta, "data": {**delta["data"], "object": "thread.delta"}},
        ),
        "an unknown event": (AssistantStreamEvent, delta, {**delta, "event": "thread.new"}),
    }
    for name, (kind, clean, odd) in cases.items():
        yield name, _ratio(kind, json.dumps(clean).encode(), json.dumps(odd).encode(), short)


def _ratio(kind: Any, clean: bytes, odd: bytes, short: bool) -> float:
    """Both are read by turns, and the best time of each counts: other work on the machine only adds."""
    read = reader(kind).read
    both = (partial(read, clean), partial(read, odd))
    for call in both:
        call()
    calls = max(2, int(0.004 / _seconds(both[0], 3)))
    rounds = [[_seconds(call, calls) for call in both] for _ in range(12 if short else 40)]
    best = [min(column) for column in zip(*rounds, strict=True)]
    return best[1] / best[0]


def _seconds(call: Callable[[], object], calls: int) -> float:
    started = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - started) / calls
