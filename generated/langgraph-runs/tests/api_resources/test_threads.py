"""Calls of threads."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "threads.create",
        more={
            "if_exists": "raise",
            "metadata": {},
            "supersteps": [{"updates": [{"as_node": "as_node"}]}],
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "ttl": {},
        },
        method="POST",
        path="/threads",
        body={},
        more_body=["if_exists", "metadata", "supersteps", "thread_id", "ttl"],
        result="thread.Thread",
    ),
    "get": Case(
        "threads.get",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "include": "include",
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        more_query=["include"],
        result="thread.Thread",
    ),
    "update": Case(
        "threads.update",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "metadata": {},
            "ttl": {},
        },
        method="PATCH",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        body={},
        more_body=["metadata", "ttl"],
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
        more={
            "extract": {},
            "ids": ["0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e"],
            "limit": 1,
            "metadata": {},
            "offset": 1,
            "select": ["thread_id"],
            "sort_by": "thread_id",
            "sort_order": "asc",
            "status": "idle",
            "values": {},
        },
        method="POST",
        path="/threads/search",
        body={"limit": 10, "offset": 0},
        more_body=[
            "extract",
            "ids",
            "limit",
            "metadata",
            "offset",
            "select",
            "sort_by",
            "sort_order",
            "status",
            "values",
        ],
        result="thread_search_response.ThreadSearchResponse",
    ),
    "get_state": Case(
        "threads.get_state",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "subgraphs": True,
        },
        method="GET",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/state",
        query=["subgraphs"],
        more_query=["subgraphs"],
        result="thread_state.ThreadState",
    ),
    "update_state": Case(
        "threads.update_state",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "values": ["values"],
            "as_node": "as_node",
            "checkpoint": {},
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/state",
        body={},
        more_body=["values", "as_node", "checkpoint"],
        result="thread_update_state_response.ThreadUpdateStateResponse",
    ),
    "get_history": Case(
        "threads.get_history",
        arguments={
            "thread_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "before": "before",
            "checkpoint": {},
            "limit": 1,
            "metadata": {},
        },
        method="POST",
        path="/threads/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e/history",
        body={"limit": 10},
        more_body=["before", "checkpoint", "limit", "metadata"],
        result="thread_get_history_response.ThreadGetHistoryResponse",
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
