"""Streams of typed parts: what their data is inferred to be, and mistakes that both checkers must find.

Each mistake stands in a line that ends with `# error`. Never run (see test_parts.py).
"""

from __future__ import annotations

from typing import Any, TypedDict

from langgraph_runs import AsyncLangGraph, LangGraph, get_client
from pydantic import BaseModel
from typing_extensions import assert_type

Json = dict[str, Any]


class State(TypedDict):
    count: int


class Model(BaseModel):
    count: int


def the_event_narrows_the_data(client: LangGraph) -> None:
    for part in client.runs.stream(None, "agent", input={"a": 1}):
        if part.event == "values":
            assert_type(part.data, Json)
        elif part.event == "messages/partial":
            assert_type(part.data, list[Json])
        elif part.event == "metadata":
            assert_type(part.data["run_id"], str)
            part.data["nothing"]  # error
        elif part.event == "error":
            assert_type(part.data["message"], str)
        elif part.event == "end":
            assert_type(part.data, None)


def the_caller_gives_types(client: LangGraph) -> None:
    for part in client.runs.stream("t", "agent").typed(State, dict[str, State]):
        if part.event == "values":
            assert_type(part.data, State)
        elif part.event == "updates":
            assert_type(part.data, dict[str, State])
    for item in client.runs.stream("t", "agent", version="v2").typed(Model):
        if item["type"] == "values":
            assert_type(item["data"], Model)
            assert_type(item["ns"], list[str])
        elif item["type"] == "updates":
            assert_type(item["data"], Json)


def subgraphs_have_events_of_any_name(client: LangGraph) -> None:
    for part in client.runs.stream("t", "agent", stream_subgraphs=True):
        assert_type(part.event, str)


async def in_async(client: AsyncLangGraph) -> None:
    assert_type(get_client(url="http://127.0.0.1"), AsyncLangGraph)
    async for part in client.runs.stream("t", "agent").typed(State):
        if part.event == "values":
            assert_type(part.data["count"], int)
    assert_type((await client.runs.create(None, "agent", on_completion="keep")).run_id, str)
    await client.runs.create("t", "agent", multitask_strategy="reject")
    await client.runs.create("t", "agent", on_completion="keep")  # error
    await client.runs.create(None, "agent", multitask_strategy="reject")  # error
    await client.runs.wait("t", "agent", durability="sometimes")  # error
    await client.runs.list("t", status="done")  # error
