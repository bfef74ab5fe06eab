"""The runtime as `sdk_runtime`, and one kit per kind of client, so that each test runs for both."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import httpx2
import pytest

from tests.support.runtime import import_runtime

import_runtime()


class Kit:
    """What a test needs to try one thing with the sync and with the async client.

    `run` calls a function and awaits what it returns where that is awaitable; `client` makes an
    example client that records its waits in `slept` instead of sleeping.
    """

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async
        self.slept: list[float] = []
        self.loop = asyncio.new_event_loop()
        self._clients: list[Any] = []
        self.package = "sdk_runtime._aio" if is_async else "sdk_runtime._sync"

    def module(self, name: str) -> Any:
        """A module of the kit's side of the runtime, such as `client` or `streaming`."""
        return import_module(f"{self.package}.{name}")

    def cls(self, module: str, name: str) -> Any:
        """A class by its sync name; the async one has `Async` in front."""
        return getattr(self.module(module), f"Async{name}" if self.is_async else name)

    @property
    def client_class(self) -> Any:
        return self.cls("example", "Example")

    @property
    def http_class(self) -> Any:
        return httpx2.AsyncClient if self.is_async else httpx2.Client

    def client(self, base_url: str, **arguments: Any) -> Any:
        client = self.make(base_url=base_url, **{"api_key": "key", **arguments})
        self.record_waits(client)
        return client

    def make(self, **arguments: Any) -> Any:
        """A client with exactly these arguments; closed after the test."""
        client = self.client_class(**arguments)
        self._clients.append(client)
        return client

    def record_waits(self, client: Any) -> None:
        def wait(seconds: float) -> None:
            self.slept.append(seconds)

        async def async_wait(seconds: float) -> None:
            self.slept.append(seconds)

        client._sleep = async_wait if self.is_async else wait

    def mocked(self, handler: Callable[[httpx2.Request], httpx2.Response], **arguments: Any) -> Any:
        """A client whose transport is `handler`."""
        transport = httpx2.MockTransport(handler)
        http = self.http_class(transport=transport, follow_redirects=True)
        return self.client("https://api.example.com/v1", http_client=http, **arguments)

    def function(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call` as a function of the kit's kind: as it is, or a coroutine function."""

        async def wrapped(*arguments: Any) -> Any:
            return call(*arguments)

        return wrapped if self.is_async else call

    def run(self, call: Callable[[], Any]) -> Any:
        if not self.is_async:
            return call()

        async def awaited() -> Any:
            value = call()
            return await value if inspect.isawaitable(value) else value

        return self.loop.run_until_complete(awaited())

    def close(self) -> None:
        for client in self._clients:
            self.run(client.close)
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


@pytest.fixture(params=["sync", "async"])
def kit(request: pytest.FixtureRequest) -> Iterator[Kit]:
    made = Kit(is_async=request.param == "async")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _no_example_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "WEBHOOK_SECRET", "BASE_URL"):
        monkeypatch.delenv(f"EXAMPLE_{name}", raising=False)
