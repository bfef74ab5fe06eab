"""Each call of `client.runs` sends and gives what it does with the published client.

What differs by right is taken away by the rules of `tests/live/langgraph/differences.py`, which
`docs/differences-from-langgraph-sdk.md` tells with their reasons.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from tests.differential.graphs.calls import CALLS, CREATED, Call
from tests.support.loopback import Loopback

for name in ("langgraph_sdk", "langgraph_runs"):
    pytest.importorskip(name)

from tests.live.langgraph.compare import differing  # noqa: E402
from tests.live.langgraph.differences import settled  # noqa: E402
from tests.live.langgraph.normal import plain, request  # noqa: E402
from tests.live.langgraph.sides import OFFICIAL, OURS, SIDES, Side, collect  # noqa: E402

Clients = dict[Side, Any]


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    """A scripted server for all calls of this module."""
    with Loopback() as server:
        yield server


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop, so that clients can be kept; to make one takes longer than a call."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def clients(server: Loopback, runner: asyncio.Runner) -> Iterator[Clients]:
    """The four clients, open."""
    opened = AsyncExitStack()

    async def enter() -> Clients:
        options: dict[str, Any] = {"api_key": "key", "headers": {"X-Default": "d"}}
        return {
            side: await opened.enter_async_context(side.client(server.url, **options))
            for side in SIDES
        }

    yield runner.run(enter())
    runner.run(opened.aclose())


async def _perform(client: Any, call: Call) -> Any:
    created: list[Any] = []
    kwargs = dict(call.kwargs)
    if call.method in ("create", "wait", "stream"):
        kwargs["on_run_created"] = created.append
    answer = getattr(client.runs, call.method)(*call.args, **kwargs)
    result = await (collect(answer) if isinstance(call.reply, bytes) else _awaited(answer))
    return plain([result, created])


async def _awaited(answer: Any) -> Any:
    return await answer


def _left(call: Call, client: Any, runner: asyncio.Runner, server: Loopback) -> dict[str, Any]:
    """What the call leaves with one client: its result and its requests, as plain data."""
    if isinstance(call.reply, bytes):
        server.stream(call.reply, headers=CREATED)
    elif isinstance(call.reply, int):
        server.reply(status=call.reply)
    else:
        server.reply(json=call.reply, headers=CREATED)
    before = len(server.requests)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = runner.run(_perform(client, call))
    told = [str(item.category.__name__) for item in caught if "checkpoint" in str(item.message)]
    requests = [request(recorded) for recorded in server.requests[before:]]
    return {"result": [result, told], "requests": requests}


@pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_is_the_same(
    call: Call, is_async: bool, clients: Clients, runner: asyncio.Runner, server: Loopback
) -> None:
    theirs, ours = (
        _left(call, clients[Side(package, is_async)], runner, server)
        for package in (OFFICIAL, OURS)
    )
    assert len(theirs["requests"]) == 1
    lines = list(differing(theirs, settled(theirs, ours)))
    assert not lines, "\n".join(lines)
