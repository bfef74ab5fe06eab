"""Plays scenarios with clients against the server, many at a time, and keeps what each left.

The server looks for new runs twice a second, so a scenario mostly waits. All that were asked for are
played at once, each with a proxy and with threads of its own, and tests then ask for outcomes.
"""

from __future__ import annotations

import asyncio
import json
import threading
import traceback
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.live.langgraph.normal import Normaliser, plain, request
from tests.live.langgraph.sides import Side
from tests.support.proxy import Proxy

AT_ONCE = 24
"""Scenarios under way at a time."""

PATIENCE = 90.0
"""Seconds after which a scenario counts as stuck."""


@dataclass
class Play:
    """What a scenario gets: the client, the proxy between it and the server, and a way around both."""

    client: Any
    side: Side
    proxy: Proxy
    server: str

    @property
    def runs(self) -> Any:
        """The resource under test."""
        return self.client.runs

    async def thread(self) -> str:
        """A new thread's id; made behind the proxy, so that no client has a part in it."""
        return (await self.direct("POST", "/threads", {}))["thread_id"]

    async def direct(self, method: str, path: str, body: Any = None) -> Any:
        """The server's own JSON answer, past the proxy and the client; None if there is no such thing."""
        return await asyncio.to_thread(_ask, method, self.server + path, body)

    async def status(self, thread_id: str, run_id: str) -> str | None:
        """The state of a run as the server tells it; None if there is no such run."""
        run = await self.direct("GET", f"/threads/{thread_id}/runs/{run_id}")
        return run and run["status"]

    async def until(self, thread_id: str, run_id: str, *states: str | None) -> None:
        """Returns once the run is in one of these states (None: gone); raises `TimeoutError`."""
        async with asyncio.timeout(PATIENCE / 3):
            while await self.status(thread_id, run_id) not in states:
                await asyncio.sleep(0.05)


Scenario = Callable[[Play], Awaitable[Any]]


@dataclass(frozen=True)
class Outcome:
    """What a scenario left: its result and the requests on the way, or the error that ended it."""

    result: Any = None
    requests: list[dict[str, Any]] = field(default_factory=lambda: [])
    error: str | None = None

    @property
    def trace(self) -> dict[str, Any]:
        """Result and requests, to be compared."""
        return {"result": self.result, "requests": self.requests}


class Stage:
    """Plays in a thread with an event loop of its own, until closed."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._outcomes: dict[tuple[str, Side], Future[Outcome]] = {}
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(4 * AT_ONCE))
        self._seats = asyncio.Semaphore(AT_ONCE)
        self._thread = threading.Thread(target=self._loop.run_forever, name="stage")
        self._thread.start()

    def play(self, scenarios: Iterable[Scenario], sides: Iterable[Side]) -> None:
        """Starts them all; `outcome` waits for one. Those that want to be alone come last."""
        pairs = [(scenario, side) for scenario in scenarios for side in sides]
        for scenario, side in pairs:
            self._outcomes[scenario.__name__, side] = Future()
        asyncio.run_coroutine_threadsafe(self._play_all(pairs), self._loop)

    def outcome(self, scenario: Scenario, side: Side) -> Outcome:
        """What it left; waits for it."""
        return self._outcomes[scenario.__name__, side].result()

    def close(self) -> None:
        """Ends what is still under way, the loop and its threads."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        for task in (playing := asyncio.all_tasks(self._loop)):
            task.cancel()
        if playing:
            self._loop.run_until_complete(asyncio.wait(playing))
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _play_all(self, pairs: list[tuple[Scenario, Side]]) -> None:
        together = [pair for pair in pairs if not getattr(pair[0], "alone", False)]
        await asyncio.gather(*(self._play_one(*pair) for pair in together))
        for pair in pairs:
            if pair not in together:
                await self._play_one(*pair)

    async def _play_one(self, scenario: Scenario, side: Side) -> None:
        async with self._seats:
            try:
                outcome = await asyncio.wait_for(self._perform(scenario, side), PATIENCE)
            except Exception:
                outcome = Outcome(error=f"{side.name}\n{traceback.format_exc()}")
        self._outcomes[scenario.__name__, side].set_result(outcome)

    async def _perform(self, scenario: Scenario, side: Side) -> Outcome:
        with Proxy(self._server) as proxy:
            async with side.client(proxy.url, api_key="a-key", timeout=PATIENCE) as client:
                play = Play(client, side, proxy, self._server)
                result = plain(await scenario(play))
            requests = [request(recorded) for recorded in proxy.requests]
        normal = Normaliser(self._server)
        return Outcome(normal(json.loads(json.dumps(result))), normal(requests))


def _ask(method: str, url: str, body: Any) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    asked = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise
