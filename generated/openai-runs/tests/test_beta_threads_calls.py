"""Calls of beta.threads."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "beta.threads.create",
        method="POST",
        path="/threads",
        body={},
        answer={
            "id": "id",
            "created_at": 1,
            "metadata": {},
            "object": "thread",
            "tool_resources": {},
        },
        result="beta.thread.Thread",
    ),
    "retrieve": Case(
        "beta.threads.retrieve",
        arguments={
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id",
        answer={
            "id": "id",
            "created_at": 1,
            "metadata": {},
            "object": "thread",
            "tool_resources": {},
        },
        result="beta.thread.Thread",
    ),
    "update": Case(
        "beta.threads.update",
        arguments={
            "thread_id": "thread_id",
        },
        method="POST",
        path="/threads/thread_id",
        body={},
        answer={
            "id": "id",
            "created_at": 1,
            "metadata": {},
            "object": "thread",
            "tool_resources": {},
        },
        result="beta.thread.Thread",
    ),
    "delete": Case(
        "beta.threads.delete",
        arguments={
            "thread_id": "thread_id",
        },
        method="DELETE",
        path="/threads/thread_id",
        answer={"id": "id", "deleted": True, "object": "thread.deleted"},
        result="beta.thread_deleted.ThreadDeleted",
    ),
    "create_and_run": Case(
        "beta.threads.create_and_run",
        arguments={
            "assistant_id": "assistant_id",
        },
        method="POST",
        path="/threads/runs",
        body={"assistant_id": "assistant_id"},
        answer={
            "id": "id",
            "assistant_id": "assistant_id",
            "cancelled_at": 1,
            "completed_at": 1,
            "created_at": 1,
            "expires_at": 1,
            "failed_at": 1,
            "incomplete_details": {},
            "instructions": "instructions",
            "last_error": {"code": "server_error", "message": "message"},
            "max_completion_tokens": 1,
            "max_prompt_tokens": 1,
            "metadata": {},
            "model": "model",
            "object": "thread.run",
            "parallel_tool_calls": True,
            "required_action": {
                "submit_tool_outputs": {
                    "tool_calls": [
                        {
                            "id": "id",
                            "function": {"arguments": "arguments", "name": "name"},
                            "type": "function",
                        },
                    ],
                },
                "type": "submit_tool_outputs",
            },
            "response_format": "auto",
            "started_at": 1,
            "status": "queued",
            "thread_id": "thread_id",
            "tool_choice": "none",
            "tools": [{"type": "code_interpreter"}],
            "truncation_strategy": {"type": "auto"},
            "usage": {"completion_tokens": 1, "prompt_tokens": 1, "total_tokens": 1},
        },
        result="beta.threads.run.Run",
    ),
    "create_and_run, streamed": Case(
        "beta.threads.create_and_run",
        arguments={
            "assistant_id": "assistant_id",
            "stream": True,
        },
        method="POST",
        path="/threads/runs",
        body={"assistant_id": "assistant_id", "stream": True},
        answer='event: thread.created\ndata: {"id": "id", "created_at": 1, "metadata": {}, "object": "thread", "tool_resources": {}}\n\ndata: [DONE]\n\n',
        media_type="text/event-stream",
        kind="stream",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
