"""What `get_client` and `get_sync_client` take, and threads made in short forms."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.loopback import Loopback

langgraph_runs = pytest.importorskip(
    "langgraph_runs", reason="generated/langgraph-runs is not there"
)

THREAD = {
    "thread_id": "t",
    "created_at": "2026-11-20T12:00:00Z",
    "updated_at": "2026-11-20T12:00:00Z",
    "metadata": {},
    "status": "idle",
}
Create = Callable[..., Any]


def sync_create(url: str, client: dict[str, Any], thread: dict[str, Any]) -> Any:
    with langgraph_runs.get_sync_client(url=url, **client) as opened:
        return opened.threads.create(**thread)


def async_create(url: str, client: dict[str, Any], thread: dict[str, Any]) -> Any:
    async def created() -> Any:
        async with langgraph_runs.get_client(url=url, **client) as opened:
            return await opened.threads.create(**thread)

    return asyncio.run(created())


@pytest.fixture(params=[sync_create, async_create], ids=["sync", "async"])
def create(request: pytest.FixtureRequest) -> Create:
    made: Create = request.param
    return made


@pytest.mark.parametrize(
    ("client", "key"),
    [({}, "from the environment"), ({"api_key": "mine"}, "mine"), ({"api_key": None}, None)],
    ids=["left out", "given", "none"],
)
def test_the_key_comes_from_the_environment_only_where_it_is_left_out(
    create: Create,
    loopback: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    client: dict[str, Any],
    key: str | None,
) -> None:
    monkeypatch.setenv("LANGSMITH_API_KEY", "from the environment")
    loopback.reply(json=THREAD)
    create(loopback.url, client, {})
    assert loopback.requests[0].header("x-api-key") == key


@pytest.mark.parametrize("name", ["x-api-key", "X-Api-Key"])
def test_the_header_of_the_key_is_not_set_by_hand(create: Create, name: str) -> None:
    with pytest.raises(ValueError, match="reserved"):
        create("http://127.0.0.1:9", {"headers": {name: "mine"}}, {})


def test_without_a_url_the_server_is_looked_for_on_this_machine() -> None:
    with langgraph_runs.get_sync_client() as client:
        assert str(client.base_url).rstrip("/") == "http://localhost:8123"


@pytest.mark.parametrize(
    ("thread", "body"),
    [
        ({}, {}),
        ({"graph_id": "agent"}, {"metadata": {"graph_id": "agent"}}),
        (
            {"graph_id": "agent", "metadata": {"by": "me"}},
            {"metadata": {"by": "me", "graph_id": "agent"}},
        ),
        ({"ttl": 5}, {"ttl": {"ttl": 5, "strategy": "delete"}}),
        (
            {"ttl": {"ttl": 5, "strategy": "keep_latest"}},
            {"ttl": {"ttl": 5, "strategy": "keep_latest"}},
        ),
    ],
)
def test_threads_are_made_in_short_forms(
    create: Create, loopback: Loopback, thread: dict[str, Any], body: dict[str, Any]
) -> None:
    loopback.reply(json=THREAD)
    assert create(loopback.url, {}, thread)["thread_id"] == "t"
    assert json.loads(loopback.requests[0].body) == body


def test_the_async_client_is_closed_under_either_name() -> None:
    async def closed() -> list[bool]:
        first, second = langgraph_runs.get_client(), langgraph_runs.get_client()
        await first.aclose()
        await second.close()
        return [first.is_closed(), second.is_closed()]

    assert asyncio.run(closed()) == [True, True]
