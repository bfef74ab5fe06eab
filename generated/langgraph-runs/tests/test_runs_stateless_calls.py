"""Calls of runs.stateless."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "runs.stateless.create",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/runs",
        body={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "stream_mode": "values",
            "stream_resumable": False,
            "stream_subgraphs": False,
        },
        answer={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "created_at": "created_at",
            "kwargs": {},
            "metadata": {},
            "multitask_strategy": "reject",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "status": "pending",
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "updated_at": "updated_at",
        },
        result="run.Run",
    ),
    "wait": Case(
        "runs.stateless.wait",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/runs/wait",
        body={"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"},
        answer="text",
    ),
    "stream": Case(
        "runs.stateless.stream",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/runs/stream",
        body={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "stream_mode": "values",
            "stream_resumable": False,
            "stream_subgraphs": False,
        },
        answer='data: {"event": "event"}\n\n',
        media_type="text/event-stream",
        result="run_event.RunEvent",
        kind="stream",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
