"""The same tasks by hand: ``httpx2`` and the same pydantic models, or less. Nothing is retried, no error is typed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Annotated, Any

import httpx2
from pydantic import BaseModel, Field, TypeAdapter

HEADERS = {"Authorization": "Bearer k", "OpenAI-Beta": "assistants=v2"}
Run: Any = import_module("openai_runs.types.beta.threads.run").Run
AssistantStreamEvent: Any = import_module(
    "openai_runs.types.beta.assistant_stream_event"
).AssistantStreamEvent
EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[AssistantStreamEvent, Field(discriminator="event")])
TIMEOUT = httpx2.Timeout(600, connect=5.0)
LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)
FINAL = {"completed", "failed", "cancelled", "expired", "incomplete", "requires_action"}


class Page(BaseModel):
    """A page of runs."""

    data: list[Run]
    has_more: bool


def events(chunks: Iterable[bytes]) -> Iterator[Any]:
    """The events of a body: split at empty lines, validated with the name as discriminator."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n\n")
        for text in whole:
            name, _, data = text.partition(b"\ndata: ")
            if data == b"[DONE]":
                return
            yield EVENT.validate_json(b'{"event":"%b","data":%b}' % (name[7:], data))


class Floor:
    """The tasks of :class:`~benchmarks.clients.sdk.SDK`, as far as they can be done by hand in few lines."""

    def __init__(self, url: str) -> None:
        self.options: dict[str, Any] = {
            "base_url": url,
            "headers": HEADERS,
            "timeout": TIMEOUT,
            "limits": LIMITS,
        }
        self.client = httpx2.Client(**self.options)

    def retrieve(self, count: int) -> None:
        """One run."""
        for _ in range(count):
            response = self.client.get("/threads/t/runs/run_1")
            response.raise_for_status()
            assert Run.model_validate_json(response.content).object == "thread.run"

    def missing(self, count: int) -> None:
        """A 404."""
        for _ in range(count):
            response = self.client.get("/threads/t/runs/missing")
            try:
                response.raise_for_status()
            except httpx2.HTTPStatusError:
                assert json.loads(response.content)["error"]["code"] == "not_found"

    def retrieve_async(self, count: int) -> None:
        """One run, async."""
        asyncio.run(self._retrieve_async(count))

    async def _retrieve_async(self, count: int) -> None:
        async with httpx2.AsyncClient(**self.options) as client:
            for _ in range(count):
                response = await client.get("/threads/t/runs/run_1")
                response.raise_for_status()
                assert Run.model_validate_json(response.content).object == "thread.run"

    def _events(self, count: int, shape: str) -> None:
        seen = 0
        path, body = f"/threads/{shape}-{count}/runs", {"assistant_id": "a", "stream": True}
        with self.client.stream("POST", path, json=body) as response:
            for event in events(response.iter_bytes()):
                if event.event == "thread.message.delta":
                    seen += event.data.delta.content[0].index == 0
        assert seen == count

    def packed(self, count: int) -> None:
        """Many events to a chunk."""
        self._events(count, "packed")

    def split(self, count: int) -> None:
        """A chunk each."""
        self._events(count, "split")

    def _list(self, count: int) -> Iterator[Any]:
        query: dict[str, Any] = {"limit": 100}
        while True:
            response = self.client.get(f"/threads/pages-{count}/runs", params=query)
            response.raise_for_status()
            page = Page.model_validate_json(response.content)
            yield from page.data
            if not page.has_more:
                return
            query["after"] = page.data[-1].id

    def listed(self, count: int) -> None:
        """All pages; none of the runs is kept."""
        assert sum(1 for _ in self._list(count)) == count

    def held(self, count: int) -> list[Any]:
        """All pages; every run is kept."""
        return list(self._list(count))

    def polled(self, count: int) -> None:
        """So many runs at once, each asked for three times."""
        asyncio.run(self._polled(count))

    async def _polled(self, count: int) -> None:
        async with httpx2.AsyncClient(**self.options) as client:
            await asyncio.gather(*(_wait(client, f"polled-{place}") for place in range(count)))


async def _wait(client: httpx2.AsyncClient, run_id: str) -> Any:
    while True:
        response = await client.get(f"/threads/t/runs/{run_id}")
        response.raise_for_status()
        run = Run.model_validate_json(response.content)
        if run.status in FINAL:
            return run
        await asyncio.sleep(0.01)
