"""Calls of beta.assistants."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "beta.assistants.create",
        arguments={
            "model": "model",
        },
        method="POST",
        path="/assistants",
        body={"model": "model"},
        answer={
            "id": "id",
            "created_at": 1,
            "description": "description",
            "instructions": "instructions",
            "metadata": {},
            "model": "model",
            "name": "name",
            "object": "assistant",
            "tools": [{"type": "code_interpreter"}],
        },
        result="beta.assistant.Assistant",
    ),
    "retrieve": Case(
        "beta.assistants.retrieve",
        arguments={
            "assistant_id": "assistant_id",
        },
        method="GET",
        path="/assistants/assistant_id",
        answer={
            "id": "id",
            "created_at": 1,
            "description": "description",
            "instructions": "instructions",
            "metadata": {},
            "model": "model",
            "name": "name",
            "object": "assistant",
            "tools": [{"type": "code_interpreter"}],
        },
        result="beta.assistant.Assistant",
    ),
    "update": Case(
        "beta.assistants.update",
        arguments={
            "assistant_id": "assistant_id",
        },
        method="POST",
        path="/assistants/assistant_id",
        body={},
        answer={
            "id": "id",
            "created_at": 1,
            "description": "description",
            "instructions": "instructions",
            "metadata": {},
            "model": "model",
            "name": "name",
            "object": "assistant",
            "tools": [{"type": "code_interpreter"}],
        },
        result="beta.assistant.Assistant",
    ),
    "list": Case(
        "beta.assistants.list",
        method="GET",
        path="/assistants",
        answer={
            "data": [
                {
                    "id": "id",
                    "created_at": 1,
                    "description": "description",
                    "instructions": "instructions",
                    "metadata": {},
                    "model": "model",
                    "name": "name",
                    "object": "assistant",
                    "tools": [{"type": "code_interpreter"}],
                },
            ],
            "has_more": False,
        },
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
        answer={"id": "id", "deleted": True, "object": "assistant.deleted"},
        result="beta.assistant_deleted.AssistantDeleted",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
