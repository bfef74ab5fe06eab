"""Calls of beta.threads.runs.steps."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "retrieve": Case(
        "beta.threads.runs.steps.retrieve",
        arguments={
            "step_id": "step_id",
            "thread_id": "thread_id",
            "run_id": "run_id",
        },
        method="GET",
        path="/threads/thread_id/runs/run_id/steps/step_id",
        answer={
            "id": "id",
            "assistant_id": "assistant_id",
            "cancelled_at": 1,
            "completed_at": 1,
            "created_at": 1,
            "expired_at": 1,
            "failed_at": 1,
            "last_error": {"code": "server_error", "message": "message"},
            "metadata": {},
            "object": "thread.run.step",
            "run_id": "run_id",
            "status": "in_progress",
            "step_details": {
                "message_creation": {"message_id": "message_id"},
                "type": "message_creation",
            },
            "thread_id": "thread_id",
            "type": "message_creation",
            "usage": {"completion_tokens": 1, "prompt_tokens": 1, "total_tokens": 1},
        },
        result="beta.threads.runs.run_step.RunStep",
    ),
    "list": Case(
        "beta.threads.runs.steps.list",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id/runs/run_id/steps",
        answer={
            "data": [
                {
                    "id": "id",
                    "assistant_id": "assistant_id",
                    "cancelled_at": 1,
                    "completed_at": 1,
                    "created_at": 1,
                    "expired_at": 1,
                    "failed_at": 1,
                    "last_error": {"code": "server_error", "message": "message"},
                    "metadata": {},
                    "object": "thread.run.step",
                    "run_id": "run_id",
                    "status": "in_progress",
                    "step_details": {
                        "message_creation": {"message_id": "message_id"},
                        "type": "message_creation",
                    },
                    "thread_id": "thread_id",
                    "type": "message_creation",
                    "usage": {"completion_tokens": 1, "prompt_tokens": 1, "total_tokens": 1},
                },
            ],
            "has_more": False,
        },
        result="beta.threads.runs.run_step.RunStep",
        kind="page",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
