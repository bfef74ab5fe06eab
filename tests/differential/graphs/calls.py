"""Calls that programs make of `client.runs`, and what the server answers to each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

THREAD, RUN = "6f2c1f6e-8a55-4d0e-9a55-0c3b3f1f1a11", "1f0c8f3e-0000-4d0e-9a55-0c3b3f1f1a11"
VALUE: dict[str, Any] = {
    "run_id": RUN,
    "thread_id": THREAD,
    "assistant_id": "agent",
    "created_at": "2026-11-20T12:00:00Z",
    "updated_at": "2026-11-20T12:00:00Z",
    "status": "success",
    "metadata": {"by": "me"},
    "kwargs": {"input": {"text": "a"}},
    "multitask_strategy": "enqueue",
}
STATE = {"text": "a", "said": ["a", None, 1.5]}
CREATED = (("Content-Location", f"/threads/{THREAD}/runs/{RUN}"),)

EVENTS: list[tuple[str, Any]] = [
    ("metadata", {"run_id": RUN, "attempt": 1}),
    ("values", {"text": "a", "__interrupt__": [{"value": "why", "id": "i"}]}),
    ("updates|child:1f0c", {"step": {"text": "b"}}),
    ("custom", [1, None]),
    ("end", None),
]
STREAM = b"".join(
    f"event: {name}\r\ndata: {json.dumps(data)}\r\nid: {number}-0\r\n\r\n".encode()
    for number, (name, data) in enumerate(EVENTS)
)


@dataclass(frozen=True)
class Call:
    """One call. `reply` is JSON, bytes of an event stream, or a status without a body."""

    method: str
    args: tuple[Any, ...]
    reply: Any
    kwargs: dict[str, Any] = field(default_factory=lambda: {})
    label: str = "by default"

    def __str__(self) -> str:
        return f"{self.method} {self.label}"


EACH: dict[str, list[Any]] = {
    "input": [{"text": "a", "none": None}, {}, []],
    "command": [{"resume": None, "goto": "b"}, {"update": {"a": None}, "goto": [{"node": "n"}]}],
    "stream_mode": ["updates", ["values", "messages-tuple"], []],
    "stream_subgraphs": [True],
    "stream_resumable": [True],
    "metadata": [{"k": "v"}, {}],
    "config": [{"tags": ["t"], "recursion_limit": 7, "configurable": {"a": None}}],
    "context": [{"voice": "low"}],
    "checkpoint": [{"checkpoint_id": "c", "checkpoint_ns": ""}],
    "checkpoint_id": ["c"],
    "checkpoint_during": [False],
    "interrupt_before": ["*", ["step"]],
    "interrupt_after": ["*", []],
    "feedback_keys": [["good"]],
    "on_disconnect": ["cancel", "continue"],
    "on_completion": ["delete", "keep"],
    "webhook": ["http://hooks.test/a"],
    "multitask_strategy": ["reject", "interrupt", "rollback", "enqueue"],
    "if_not_exists": ["create", "reject"],
    "after_seconds": [0, 600],
    "langsmith_tracing": [{"project_name": "p", "example_id": "e"}],
    "headers": [{"X-Extra": "1", "x-api-key": "other"}],
    "params": [{"extra": "1", "flag": True}],
    "durability": ["sync", "async", "exit"],
    "strict_resume": [True, False],
}
"""Values of the parameters that runs are started with; each is tried by itself."""

NOT_OF = {
    "create": {"feedback_keys", "on_disconnect"},
    "wait": {"stream_mode", "stream_subgraphs", "stream_resumable", "feedback_keys"},
}
"""Parameters that a method does not have."""

STARTS: dict[str, Any] = {"create": VALUE, "wait": STATE, "stream": STREAM}


def _started() -> Iterator[Call]:
    for method, reply in STARTS.items():
        for thread in (THREAD, None):
            where = "on a thread" if thread else "without a thread"
            yield Call(method, (thread, "agent"), reply, label=where)
            for name, values in EACH.items():
                if name in NOT_OF.get(method, ()):
                    continue
                for value in values:
                    label = f"{where}, {name}={value!r}"
                    yield Call(method, (thread, "agent"), reply, {name: value}, label)


def _about_one() -> Iterator[Call]:
    both = (THREAD, RUN)
    extra = {"headers": {"X-Extra": "1"}, "params": {"extra": "1"}}
    for method, reply in (("get", VALUE), ("delete", 204), ("join", STATE), ("cancel", 202)):
        yield Call(method, both, reply)
        yield Call(method, both, reply, extra, "with headers and params")
    yield Call("cancel", both, STATE, {"wait": True, "action": "rollback"}, "and wait")
    yield Call("get", ("with/slash", "ü ?#"), VALUE, label="with odd ids")
    yield Call("join_stream", both, STREAM)
    for name, value in (
        ("cancel_on_disconnect", True),
        ("stream_mode", "custom"),
        ("last_event_id", "0"),
        ("headers", {"X-Extra": "1"}),
        ("params", {"extra": "1"}),
    ):
        yield Call("join_stream", both, STREAM, {name: value}, f"{name}={value!r}")


def _about_many() -> Iterator[Call]:
    batch = [
        {"assistant_id": "agent", "input": {"n": None}, "metadata": None},
        {"assistant_id": "agent", "thread_id": THREAD, "multitask_strategy": "reject"},
    ]
    yield Call("create_batch", (batch,), [VALUE, VALUE])
    yield Call("create_batch", ([],), [], label="of none")
    for kwargs in (
        {},
        {"limit": 1, "offset": 2, "status": "error", "select": ["run_id", "status"]},
        {"limit": 0},
        {"headers": {"X-Extra": "1"}, "params": {"extra": "1"}},
    ):
        yield Call("list", (THREAD,), [VALUE], kwargs, repr(kwargs))
    for kwargs in (
        {"thread_id": THREAD, "run_ids": [RUN, "other"]},
        {"status": "all", "action": "rollback"},
        {"status": "pending", "headers": {"X-Extra": "1"}, "params": {"extra": "1"}},
    ):
        yield Call("cancel_many", (), 204, kwargs, repr(kwargs))
    yield Call("stream", (None, "agent"), STREAM, {"version": "v2"}, "of version 2")


CALLS = [*_started(), *_about_one(), *_about_many()]
