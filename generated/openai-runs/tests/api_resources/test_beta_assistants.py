"""Calls of beta.assistants."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "beta.assistants.create",
        arguments={
            "model": "model",
        },
        more={
            "description": "description",
            "instructions": "instructions",
            "metadata": {},
            "name": "name",
            "reasoning_effort": "none",
            "response_format": "auto",
            "temperature": 1.5,
            "tool_resources": {},
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
        },
        method="POST",
        path="/assistants",
        body={"model": "model"},
        more_body=[
            "description",
            "instructions",
            "metadata",
            "name",
            "reasoning_effort",
            "response_format",
            "temperature",
            "tool_resources",
            "tools",
            "top_p",
        ],
        result="beta.assistant.Assistant",
    ),
    "retrieve": Case(
        "beta.assistants.retrieve",
        arguments={
            "assistant_id": "assistant_id",
        },
        method="GET",
        path="/assistants/assistant_id",
        result="beta.assistant.Assistant",
    ),
    "update": Case(
        "beta.assistants.update",
        arguments={
            "assistant_id": "assistant_id",
        },
        more={
            "description": "description",
            "instructions": "instructions",
            "metadata": {},
            "model": "model",
            "name": "name",
            "reasoning_effort": "none",
            "response_format": "auto",
            "temperature": 1.5,
            "tool_resources": {},
            "tools": [{"type": "code_interpreter"}],
            "top_p": 1.5,
        },
        method="POST",
        path="/assistants/assistant_id",
        body={},
        more_body=[
            "description",
            "instructions",
            "metadata",
            "model",
            "name",
            "reasoning_effort",
            "response_format",
            "temperature",
            "tool_resources",
            "tools",
            "top_p",
        ],
        result="beta.assistant.Assistant",
    ),
    "list": Case(
        "beta.assistants.list",
        more={
            "after": "after",
            "before": "before",
            "limit": 1,
            "order": "asc",
        },
        method="GET",
        path="/assistants",
        more_query=["after", "before", "limit", "order"],
        result="beta.assistant.Assistant",
        kind="page",
    ),
    "delete": Case(
        "beta.assistants.delete",
        arguments={
            "assistant_id": "assistant_id",
        },
        method="DELETE",
        path="/assistants/assistant_id",
        result="beta.assistant_deleted.AssistantDeleted",
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
