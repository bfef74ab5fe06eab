"""Sends one call through a package and records what went over the wire and what came back."""

from __future__ import annotations

import copy
import json
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import httpx2

from tests.differential.calls import Call

PACKAGE_HEADERS = frozenset({"user-agent", "x-stainless-package-version"})
"""Headers that name the package or its version, and so differ by right."""


@dataclass
class Exchange:
    """What one call did: requests as comparable values, the result as plain data, warnings by class."""

    requests: list[dict[str, Any]] = field(default_factory=lambda: [])
    result: Any = None
    result_type: str = ""
    warned: list[str] = field(default_factory=lambda: [])


Handler = Callable[[httpx2.Request], httpx2.Response]


def recording_handler(call: Call, exchange: Exchange) -> Handler:
    """Answers ``call`` and notes each request."""

    def handle(request: httpx2.Request) -> httpx2.Response:
        exchange.requests.append(comparable(request))
        if isinstance(call.reply, bytes):
            return httpx2.Response(
                200, headers={"content-type": "text/event-stream"}, content=call.reply
            )
        return httpx2.Response(200, headers={"x-request-id": "req_1"}, json=call.reply)

    return handle


def comparable(request: httpx2.Request) -> dict[str, Any]:
    """A request as plain data: raw target, body as JSON, headers without the package's own name."""
    body = request.read()
    return {
        "method": request.method,
        "target": request.url.raw_path.decode(),
        "host": request.url.host,
        "body": json.loads(body) if body else None,
        "headers": {
            name.lower(): value
            for name, value in request.headers.items()
            if name.lower() not in PACKAGE_HEADERS
        },
    }


def client_options() -> dict[str, Any]:
    """Constructor arguments that both packages take."""
    return {
        "api_key": "sk-1",
        "organization": "org-1",
        "project": "proj-1",
        "base_url": "https://api.test/v1",
        "default_headers": {"X-Default": "d"},
        "default_query": {"tag": ["q", "r"]},
        "max_retries": 0,
    }


def send(package: ModuleType, call: Call) -> Exchange:
    """Send ``call`` through ``package``'s sync client."""
    exchange = Exchange()
    transport = httpx2.MockTransport(recording_handler(call, exchange))
    with (
        httpx2.Client(transport=transport) as http_client,
        warnings.catch_warnings(record=True) as seen,
    ):
        warnings.simplefilter("always")
        client = package.OpenAI(http_client=http_client, **client_options())
        result = _method(client, call)(*call.arguments, **fresh(call.keywords))
        exchange.result_type = type(result).__name__
        exchange.result = [plain(item) for item in result] if call.streamed else plain(result)
    exchange.warned = [item.category.__name__ for item in seen]
    return exchange


async def send_async(package: ModuleType, call: Call) -> Exchange:
    """Send ``call`` through ``package``'s async client."""
    exchange = Exchange()
    transport = httpx2.MockTransport(recording_handler(call, exchange))
    async with httpx2.AsyncClient(transport=transport) as http_client:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            client = package.AsyncOpenAI(http_client=http_client, **client_options())
            result = await _method(client, call)(*call.arguments, **fresh(call.keywords))
            exchange.result_type = type(result).__name__
            if call.streamed:
                exchange.result = [plain(item) async for item in result]
            else:
                exchange.result = plain(result)
    exchange.warned = [item.category.__name__ for item in seen]
    return exchange


def fresh(keywords: dict[str, Any]) -> dict[str, Any]:
    """A copy for one call: iterators are used up by a call, so each call gets its own."""
    return {
        name: (
            iter(copy.deepcopy(list(copy.copy(value))))
            if hasattr(value, "__next__")
            else copy.deepcopy(value)
        )
        for name, value in keywords.items()
    }


def _method(client: Any, call: Call) -> Callable[..., Any]:
    target = client.beta
    for name in call.method.split("."):
        target = getattr(target, name)
    return target


def plain(value: Any) -> Any:
    """Any result as (class name, fields) all the way down, so that types are compared, too."""
    if hasattr(value, "model_fields_set"):
        names = [*type(value).model_fields, *(value.model_extra or {})]
        return (type(value).__name__, {name: plain(getattr(value, name)) for name in sorted(names)})
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
