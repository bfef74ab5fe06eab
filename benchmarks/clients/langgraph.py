"""The tasks that `langgraph_sdk` has methods for. It gives dictionaries: nothing is validated or typed."""

from __future__ import annotations

import asyncio
from typing import Any

from langgraph_sdk import get_client, get_sync_client
from langgraph_sdk.errors import NotFoundError


class LangGraph:
    """The tasks of :class:`~benchmarks.clients.sdk.SDK`, as far as its API has them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = get_sync_client(url=url, api_key="k")

    def retrieve(self, count: int) -> None:
        """One run."""
        for _ in range(count):
            run: Any = self.client.runs.get("t", "run_1")
            assert run["object"] == "thread.run"

    def missing(self, count: int) -> None:
        """A 404 as a typed error."""
        for _ in range(count):
            try:
                self.client.runs.get("t", "missing")
            except NotFoundError:
                continue
            raise AssertionError("no error")

    def retrieve_async(self, count: int) -> None:
        """One run, async."""
        asyncio.run(self._retrieve_async(count))

    async def _retrieve_async(self, count: int) -> None:
        client = get_client(url=self.url, api_key="k")
        for _ in range(count):
            run: Any = await client.runs.get("t", "run_1")
            assert run["object"] == "thread.run"
        await client.aclose()

    def _events(self, count: int, shape: str) -> None:
        parts = self.client.runs.stream(f"{shape}-{count}", "a")
        assert sum(part.event == "thread.message.delta" for part in parts) == count

    def packed(self, count: int) -> None:
        """Many events to a chunk."""
        self._events(count, "packed")

    def split(self, count: int) -> None:
        """A chunk each."""
        self._events(count, "split")
