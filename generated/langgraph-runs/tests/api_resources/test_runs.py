"""Calls of runs."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create_batch": Case(
        "runs.create_batch",
        arguments={
            "payloads": [{"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"}],
        },
        method="POST",
        path="/runs/batch",
        body=[{"assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"}],
        result="run_create_batch_response.RunCreateBatchResponse",
    ),
    "list": Case(
        "runs.list",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "limit": 1,
            "offset": 1,
            "select": ["run_id"],
            "status": "pending",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs",
        query=["limit", "offset"],
        more_query=["limit", "offset", "select", "status"],
        result="run_list_response.RunListResponse",
    ),
    "get": Case(
        "runs.get",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "run_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
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
        more={
            "action": "interrupt",
            "wait": True,
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/runs/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/cancel",
        query=["action", "wait"],
        more_query=["action", "wait"],
    ),
    "cancel_many": Case(
        "runs.cancel_many",
        arguments={
            "status": "pending",
        },
        more={
            "action": "interrupt",
            "run_ids": ["0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"],
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/runs/cancel",
        query=["action"],
        body={"status": "pending"},
        more_query=["action"],
        more_body=["run_ids", "thread_id"],
        kind="none",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_sync(name: str, form: str) -> None:
    check(CASES[name], form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_async(name: str, form: str) -> None:
    check_async(CASES[name], form)
