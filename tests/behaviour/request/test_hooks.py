"""Hooks around requests and responses, and what cancelling does."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import APIStatusError, InternalServerError
from sdk_runtime._options import FinalRequestOptions
from sdk_runtime._types import omit

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback


def test_hooks_see_every_attempt(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(503)
    loopback.reply(json={"ok": 1})
    seen: list[object] = []

    def note_request(request: httpx2.Request) -> None:
        seen.append((request.method, request.headers["x-sdk-retry-count"]))
        request.headers["X-Signed"] = "yes"

    hooks = {
        "request": [kit.function(note_request)],
        "response": [kit.function(lambda response: seen.append(response.status_code))],
    }
    client = kit.client(loopback.url, hooks=hooks)
    kit.run(lambda: client.post("/x", cast_to=object))
    assert seen == [("POST", "0"), 503, ("POST", "1"), 200]
    assert [r.header("x-signed") for r in loopback.requests] == ["yes", "yes"]


def test_hooks_may_be_added_later_and_are_copied(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    loopback.reply(json={})
    seen: list[str] = []
    client = kit.client(loopback.url)

    @client.on_request
    def first(request: httpx2.Request) -> None:
        seen.append("request")

    @client.on_response
    def second(response: httpx2.Response) -> None:
        seen.append("response")

    copied = client.copy()
    copied.on_response(lambda response: seen.append("copy only"))
    kit.run(lambda: client.get("/x", cast_to=object))
    assert seen == ["request", "response"]
    kit.run(lambda: copied.get("/x", cast_to=object))
    assert seen[2:] == ["request", "response", "copy only"]
    assert callable(first)
    assert callable(second)


def test_an_error_of_a_hook_reaches_the_caller_and_frees_the_connection(
    kit: Kit, loopback: Loopback
) -> None:
    loopback.reply(chunks=[b"{}", threading.Event()], content_type="text/event-stream")

    def refuse(response: httpx2.Response) -> None:
        raise PermissionError("not today")

    client = kit.client(loopback.url, hooks={"response": [kit.function(refuse)]})
    with pytest.raises(PermissionError, match="not today"):
        kit.run(lambda: client.post("/x", cast_to=object, stream=True))
    loopback.wait_closed(0)
    assert kit.slept == []


def test_an_event_hook_of_the_http_client_may_raise_for_status(
    kit: Kit, loopback: Loopback
) -> None:
    loopback.reply(500)
    http = kit.http_class(
        event_hooks={"response": [kit.function(lambda response: response.raise_for_status())]}
    )
    client = kit.client(loopback.url, http_client=http)
    with pytest.raises(httpx2.HTTPStatusError):
        kit.run(lambda: client.get("/x", cast_to=object))


def test_prepare_options_and_request(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(503)
    loopback.reply(json={})

    def with_params(options: FinalRequestOptions) -> FinalRequestOptions:
        assert options.params == {"a": 1}
        options.params = {**options.params, "b": 2}
        options.headers = {**options.headers, "Accept": omit}
        return options

    def sign(request: httpx2.Request) -> None:
        request.headers["X-Signature"] = f"{request.method} {request.url.path}"

    client = kit.client(loopback.url)
    client._prepare_options = kit.function(with_params)
    client._prepare_request = kit.function(sign)
    kit.run(lambda: client.get("/x", cast_to=object, options={"params": {"a": 1}}))
    for request in loopback.requests:
        assert request.query_items == [("a", "1"), ("b", "2")]
        assert request.header("x-signature") == "GET /x"


def test_an_authentication_flow_of_the_transport(kit: Kit, loopback: Loopback) -> None:
    class Client(kit.client_class):
        @property
        def custom_auth(self) -> httpx2.Auth:
            return httpx2.BasicAuth("user", "pass")

    loopback.reply(json={})
    client = Client(api_key="k", base_url=loopback.url)
    kit.run(lambda: client.get("/x", cast_to=object))
    kit.run(client.close)
    assert loopback.requests[0].header_values("authorization") == ["Basic dXNlcjpwYXNz"]


def test_overridden_properties(kit: Kit, loopback: Loopback) -> None:
    class Client(kit.client_class):
        @property
        def auth_headers(self) -> dict[str, str]:
            return {"Authorization": "Special"}

        @property
        def default_headers(self) -> dict[str, Any]:
            return {**super().default_headers, "X-More": "1"}

        @property
        def default_query(self) -> dict[str, object]:
            return {**super().default_query, "version": "2"}

        @property
        def user_agent(self) -> str:
            return "agent/1"

    loopback.reply(json={})
    client = Client(api_key="k", base_url=loopback.url)
    kit.run(lambda: client.get("/x", cast_to=object))
    kit.run(client.close)
    (request,) = loopback.requests
    assert request.header("authorization") == "Special"
    assert request.header("x-more") == "1"
    assert request.header("user-agent") == "agent/1"
    assert request.query == "version=2"


def test_what_changes_between_two_requests_is_sent(kit: Kit, loopback: Loopback) -> None:
    shown = {"X-Step": "0"}

    class Client(kit.client_class):
        @property
        def default_headers(self) -> dict[str, Any]:
            shown.update(super().default_headers)
            return shown

    client = Client(api_key="first", base_url=loopback.url)
    for step in range(3):
        loopback.reply(json={})
        client.api_key = f"key-{step}"
        shown["X-Step"] = str(step)
        kit.run(lambda: client.get("/x", cast_to=object))
    kit.run(client.close)
    sent = [(each.header("authorization"), each.header("x-step")) for each in loopback.requests]
    assert sent == [(f"Bearer key-{step}", str(step)) for step in range(3)]


def test_options_of_the_caller_are_not_changed(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    options = {"headers": {"A": "1", "B": omit}, "params": {"x": [1]}, "extra_json": {"z": 1}}
    body = {"a": {"b": omit}}
    before = repr((options, body))
    client = kit.client(loopback.url)
    kit.run(lambda: client.post("/x", cast_to=object, body=body, options=options))
    assert repr((options, body)) == before


class TestCancelling:
    """Async only: what is cancelled gives its connection back and is not sent again."""

    @pytest.fixture
    def async_kit(self) -> Any:
        made = Kit(is_async=True)
        yield made
        made.close()

    def test_while_waiting_for_the_answer(self, async_kit: Kit, loopback: Loopback) -> None:
        loopback.never()
        client = async_kit.client(loopback.url)

        async def cancel() -> None:
            task = asyncio.ensure_future(client.get("/x", cast_to=object))
            await asyncio.to_thread(loopback.wait_for, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        async_kit.run(cancel)
        loopback.wait_closed(0)
        assert len(loopback.requests) == 1

    def test_while_the_body_comes(self, async_kit: Kit, loopback: Loopback) -> None:
        loopback.reply(chunks=[b'{"a":', threading.Event()], content_type="application/json")
        client = async_kit.client(loopback.url)

        async def cancel() -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.get("/x", cast_to=object), 0.1)

        async_kit.run(cancel)
        loopback.wait_closed(0)

    def test_in_a_response_hook(self, async_kit: Kit, loopback: Loopback) -> None:
        loopback.reply(chunks=[b"data: 1", threading.Event()], content_type="text/event-stream")

        async def stop(response: httpx2.Response) -> None:
            raise asyncio.CancelledError

        client = async_kit.client(loopback.url, hooks={"response": [stop]})
        with pytest.raises(asyncio.CancelledError):
            async_kit.run(lambda: client.get("/x", cast_to=object, stream=True))
        loopback.wait_closed(0)

    def test_while_waiting_for_a_retry(self, async_kit: Kit, loopback: Loopback) -> None:
        loopback.reply(503, headers={"retry-after": "60"})
        client = async_kit.make(api_key="k", base_url=loopback.url)

        async def cancel() -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.get("/x", cast_to=object), 1)

        async_kit.run(cancel)
        assert len(loopback.requests) == 1


def test_the_last_error_is_not_chained_to_earlier_attempts(kit: Kit, loopback: Loopback) -> None:
    loopback.drop()
    loopback.reply(500)
    client = kit.client(loopback.url, max_retries=1)
    with pytest.raises(InternalServerError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value, APIStatusError)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
