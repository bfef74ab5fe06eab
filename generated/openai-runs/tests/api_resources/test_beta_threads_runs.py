"""Calls of beta.threads.runs."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "beta.threads.runs.create",
        arguments={
            "thread_id": "thread_id",
            "assistant_id": "assistant_id",
        },
        more={
            "include": ["step_details.tool_calls[*].file_search.results[*].content"],
            "additional_instructions": "additional_instructions",
            "additional_messages": [{"content": "content", "role": "user"}],
            "instructions": "instructions",
            "max_completion_tokens": 1,
            "max_prompt_tokens": 1,
            "metadata": {},
            "model": "model",
            "parallel_tool_calls": True,
            "reasoning_effort": "none",
            "response_format": "auto",
            "temperature": 1.5,
            "tool_choice": "none",
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
            "truncation_strategy": {"type": "auto"},
        },
        method="POST",
        path="/threads/thread_id/runs",
        body={"assistant_id": "assistant_id"},
        more_query=["include"],
        more_body=[
            "additional_instructions",
            "additional_messages",
            "instructions",
            "max_completion_tokens",
            "max_prompt_tokens",
            "metadata",
            "model",
            "parallel_tool_calls",
            "reasoning_effort",
            "response_format",
            "temperature",
            "tool_choice",
            "tools",
            "top_p",
            "truncation_strategy",
        ],
        result="beta.threads.run.Run",
    ),
    "create, streamed": Case(
        "beta.threads.runs.create",
        arguments={
            "thread_id": "thread_id",
            "assistant_id": "assistant_id",
            "stream": True,
        },
        more={
            "include": ["step_details.tool_calls[*].file_search.results[*].content"],
            "additional_instructions": "additional_instructions",
            "additional_messages": [{"content": "content", "role": "user"}],
            "instructions": "instructions",
            "max_completion_tokens": 1,
            "max_prompt_tokens": 1,
            "metadata": {},
            "model": "model",
            "parallel_tool_calls": True,
            "reasoning_effort": "none",
            "response_format": "auto",
            "temperature": 1.5,
            "tool_choice": "none",
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
            "truncation_strategy": {"type": "auto"},
        },
        method="POST",
        path="/threads/thread_id/runs",
        body={"assistant_id": "assistant_id", "stream": True},
        more_query=["include"],
        more_body=[
            "additional_instructions",
            "additional_messages",
            "instructions",
            "max_completion_tokens",
            "max_prompt_tokens",
            "metadata",
            "model",
            "parallel_tool_calls",
            "reasoning_effort",
            "response_format",
            "temperature",
            "tool_choice",
            "tools",
            "top_p",
            "truncation_strategy",
        ],
        result="beta.assistant_stream_event.AssistantStreamEvent",
        kind="stream",
    ),
    "retrieve": Case(
        "beta.threads.runs.retrieve",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id/runs/run_id",
        result="beta.threads.run.Run",
    ),
    "update": Case(
        "beta.threads.runs.update",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
        },
        more={
            "metadata": {},
        },
        method="POST",
        path="/threads/thread_id/runs/run_id",
        body={},
        more_body=["metadata"],
        result="beta.threads.run.Run",
    ),
    "list": Case(
        "beta.threads.runs.list",
        arguments={
            "thread_id": "thread_id",
        },
        more={
            "after": "after",
            "before": "before",
            "limit": 1,
            "order": "asc",
        },
        method="GET",
        path="/threads/thread_id/runs",
        more_query=["after", "before", "limit", "order"],
        result="beta.threads.run.Run",
        kind="page",
    ),
    "cancel": Case(
        "beta.threads.runs.cancel",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
        },
        method="POST",
        path="/threads/thread_id/runs/run_id/cancel",
        result="beta.threads.run.Run",
    ),
    "submit_tool_outputs": Case(
        "beta.threads.runs.submit_tool_outputs",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
            "tool_outputs": [{}],
        },
        method="POST",
        path="/threads/thread_id/runs/run_id/submit_tool_outputs",
        body={"tool_outputs": [{}]},
        result="beta.threads.run.Run",
    ),
    "submit_tool_outputs, streamed": Case(
        "beta.threads.runs.submit_tool_outputs",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
            "tool_outputs": [{}],
            "stream": True,
        },
        method="POST",
        path="/threads/thread_id/runs/run_id/submit_tool_outputs",
        body={"tool_outputs": [{}], "stream": True},
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
