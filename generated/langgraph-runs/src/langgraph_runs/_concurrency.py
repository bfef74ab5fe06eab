"""Several functions of the caller at once: in an event loop, or in threads."""

from __future__ import annotations

import contextvars
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import Any, cast

__all__ = ["Job", "Outcome", "async_run_jobs", "run_jobs"]

MAX_THREADS = 32


@dataclass(frozen=True)
class Job:
    """A function to call, and whether calling it gives a coroutine."""

    function: Callable[[], Any]
    is_async: bool


@dataclass(frozen=True)
class Outcome:
    """What a function returned, or the exception that it raised."""

    value: object = None
    error: Exception | None = None


def run_jobs(jobs: Sequence[Job]) -> list[Outcome]:
    """Run all, and return their outcomes in the same order when the last one has ended.

    A single function that is not async runs in this thread, all others in threads of their own, which
    see the caller's context variables; an async one gets an event loop of its own.
    """
    if not any(job.is_async for job in jobs) and len(jobs) < 2:
        return [_run(job) for job in jobs]
    with ThreadPoolExecutor(min(len(jobs), MAX_THREADS), "tool") as pool:
        futures = [pool.submit(contextvars.copy_context().run, _run, job) for job in jobs]
        return [future.result() for future in futures]


def _run(job: Job) -> Outcome:
    import asyncio

    try:
        value = job.function()
        if isawaitable(value):
            value = asyncio.run(_awaited(value))
    except Exception as error:
        return Outcome(error=error)
    return Outcome(value)


async def _awaited(value: Awaitable[object]) -> object:
    return await value


async def async_run_jobs(jobs: Sequence[Job]) -> list[Outcome]:
    """Run all at once, and return their outcomes in the same order when the last one has ended.

    Async functions run in this event loop, others in worker threads.
    """
    from anyio import create_task_group

    outcomes: list[Outcome] = [Outcome()] * len(jobs)

    async def run(index: int, job: Job) -> None:
        outcomes[index] = await _async_run(job)

    async with create_task_group() as group:
        for index, job in enumerate(jobs):
            group.start_soon(run, index, job)
    return outcomes


async def _async_run(job: Job) -> Outcome:
    from anyio.to_thread import run_sync

    try:
        value = job.function() if job.is_async else await run_sync(partial(job.function))
        if isawaitable(value):
            value = cast("object", await value)
    except Exception as error:
        return Outcome(error=error)
    return Outcome(value)
