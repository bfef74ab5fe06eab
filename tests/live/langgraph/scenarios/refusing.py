"""What the server refuses, and which exception that becomes."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from tests.live.langgraph.normal import failure
from tests.live.langgraph.sides import collect
from tests.live.langgraph.stage import Play

NOWHERE = "00000000-0000-4000-8000-000000000000"


async def _refused(answer: Awaitable[Any], status: int) -> dict[str, Any]:
    try:
        await answer
    except Exception as error:
        told = failure(error)
        assert told["status"] == status
        return told
    raise AssertionError("the server was expected to refuse that")


async def not_found(play: Play) -> Any:
    """404 of each method."""
    thread = await play.thread()
    runs = play.runs
    return [
        await _refused(runs.get(thread, NOWHERE), 404),
        await _refused(runs.get(NOWHERE, NOWHERE), 404),
        await _refused(runs.list(NOWHERE), 404),
        await _refused(runs.delete(thread, NOWHERE), 404),
        await _refused(runs.cancel(thread, NOWHERE), 404),
        await _refused(runs.cancel_many(thread_id=thread, run_ids=[NOWHERE]), 404),
        await _refused(runs.create(NOWHERE, "echoing", input={}), 404),
        await _refused(collect(runs.stream(NOWHERE, "echoing", input={})), 404),
    ]


async def not_found_while_waiting(play: Play) -> Any:
    """404 of the methods that wait."""
    thread = await play.thread()
    runs = play.runs
    return [
        await _refused(runs.wait(NOWHERE, "echoing", input={}), 404),
        await _refused(runs.cancel(thread, NOWHERE, wait=True), 404),
    ]


async def conflict(play: Play) -> Any:
    """409: the thread is busy, and the newcomer is told so."""
    thread = await play.thread()
    run = await play.runs.create(thread, "ticking", input={"ticks": 2000})
    await play.until(thread, run["run_id"], "running")
    busy = {"input": {}, "multitask_strategy": "reject"}
    told = [
        await _refused(play.runs.create(thread, "echoing", **busy), 409),
        await _refused(collect(play.runs.stream(thread, "echoing", **busy)), 409),
    ]
    await play.direct("POST", f"/threads/{thread}/runs/{run['run_id']}/cancel")
    return told


async def conflict_while_waiting(play: Play) -> Any:
    """409 of a method that waits."""
    thread = await play.thread()
    run = await play.runs.create(thread, "ticking", input={"ticks": 2000})
    await play.until(thread, run["run_id"], "running")
    told = await _refused(
        play.runs.wait(thread, "echoing", input={}, multitask_strategy="reject"), 409
    )
    await play.direct("POST", f"/threads/{thread}/runs/{run['run_id']}/cancel")
    return told


async def unprocessable(play: Play) -> Any:
    """422: what was sent makes no sense."""
    thread = await play.thread()
    runs = play.runs
    return [
        await _refused(runs.create(thread, "nobody", input={}), 422),
        await _refused(runs.create(thread, "echoing", multitask_strategy="maybe"), 422),
        await _refused(runs.create_batch([{"assistant_id": "echoing", "after_seconds": "x"}]), 422),
        await _refused(runs.get(thread, "no-uuid"), 422),
        await _refused(runs.list(thread, select=["nothing"]), 422),
        await _refused(runs.cancel_many(status="all", thread_id=thread), 422),
        await _refused(collect(runs.stream(thread, "nobody", input={})), 422),
        await _refused(collect(runs.join_stream(thread, "no-uuid")), 422),
    ]


async def unprocessable_while_waiting(play: Play) -> Any:
    """422 of the methods that wait."""
    thread = await play.thread()
    return [
        await _refused(play.runs.wait(thread, "nobody", input={}), 422),
        await _refused(play.runs.join(thread, "no-uuid"), 422),
    ]
