"""Calls of runs."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create_batch": Case(
        "runs.create_batch",
        arguments={
            "payloads": [{"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"}],
        },
        method="POST",
        path="/runs/batch",
        body=[{"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"}],
        answer=[
            {
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
        ],
    ),
    "list": Case(
        "runs.list",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs",
        query=["limit", "offset"],
        answer=[
            {
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
        ],
    ),
    "get": Case(
        "runs.get",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
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
    "delete": Case(
        "runs.delete",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="DELETE",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        kind="none",
    ),
    "cancel": Case(
        "runs.cancel",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/cancel",
        query=["action", "wait"],
        answer="text",
    ),
    "cancel_many": Case(
        "runs.cancel_many",
        method="POST",
        path="/runs/cancel",
        query=["action"],
        body={},
        kind="none",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
