"""Runs that are ended from outside, and runs that meet on one thread."""

from __future__ import annotations

from typing import Any

from tests.live.langgraph.stage import Play

LONG = {"ticks": 2000}


async def _running(play: Play) -> tuple[str, str]:
    thread = await play.thread()
    run = await play.runs.create(thread, "ticking", input=LONG)
    await play.until(thread, run["run_id"], "running")
    return thread, run["run_id"]


async def cancel(play: Play) -> Any:
    """Asked to stop; the answer does not wait for it."""
    thread, run_id = await _running(play)
    left = await play.runs.cancel(thread, run_id)
    await play.until(thread, run_id, "interrupted")
    return left


async def cancel_and_wait(play: Play) -> Any:
    """The answer comes when the run has stopped; what it holds depends on how far the run was."""
    thread, run_id = await _running(play)
    left = await play.runs.cancel(thread, run_id, wait=True, action="interrupt")
    await play.until(thread, run_id, "interrupted")
    return left is None


async def cancel_by_rollback(play: Play) -> Any:
    """The run is taken back as if it had not been."""
    thread, run_id = await _running(play)
    left = await play.runs.cancel(thread, run_id, wait=True, action="rollback")
    await play.until(thread, run_id, None)
    return left is None


async def cancel_by_rollback_without_waiting(play: Play) -> Any:
    """The same, later."""
    thread, run_id = await _running(play)
    left = await play.runs.cancel(thread, run_id, action="rollback", params={"extra": "1"})
    await play.until(thread, run_id, None)
    return left


async def cancel_many(play: Play) -> Any:
    """Some runs of a thread by their ids."""
    thread = await play.thread()
    runs = [await play.runs.create(thread, "ticking", input=LONG) for _ in range(3)]
    ids = [run["run_id"] for run in runs]
    left = await play.runs.cancel_many(thread_id=thread, run_ids=ids)
    for run_id in ids:
        await play.until(thread, run_id, "interrupted")
    return left


async def cancel_many_by_status(play: Play) -> Any:
    """All that wait, then all there are, on all threads: nothing else may be under way."""
    thread = await play.thread()
    run = await play.runs.create(thread, "echoing", input={}, after_seconds=600)
    pending = await play.runs.cancel_many(status="pending")
    await play.until(thread, run["run_id"], "interrupted")
    thread, run_id = await _running(play)
    everything = await play.runs.cancel_many(status="all", action="interrupt")
    await play.until(thread, run_id, "interrupted")
    return [pending, everything]


cancel_many_by_status.alone = True  # type: ignore[attr-defined]


async def enqueued(play: Play) -> Any:
    """A second run waits for the first."""
    thread = await play.thread()
    first = await play.runs.create(thread, "echoing", input={"text": "a"})
    second = await play.runs.create(
        thread, "echoing", input={"text": "b"}, multitask_strategy="enqueue"
    )
    values = await play.runs.join(thread, second["run_id"])
    assert values["said"] == ["a", "A", "b", "B"]
    return [first, second, values]


async def interrupting(play: Play) -> Any:
    """A second run stops the first."""
    thread, run_id = await _running(play)
    values = await play.runs.wait(
        thread, "echoing", input={"text": "b"}, multitask_strategy="interrupt"
    )
    await play.until(thread, run_id, "interrupted")
    return values


async def rolling_back(play: Play) -> Any:
    """A second run takes the first one back."""
    thread, run_id = await _running(play)
    values = await play.runs.wait(
        thread, "echoing", input={"text": "b"}, multitask_strategy="rollback"
    )
    await play.until(thread, run_id, None)
    return values
