"""Calls of threads."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "threads.create",
        method="POST",
        path="/threads",
        body={},
        answer={
            "created_at": "created_at",
            "metadata": {},
            "status": "idle",
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "updated_at": "updated_at",
        },
        result="thread.Thread",
    ),
    "get": Case(
        "threads.get",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        answer={
            "created_at": "created_at",
            "metadata": {},
            "status": "idle",
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "updated_at": "updated_at",
        },
        result="thread.Thread",
    ),
    "update": Case(
        "threads.update",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="PATCH",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        body={},
        answer={
            "created_at": "created_at",
            "metadata": {},
            "status": "idle",
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "updated_at": "updated_at",
        },
        result="thread.Thread",
    ),
    "delete": Case(
        "threads.delete",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="DELETE",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        kind="none",
    ),
    "search": Case(
        "threads.search",
        method="POST",
        path="/threads/search",
        body={"limit": 10, "offset": 0},
        answer=[
            {
                "created_at": "created_at",
                "metadata": {},
                "status": "idle",
                "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
                "updated_at": "updated_at",
            },
        ],
    ),
    "get_state": Case(
        "threads.get_state",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/state",
        query=["subgraphs"],
        answer={
            "checkpoint": {},
            "created_at": "created_at",
            "metadata": {},
            "next": ["next"],
            "values": [{}],
        },
        result="thread_state.ThreadState",
    ),
    "update_state": Case(
        "threads.update_state",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/state",
        body={},
        answer={},
        result="thread_update_state_response.ThreadUpdateStateResponse",
    ),
    "get_history": Case(
        "threads.get_history",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/history",
        body={"limit": 10},
        answer=[
            {
                "checkpoint": {},
                "created_at": "created_at",
                "metadata": {},
                "next": ["next"],
                "values": [{}],
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
