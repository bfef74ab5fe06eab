"""Calls of assistants."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "assistants.create",
        arguments={
            "graph_id": "graph_id",
        },
        method="POST",
        path="/assistants",
        body={"graph_id": "graph_id"},
        answer={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "config": {},
            "created_at": "created_at",
            "graph_id": "graph_id",
            "metadata": {},
            "updated_at": "updated_at",
        },
        result="assistant.Assistant",
    ),
    "get": Case(
        "assistants.get",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        answer={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "config": {},
            "created_at": "created_at",
            "graph_id": "graph_id",
            "metadata": {},
            "updated_at": "updated_at",
        },
        result="assistant.Assistant",
    ),
    "update": Case(
        "assistants.update",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="PATCH",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        body={},
        answer={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "config": {},
            "created_at": "created_at",
            "graph_id": "graph_id",
            "metadata": {},
            "updated_at": "updated_at",
        },
        result="assistant.Assistant",
    ),
    "delete": Case(
        "assistants.delete",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="DELETE",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        kind="none",
    ),
    "search": Case(
        "assistants.search",
        method="POST",
        path="/assistants/search",
        body={"limit": 10, "offset": 0},
        answer=[
            {
                "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
                "config": {},
                "created_at": "created_at",
                "graph_id": "graph_id",
                "metadata": {},
                "updated_at": "updated_at",
            },
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
