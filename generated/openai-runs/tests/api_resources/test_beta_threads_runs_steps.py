"""Calls of beta.threads.runs.steps."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "retrieve": Case(
        "beta.threads.runs.steps.retrieve",
        arguments={
            "step_id": "step_id",
            "thread_id": "thread_id",
            "run_id": "run_id",
        },
        more={
            "include": ["step_details.tool_calls[*].file_search.results[*].content"],
        },
        method="GET",
        path="/threads/thread_id/runs/run_id/steps/step_id",
        more_query=["include"],
        result="beta.threads.runs.run_step.RunStep",
    ),
    "list": Case(
        "beta.threads.runs.steps.list",
        arguments={
            "run_id": "run_id",
            "thread_id": "thread_id",
        },
        more={
            "after": "after",
            "before": "before",
            "include": ["step_details.tool_calls[*].file_search.results[*].content"],
            "limit": 1,
            "order": "asc",
        },
        method="GET",
        path="/threads/thread_id/runs/run_id/steps",
        more_query=["after", "before", "include", "limit", "order"],
        result="beta.threads.runs.run_step.RunStep",
        kind="page",
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
