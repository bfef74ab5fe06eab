"""Calls against an API in process, or against a server: `TEST_API_BASE_URL=http://127.0.0.1:4010 pytest`."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import httpx2

from langgraph_runs import AsyncLangGraph, LangGraph
from langgraph_runs.testing import MockAPI, check_type

SERVER = os.environ.get("TEST_API_BASE_URL", "")
FORMS = ("required arguments", "all arguments", "raw response", "streamed response")
OPTIONS: dict[str, Any] = {
    "api_key": "api_key",
    "base_url": SERVER or "https://api.test/base",
}


@dataclass(frozen=True)
class Case:
    """One call: what is passed, what has to be sent, and what comes of it.

    `more` are the arguments that need not be given, `query` and `body` what the required ones send,
    `more_query` and `more_body` where the others go.
    """

    call: str
    method: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    path: str | None = None
    query: Sequence[str] = ()
    body: object = None
    more_query: Sequence[str] = ()
    more_body: Sequence[str] = ()
    result: str = ""
    kind: str = "value"

    def given(self, form: str) -> dict[str, Any]:
        """The arguments of a form of the call."""
        return {**self.arguments, **self.more} if form == "all arguments" else dict(self.arguments)

    def check_request(self, request: httpx2.Request, form: str) -> None:
        """Hold what was sent against the case."""
        everything = form == "all arguments"
        assert request.method == self.method
        if self.path is not None and not SERVER:
            assert request.url.raw_path.split(b"?")[0].decode() == "/base" + self.path
        keys = list(request.url.params)
        for name in [*self.query, *(self.more_query if everything else ())]:
            assert any(key == name or key.startswith((f"{name}[", f"{name}.")) for key in keys)
        if self.body is not None and not (everything and isinstance(self.body, dict)):
            assert json.loads(request.content) == self.body
        elif self.body is not None:
            sent = json.loads(request.content)
            assert set(self.body) | set(self.more_body) == set(sent)
            for name in self.more_body:
                assert sent[name] == self.more.get(name, sent[name])

    def check_result(self, value: object) -> None:
        """Hold what the call gave against the case, and every field of it against its type."""
        if self.kind == "none":
            assert value is None
        elif self.kind == "text":
            assert isinstance(value, str)
        elif self.kind == "binary":
            assert isinstance(getattr(value, "content", value), bytes)
        elif self.result:
            module, _, name = f"langgraph_runs.types.{self.result}".rpartition(".")
            check_type(value, getattr(importlib.import_module(module), name))
        else:
            check_type(value)


def is_plain(response: httpx2.Response) -> bool:
    """Whether a server has answered with JSON where a stream was asked for: its document knows of no stream."""
    return bool(SERVER) and response.headers["content-type"].startswith("application/json")


def check(case: Case, form: str) -> None:
    """Make the call with the sync client."""
    requests: list[httpx2.Request] = []
    http = httpx2.Client(verify=False) if SERVER else MockAPI().http_client()
    http.event_hooks = {"request": [requests.append]}
    with LangGraph(**OPTIONS, http_client=http) as client:
        owner, _, name = case.call.rpartition(".")
        resource = attrgetter(owner)(client) if owner else client
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            if form == "raw response":
                response = getattr(resource.with_raw_response, name)(**case.given(form))
                value = response.parse()
            elif form == "streamed response":
                streamed = getattr(resource.with_streaming_response, name)(**case.given(form))
                with streamed as response:
                    assert response.status_code < 300
                    assert b"".join(response.iter_bytes()) or case.kind == "none"
                return case.check_request(requests[0], form)
            else:
                value = getattr(resource, name)(**case.given(form))
        if case.kind == "stream":
            with value as stream:
                if is_plain(stream.response):
                    return case.check_request(requests[0], form)
                value = list(stream)[0]
        elif case.kind == "page":
            value = next(iter(value))
    case.check_request(requests[0], form)
    case.check_result(value)


def check_async(case: Case, form: str) -> None:
    """Make the call with the async client."""
    asyncio.run(_check_async(case, form))


async def _check_async(case: Case, form: str) -> None:
    requests: list[httpx2.Request] = []

    async def note(request: httpx2.Request) -> None:
        requests.append(request)

    http = httpx2.AsyncClient(verify=False) if SERVER else MockAPI().async_http_client()
    http.event_hooks = {"request": [note]}
    async with AsyncLangGraph(**OPTIONS, http_client=http) as client:
        owner, _, name = case.call.rpartition(".")
        resource = attrgetter(owner)(client) if owner else client
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            if form == "raw response":
                response = await getattr(resource.with_raw_response, name)(**case.given(form))
                value = response.parse()
                value = await value if asyncio.iscoroutine(value) else value
            elif form == "streamed response":
                streamed = getattr(resource.with_streaming_response, name)(**case.given(form))
                async with streamed as response:
                    assert response.status_code < 300
                    content = b"".join([chunk async for chunk in response.iter_bytes()])
                    assert content or case.kind == "none"
                return case.check_request(requests[0], form)
            else:
                value = await getattr(resource, name)(**case.given(form))
        if case.kind == "stream":
            async with value as stream:
                if is_plain(stream.response):
                    return case.check_request(requests[0], form)
                value = [event async for event in stream][0]
        elif case.kind == "page":
            value = await anext(aiter(value))
    case.check_request(requests[0], form)
    case.check_result(value)
