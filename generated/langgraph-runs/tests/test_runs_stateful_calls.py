"""Calls of runs.stateful."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "runs.stateful.create",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs",
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
        "runs.stateful.wait",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/wait",
        body={"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"},
        answer="text",
    ),
    "stream": Case(
        "runs.stateful.stream",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/stream",
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
    "join": Case(
        "runs.stateful.join",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/join",
        answer="text",
    ),
    "join_stream": Case(
        "runs.stateful.join_stream",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/stream",
        query=["cancel_on_disconnect"],
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
