"""Calls of beta.threads."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "beta.threads.create",
        more={
            "messages": [{"content": "content", "role": "user"}],
            "metadata": {},
            "tool_resources": {},
        },
        method="POST",
        path="/threads",
        body={},
        more_body=["messages", "metadata", "tool_resources"],
        result="beta.thread.Thread",
    ),
    "retrieve": Case(
        "beta.threads.retrieve",
        arguments={
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id",
        result="beta.thread.Thread",
    ),
    "update": Case(
        "beta.threads.update",
        arguments={
            "thread_id": "thread_id",
        },
        more={
            "metadata": {},
            "tool_resources": {},
        },
        method="POST",
        path="/threads/thread_id",
        body={},
        more_body=["metadata", "tool_resources"],
        result="beta.thread.Thread",
    ),
    "delete": Case(
        "beta.threads.delete",
        arguments={
            "thread_id": "thread_id",
        },
        method="DELETE",
        path="/threads/thread_id",
        result="beta.thread_deleted.ThreadDeleted",
    ),
    "create_and_run": Case(
        "beta.threads.create_and_run",
        arguments={
            "assistant_id": "assistant_id",
        },
        more={
            "instructions": "instructions",
            "max_completion_tokens": 1,
            "max_prompt_tokens": 1,
            "metadata": {},
            "model": "model",
            "parallel_tool_calls": True,
            "response_format": "auto",
            "temperature": 1.5,
            "thread": {},
            "tool_choice": "none",
            "tool_resources": {},
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
            "truncation_strategy": {"type": "auto"},
        },
        method="POST",
        path="/threads/runs",
        body={"assistant_id": "assistant_id"},
        more_body=[
            "instructions",
            "max_completion_tokens",
            "max_prompt_tokens",
            "metadata",
            "model",
            "parallel_tool_calls",
            "response_format",
            "temperature",
            "thread",
            "tool_choice",
            "tool_resources",
            "tools",
            "top_p",
            "truncation_strategy",
        ],
        result="beta.threads.run.Run",
    ),
    "create_and_run, streamed": Case(
        "beta.threads.create_and_run",
        arguments={
            "assistant_id": "assistant_id",
            "stream": True,
        },
        more={
            "instructions": "instructions",
            "max_completion_tokens": 1,
            "max_prompt_tokens": 1,
            "metadata": {},
            "model": "model",
            "parallel_tool_calls": True,
            "response_format": "auto",
            "temperature": 1.5,
            "thread": {},
            "tool_choice": "none",
            "tool_resources": {},
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
            "truncation_strategy": {"type": "auto"},
        },
        method="POST",
        path="/threads/runs",
        body={"assistant_id": "assistant_id", "stream": True},
        more_body=[
            "instructions",
            "max_completion_tokens",
            "max_prompt_tokens",
            "metadata",
            "model",
            "parallel_tool_calls",
            "response_format",
            "temperature",
            "thread",
            "tool_choice",
            "tool_resources",
            "tools",
            "top_p",
            "truncation_strategy",
        ],
        result="beta.assistant_stream_event.AssistantStreamEvent",
        kind="stream",
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
