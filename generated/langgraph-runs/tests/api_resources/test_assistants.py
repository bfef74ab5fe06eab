"""Calls of assistants."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "assistants.create",
        arguments={
            "graph_id": "graph_id",
        },
        more={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
            "config": {},
            "context": {},
            "description": "description",
            "if_exists": "raise",
            "metadata": {},
            "name": "name",
        },
        method="POST",
        path="/assistants",
        body={"graph_id": "graph_id"},
        more_body=[
            "assistant_id",
            "config",
            "context",
            "description",
            "if_exists",
            "metadata",
            "name",
        ],
        result="assistant.Assistant",
    ),
    "get": Case(
        "assistants.get",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        method="GET",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        result="assistant.Assistant",
    ),
    "update": Case(
        "assistants.update",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "config": {},
            "context": {},
            "description": "description",
            "graph_id": "graph_id",
            "metadata": {},
            "name": "name",
        },
        method="PATCH",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        body={},
        more_body=["config", "context", "description", "graph_id", "metadata", "name"],
        result="assistant.Assistant",
    ),
    "delete": Case(
        "assistants.delete",
        arguments={
            "assistant_id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        },
        more={
            "delete_threads": True,
        },
        method="DELETE",
        path="/assistants/0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
        more_query=["delete_threads"],
        kind="none",
    ),
    "search": Case(
        "assistants.search",
        more={
            "graph_id": "graph_id",
            "limit": 1,
            "metadata": {},
            "name": "name",
            "offset": 1,
            "select": ["assistant_id"],
            "sort_by": "assistant_id",
            "sort_order": "asc",
        },
        method="POST",
        path="/assistants/search",
        body={"limit": 10, "offset": 0},
        more_body=[
            "graph_id",
            "limit",
            "metadata",
            "name",
            "offset",
            "select",
            "sort_by",
            "sort_order",
        ],
        result="assistant_search_response.AssistantSearchResponse",
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
