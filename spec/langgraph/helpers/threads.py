"""Threads, with the short forms that the published client has for what a thread is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import httpx2
from langgraph_runs._options import request_options
from langgraph_runs._types import Body, Headers, NotGiven, Query, not_given
from langgraph_runs.resources.threads import AsyncThreads as _AsyncThreads
from langgraph_runs.types import Thread
from langgraph_runs.types.thread_create_params import Superstep, Ttl

from specloom.helpers import replaces


class AsyncThreads(_AsyncThreads):
    @replaces
    async def create(
        self,
        *,
        metadata: Mapping[str, object] | None = None,
        thread_id: str | None = None,
        if_exists: Literal["raise", "do_nothing"] | None = None,
        supersteps: Iterable[Superstep] | None = None,
        graph_id: str | None = None,
        ttl: float | Ttl | None = None,
        headers: Headers | None = None,
        params: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thread:
        """Create a thread, which keeps the state that its runs work on.

        Args:
            metadata: Notes of your own.

            thread_id: ID of the thread; left out, one is drawn.

            if_exists: What is done when there is a thread with this ID already.

            supersteps: Updates that make up the first state, step by step.

            graph_id: Graph that the thread is for; it becomes one of the notes.

            ttl: When the thread is cleared away; a number is minutes from now, after which it is deleted.
        """
        if graph_id:
            metadata = {**(metadata or {}), "graph_id": graph_id}
        if isinstance(ttl, int | float):
            ttl = {"ttl": ttl, "strategy": "delete"}
        return await self._post(
            "/threads",
            body={
                "if_exists": if_exists,
                "metadata": metadata,
                "supersteps": supersteps,
                "thread_id": thread_id,
                "ttl": ttl,
            },
            options=request_options(
                extra_headers=headers,
                extra_query=params,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Thread,
        )
