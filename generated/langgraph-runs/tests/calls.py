"""Calls without a network: requests are recorded and answered in process."""

from __future__ import annotations

import asyncio
import importlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import httpx2

from langgraph_runs import AsyncLangGraph, LangGraph

BASE_URL = "http://api.test/base"


@dataclass(frozen=True)
class Case:
    """One call: what is passed, what has to be sent, what is answered, and what comes of it."""

    call: str
    method: str
    arguments: dict[str, Any] = field(default_factory=dict)
    path: str | None = None
    query: Sequence[str] = ()
    body: object = None
    answer: object = None
    media_type: str = "application/json"
    result: str = ""
    kind: str = "value"


class Exchange:
    """The transport of a case, and the requests that it has seen."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.requests: list[httpx2.Request] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """Record a request and answer it."""
        self.requests.append(request)
        if self.case.kind == "none":
            return httpx2.Response(204)
        content = self.case.answer
        if self.case.media_type == "application/json":
            content = json.dumps(content)
        headers = {"content-type": self.case.media_type}
        return httpx2.Response(200, headers=headers, content=str(content).encode())

    def check_request(self) -> None:
        """Hold the one request against the case."""
        (request,) = self.requests
        assert request.method == self.case.method
        if self.case.path is not None:
            assert request.url.raw_path.split(b"?")[0].decode() == "/base" + self.case.path
        keys = list(request.url.params)
        for name in self.case.query:
            assert any(key == name or key.startswith((f"{name}[", f"{name}.")) for key in keys)
        if self.case.body is not None:
            assert json.loads(request.content) == self.case.body

    def check_result(self, value: object) -> None:
        """Hold what the call gave against the case."""
        if self.case.kind == "none":
            assert value is None
        elif self.case.kind == "text":
            assert value == self.case.answer
        elif self.case.kind == "binary":
            assert getattr(value, "content", None) == b"content"
        elif self.case.result:
            module, _, name = f"langgraph_runs.types.{self.case.result}".rpartition(".")
            assert isinstance(value, getattr(importlib.import_module(module), name))


def check(case: Case) -> None:
    """Make the call with the sync client."""
    exchange = Exchange(case)
    transport = httpx2.MockTransport(exchange.answer)
    with LangGraph(
        api_key="api_key",
        base_url=BASE_URL,
        http_client=httpx2.Client(transport=transport),
    ) as client:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            value = attrgetter(case.call)(client)(**case.arguments)
        if case.kind == "stream":
            with value as stream:
                (value,) = list(stream)
        elif case.kind == "page":
            value = next(iter(value))
    exchange.check_request()
    exchange.check_result(value)


def check_async(case: Case) -> None:
    """Make the call with the async client."""
    asyncio.run(_check_async(case))


async def _check_async(case: Case) -> None:
    exchange = Exchange(case)
    transport = httpx2.MockTransport(exchange.answer)
    async with AsyncLangGraph(
        api_key="api_key",
        base_url=BASE_URL,
        http_client=httpx2.AsyncClient(transport=transport),
    ) as client:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            value = await attrgetter(case.call)(client)(**case.arguments)
        if case.kind == "stream":
            async with value as stream:
                (value,) = [event async for event in stream]
        elif case.kind == "page":
            value = await anext(aiter(value))
    exchange.check_request()
    exchange.check_result(value)
