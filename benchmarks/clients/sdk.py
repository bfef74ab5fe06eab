"""The tasks, done with an SDK of this API: ours and `openai`, by the same lines."""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import Any

DELTA = "thread.message.delta"


class SDK:
    """Tasks of one package. Each does its work ``count`` times, or on so many items, and checks that it is done."""

    def __init__(self, package: Any, url: str) -> None:
        self.package = package
        self.client = package.OpenAI(api_key="k", base_url=url)
        self.url = url
        self.runs = self.client.beta.threads.runs
        self.used = (0, 0)
        """Threads and pools of connections that there were after the latest :meth:`polled`."""

    def retrieve(self, count: int, run_id: str = "run_1") -> None:
        """Ask for one run, again and again."""
        for _ in range(count):
            assert self.runs.retrieve(run_id, thread_id="t").object == "thread.run"

    def retrieve_drifted(self, count: int) -> None:
        """Runs that have outgrown the document: the lenient reader."""
        self.retrieve(count, "drifted")

    def retrieve_busy(self, count: int) -> None:
        """A 503 before each run: the path of a retry."""
        self.retrieve(count, "busy")

    def missing(self, count: int) -> None:
        """A 404 as a typed error."""
        for _ in range(count):
            try:
                self.runs.retrieve("missing", thread_id="t")
            except self.package.NotFoundError as error:
                code = error.code
            else:
                code = None
            assert code == "not_found"

    def retrieve_async(self, count: int) -> None:
        """Ask for one run with the async client."""
        asyncio.run(self._retrieve_async(count))

    async def _retrieve_async(self, count: int) -> None:
        async with self.package.AsyncOpenAI(api_key="k", base_url=self.url) as client:
            runs = client.beta.threads.runs
            for _ in range(count):
                assert (await runs.retrieve("run_1", thread_id="t")).object == "thread.run"

    def events(self, count: int, shape: str) -> None:
        """The events of a stream, each looked at."""
        seen = 0
        with self.runs.create(f"{shape}-{count}", assistant_id="a", stream=True) as events:
            for event in events:
                if event.event == DELTA:
                    seen += event.data.delta.content[0].index == 0
        assert seen == count

    def packed(self, count: int) -> None:
        """Many events to a chunk."""
        self.events(count, "packed")

    def split(self, count: int) -> None:
        """A chunk each."""
        self.events(count, "split")

    def drifted(self, count: int) -> None:
        """Many to a chunk, each with something unknown."""
        self.events(count, "drifted")

    def handled(self, count: int) -> None:
        """The event handler, which accumulates the message."""
        with self.runs.stream(thread_id=f"packed-{count}", assistant_id="a") as events:
            events.until_done()
            assert len(events.current_message_snapshot.content[0].text.value) == 11 * count

    def listed(self, count: int) -> None:
        """All pages of a list; none of the runs is kept."""
        assert sum(1 for _ in self.runs.list(f"pages-{count}", limit=100)) == count

    def held(self, count: int) -> list[Any]:
        """All pages of a list; every run is kept."""
        return list(self.runs.list(f"pages-{count}", limit=100))

    def polled(self, count: int) -> None:
        """So many runs at once, each asked for three times."""
        asyncio.run(self._polled(count))

    async def _polled(self, count: int) -> None:
        async with self.package.AsyncOpenAI(api_key="k", base_url=self.url) as client:
            poll = client.beta.threads.runs.poll
            waits = [
                poll(f"polled-{place}", thread_id="t", poll_interval_ms=10)
                for place in range(count)
            ]
            done = await asyncio.gather(*waits)
            pools = sum(type(found).__name__ == "AsyncConnectionPool" for found in gc.get_objects())
            self.used = (threading.active_count(), pools)
        assert [run.status for run in done] == ["completed"] * count
