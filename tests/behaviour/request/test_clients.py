"""Making clients: arguments, environment, credentials, copies, HTTP clients, closing."""

from __future__ import annotations

import asyncio
import gc
import warnings
import weakref
from importlib import import_module
from typing import Any

import httpx2
import pytest
from sdk_runtime._auth import AuthScheme
from sdk_runtime._config import ClientConfig, ClientOption
from sdk_runtime._exceptions import APITimeoutError, ClientClosedError, UnsendableError
from sdk_runtime._settings import DEFAULT_TIMEOUT, SDKError
from sdk_runtime._types import omit

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback


class TestOptions:
    def test_arguments_win_over_the_environment(
        self, kit: Kit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "WEBHOOK_SECRET"):
            monkeypatch.setenv(f"EXAMPLE_{name}", f"env {name}")
        monkeypatch.setenv("EXAMPLE_BASE_URL", "https://env.example.com/v9")
        client = kit.make()
        assert client.api_key == "env API_KEY"
        assert client.organization == "env ORG_ID"
        assert client.project == "env PROJECT_ID"
        assert client.webhook_secret == "env WEBHOOK_SECRET"
        assert str(client.base_url) == "https://env.example.com/v9/"
        client = kit.make(api_key="k", organization="o", base_url="https://arg.example.com/x")
        assert (client.api_key, client.organization) == ("k", "o")
        assert str(client.base_url) == "https://arg.example.com/x/"

    @pytest.mark.parametrize("key", [None, ""])
    def test_a_missing_key_is_told_at_once(self, kit: Kit, key: str | None) -> None:
        with pytest.raises(SDKError, match=r"Missing `api_key`.*EXAMPLE_API_KEY"):
            kit.make(api_key=key)

    def test_an_empty_variable_is_no_key(self, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EXAMPLE_API_KEY", "")
        with pytest.raises(SDKError, match="Missing `api_key`"):
            kit.make()

    def test_attributes_may_change(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client(loopback.url)
        client.api_key, client.organization = "new", "acme"
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header("authorization") == "Bearer new"
        assert loopback.requests[0].header("example-organization") == "acme"

    def test_default_base_url_and_environments(
        self, kit: Kit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert str(kit.make(api_key="k").base_url) == "https://api.example.com/v1/"
        sandbox = kit.make(api_key="k", environment="sandbox")
        assert str(sandbox.base_url) == "https://sandbox.example.com/v1/"
        with pytest.raises(ValueError, match="Unknown environment: 'moon'"):
            kit.make(api_key="k", environment="moon")
        monkeypatch.setenv("EXAMPLE_BASE_URL", "https://env.example.com")
        with pytest.raises(ValueError, match="EXAMPLE_BASE_URL"):
            kit.make(api_key="k", environment="sandbox")
        chosen = kit.make(api_key="k", environment="sandbox", base_url=None)
        assert str(chosen.base_url) == "https://sandbox.example.com/v1/"

    def test_a_base_url_that_is_no_url(self, kit: Kit) -> None:
        with pytest.raises(UnsendableError, match="base URL"):
            kit.make(api_key="k", base_url="http://host:port")

    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            ("int", "3", 3),
            ("bool", "TRUE", True),
            ("list", "a, b", ["a", "b"]),
            ("float", "1", 1.0),
        ],
    )
    def test_types_of_options(
        self, kit: Kit, monkeypatch: pytest.MonkeyPatch, kind: Any, text: str, value: object
    ) -> None:
        monkeypatch.setenv("EXAMPLE_LEVEL", text)
        option = ClientOption("level", type=kind, env="EXAMPLE_LEVEL", query="level")
        client = custom(kit, ClientConfig(options=(option,)))
        assert client.level == value
        assert client.default_query == {"level": value}

    def test_a_variable_that_does_not_parse(
        self, kit: Kit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EXAMPLE_LEVEL", "three")
        option = ClientOption("level", type="int", env="EXAMPLE_LEVEL")
        with pytest.raises(SDKError, match="EXAMPLE_LEVEL does not hold a value of type int"):
            custom(kit, ClientConfig(options=(option,)))

    def test_no_base_url_at_all(self, kit: Kit) -> None:
        with pytest.raises(SDKError, match="No base URL is known"):
            custom(kit, ClientConfig(), base_url=None)


def custom(kit: Kit, config: ClientConfig, **arguments: Any) -> Any:
    """A client with another config; its options are `given`."""
    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient
    client_class = type("Custom", (base,), {"_config": config})
    client = client_class(
        **{
            "options": arguments.pop("given", {}),
            "base_url": "https://x.example.com",
            **arguments,
        }
    )
    kit._clients.append(client)
    return client


class TestCredentials:
    def test_a_function_is_asked_before_every_attempt(self, kit: Kit, loopback: Loopback) -> None:
        keys = iter(["one", "two", "three"])
        loopback.reply(503)
        loopback.reply(json={})
        loopback.reply(json={})
        client = kit.client(loopback.url, api_key=kit.function(lambda: next(keys)))
        assert client.api_key == ""
        for _ in range(2):
            kit.run(lambda: client.get("/x", cast_to=object))
        sent = [r.header("authorization") for r in loopback.requests]
        assert sent == ["Bearer one", "Bearer two", "Bearer three"]
        assert client.api_key == "three"

    def test_a_plain_function_will_do(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client(loopback.url, api_key=lambda: "fresh")
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header("authorization") == "Bearer fresh"

    def test_a_function_that_yields_nothing(self, kit: Kit) -> None:
        client = kit.mocked(lambda r: httpx2.Response(200), api_key=kit.function(lambda: ""))
        with pytest.raises(SDKError, match="needs authentication: set `api_key`"):
            kit.run(lambda: client.get("/x", cast_to=object))

    def test_errors_of_the_function_reach_the_caller(self, kit: Kit) -> None:
        def fail() -> str:
            raise LookupError("no vault")

        client = kit.mocked(lambda r: httpx2.Response(200), api_key=kit.function(fail))
        with pytest.raises(LookupError, match="no vault"):
            kit.run(lambda: client.get("/x", cast_to=object))

    def test_a_missing_credential_is_a_type_error_as_well(self, kit: Kit) -> None:
        client = kit.mocked(lambda r: httpx2.Response(200))
        client.api_key = None
        with pytest.raises(TypeError, match="Authorization"):
            kit.run(lambda: client.get("/x", cast_to=object))

    @pytest.mark.parametrize("value", ["Basic abc", omit])
    def test_the_caller_may_bring_or_waive_it(
        self, kit: Kit, loopback: Loopback, value: Any
    ) -> None:
        loopback.reply(json={})
        client = kit.client(loopback.url)
        client.api_key = None
        options = {"headers": {"authorization": value}}
        kit.run(lambda: client.get("/x", cast_to=object, options=options))
        expected = value if isinstance(value, str) else None
        assert loopback.requests[0].header("authorization") == expected

    def test_default_headers_may_waive_it(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client(loopback.url).copy(default_headers={"Authorization": omit})
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header("authorization") is None

    def test_an_async_function_is_no_use_to_a_sync_client(self) -> None:
        async def key() -> str:
            return "k"

        kit = Kit(is_async=False)
        client = kit.mocked(lambda r: httpx2.Response(200), api_key=key)
        with pytest.raises(TypeError, match="sync client cannot await"):
            client.get("/x", cast_to=object)
        kit.close()

    def test_default_headers_may_bring_it(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client(loopback.url, default_headers={"Authorization": "Token t"})
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header_values("authorization") == ["Token t"]

    @pytest.mark.parametrize(
        ("scheme", "header", "value"),
        [
            (AuthScheme("a", "bearer", ("one",)), "authorization", "Bearer 1"),
            (AuthScheme("a", "header", ("one",), "X-Key"), "x-key", "1"),
            (AuthScheme("a", "header", ("one",), prefix="Token "), "authorization", "Token 1"),
            (AuthScheme("a", "basic", ("one", "two")), "authorization", "Basic MToy"),
            (AuthScheme("a", "cookie", ("one",), "sid"), "cookie", "sid=1"),
        ],
    )
    def test_kinds_of_schemes(
        self, kit: Kit, loopback: Loopback, scheme: AuthScheme, header: str, value: str
    ) -> None:
        loopback.reply(json={})
        config = ClientConfig(options=(ClientOption("one"), ClientOption("two")), auth=(scheme,))
        client = custom(kit, config, given={"one": "1", "two": "2"}, base_url=loopback.url)
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header(header) == value
        with pytest.raises(SDKError, match="needs authentication"):
            nobody = custom(kit, config, base_url=loopback.url)
            kit.run(lambda: nobody.get("/x", cast_to=object))

    def test_a_key_in_the_query(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        scheme = AuthScheme("q", "query", ("key",), "apikey")
        config = ClientConfig(options=(ClientOption("key"),), auth=(scheme,))
        client = custom(kit, config, given={"key": "s"}, base_url=loopback.url)
        kit.run(lambda: client.get("/x", cast_to=object, options={"params": {"a": 1}}))
        assert loopback.requests[0].query_items == [("apikey", "s"), ("a", "1")]
        with pytest.raises(SDKError, match="`apikey`"):
            nobody = custom(kit, config, base_url=loopback.url)
            kit.run(lambda: nobody.get("/x", cast_to=object))

    def test_a_request_may_use_some_schemes_only(self, kit: Kit, loopback: Loopback) -> None:
        for _ in range(4):
            loopback.reply(json={})
        config = ClientConfig(
            options=(ClientOption("user_key"), ClientOption("admin_key")),
            auth=(
                AuthScheme("user", "bearer", ("user_key",)),
                AuthScheme("admin", "bearer", ("admin_key",)),
            ),
        )
        given = {"user_key": "u", "admin_key": "a"}
        client = custom(kit, config, given=given, base_url=loopback.url)
        for security in (None, {"user": True}, {"admin": True}, {}):
            options = {} if security is None else {"security": security}
            kit.run(lambda o=options: client.get("/x", cast_to=object, options=o))
        sent = [r.header("authorization") for r in loopback.requests]
        assert sent == ["Bearer u", "Bearer u", "Bearer a", None]

    def test_an_api_that_also_answers_strangers(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        config = ClientConfig(
            options=(ClientOption("key"),),
            auth=(AuthScheme("a", "bearer", ("key",)),),
            auth_required=False,
        )
        client = custom(kit, config, base_url=loopback.url)
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].header("authorization") is None


class TestCopies:
    def test_a_copy_has_what_the_original_has(self, kit: Kit) -> None:
        client = kit.make(
            api_key="k",
            organization="o",
            base_url="https://a.example.com/x",
            timeout=7,
            max_retries=5,
            default_headers={"a": "1"},
            default_query={"q": 1},
            _strict_response_validation=True,
        )
        copied = client.copy()
        assert type(copied) is type(client)
        for name in ("api_key", "organization", "base_url", "timeout", "max_retries"):
            assert getattr(copied, name) == getattr(client, name)
        assert copied._custom_headers == {"a": "1"}
        assert copied.default_query == {"q": 1}
        assert copied._strict_response_validation is True
        assert copied._client is client._client

    def test_changes_do_not_reach_the_original(self, kit: Kit) -> None:
        client = kit.make(api_key="k", default_headers={"a": "1"}, default_query={"q": 1})
        changed = client.with_options(
            api_key="other",
            timeout=None,
            max_retries=0,
            base_url="https://b.example.com/x",
            default_headers={"b": "2"},
            default_query={"r": 2},
        )
        assert (changed.api_key, changed.timeout, changed.max_retries) == ("other", None, 0)
        assert str(changed.base_url) == "https://b.example.com/x/"
        assert changed._custom_headers == {"a": "1", "b": "2"}
        assert changed.default_query == {"q": 1, "r": 2}
        assert (client.api_key, client.timeout, client.max_retries) == ("k", DEFAULT_TIMEOUT, 2)
        assert client._custom_headers == {"a": "1"}

    def test_headers_and_query_may_be_replaced(self, kit: Kit) -> None:
        client = kit.make(api_key="k", default_headers={"a": "1"}, default_query={"q": 1})
        assert client.copy(set_default_headers={"b": "2"})._custom_headers == {"b": "2"}
        assert client.copy(set_default_headers={})._custom_headers == {}
        assert client.copy(set_default_query={"r": 1}).default_query == {"r": 1}

    @pytest.mark.parametrize("name", ["headers", "query"])
    def test_not_both_added_and_replaced(self, kit: Kit, name: str) -> None:
        client = kit.make(api_key="k")
        with pytest.raises(ValueError, match=f"`default_{name}` and `set_default_{name}`"):
            client.copy(**{f"default_{name}": {}, f"set_default_{name}": {}})

    def test_a_function_for_the_key_is_passed_on(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        keys = iter("ab")
        client = kit.client(loopback.url, api_key=kit.function(lambda: next(keys)))
        kit.run(lambda: client.copy().get("/x", cast_to=object))
        assert loopback.requests[0].header("authorization") == "Bearer a"

    def test_an_environment_and_another_http_client(self, kit: Kit) -> None:
        client = kit.make(api_key="k")
        http = kit.http_class()
        copied = client.copy(environment="sandbox", http_client=http)
        kit._clients.append(copied)
        assert str(copied.base_url) == "https://sandbox.example.com/v1/"
        assert copied._client is http

    def test_further_arguments_of_a_subclass(self, kit: Kit) -> None:
        class Client(kit.client_class):
            def __init__(self, *, colour: str = "red", **arguments: Any) -> None:
                self.colour = colour
                super().__init__(**arguments)

        client = Client(api_key="k")
        assert client.copy(_extra_kwargs={"colour": "blue"}).colour == "blue"
        kit.run(client.close)

    def test_headers_of_the_environment(
        self, kit: Kit, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loopback.reply(json={})
        text = "X-One: 1\nnonsense\n X-Two :a:b \nX-Three: env"
        monkeypatch.setenv("EXAMPLE_HEADERS", text)
        config = ClientConfig(headers_env="EXAMPLE_HEADERS")
        client = custom(kit, config, base_url=loopback.url, default_headers={"x-three": "argument"})
        kit.run(lambda: client.get("/x", cast_to=object))
        (request,) = loopback.requests
        assert request.header("x-one") == "1"
        assert request.header("x-two") == "a:b"
        assert request.header_values("x-three") == ["argument"]


class TestHTTPClients:
    @pytest.mark.parametrize("wrong", ["other kind", "text", 3])
    def test_the_wrong_kind_is_refused(self, kit: Kit, wrong: Any) -> None:
        other = httpx2.Client if kit.is_async else httpx2.AsyncClient
        given = other() if wrong == "other kind" else wrong
        with pytest.raises(TypeError, match="Invalid `http_client` argument"):
            kit.make(api_key="k", http_client=given)

    def test_a_subclass_is_fine(self, kit: Kit, loopback: Loopback) -> None:
        class Mine(kit.http_class):
            pass

        loopback.reply(json={})
        client = kit.client(loopback.url, http_client=Mine())
        assert kit.run(lambda: client.get("/x", cast_to=object)) == {}

    def test_defaults(self, kit: Kit) -> None:
        name = "DefaultAsyncHttpx2Client" if kit.is_async else "DefaultHttpx2Client"
        http = getattr(kit.module("http"), name)()
        assert http.timeout == DEFAULT_TIMEOUT == httpx2.Timeout(600, connect=5)
        assert http.follow_redirects is True
        pool = http._transport._pool
        assert (pool._max_connections, pool._max_keepalive_connections) == (1000, 100)
        assert isinstance(http, kit.http_class)
        own = getattr(kit.module("http"), name)(timeout=3, follow_redirects=False)
        assert (own.timeout, own.follow_redirects) == (httpx2.Timeout(3), False)
        assert getattr(kit.module("http"), name.replace("2Client", "Client"))

    def test_whose_timeout_it_is(self, kit: Kit) -> None:
        assert kit.make(api_key="k").timeout == DEFAULT_TIMEOUT
        assert kit.make(api_key="k", timeout=3).timeout == 3
        assert kit.make(api_key="k", timeout=None).timeout is None
        mine = kit.make(api_key="k", http_client=kit.http_class(timeout=9))
        assert mine.timeout == httpx2.Timeout(9)
        plain = kit.make(api_key="k", http_client=kit.http_class())
        assert plain.timeout == DEFAULT_TIMEOUT
        both = kit.make(api_key="k", timeout=3, http_client=kit.http_class(timeout=9))
        assert both.timeout == 3

    def test_the_timeout_of_the_call_wins(self, kit: Kit, loopback: Loopback) -> None:
        loopback.never()
        client = kit.client(loopback.url, timeout=60, max_retries=0)
        with pytest.raises(APITimeoutError):
            kit.run(lambda: client.get("/x", cast_to=object, options={"timeout": 0.05}))

    def test_one_connection_serves_many_requests(self, kit: Kit, loopback: Loopback) -> None:
        for _ in range(3):
            loopback.reply(json={})
        client = kit.client(loopback.url)
        for _ in range(3):
            kit.run(lambda: client.get("/x", cast_to=object))
        assert {r.connection for r in loopback.requests} == {0}


class TestClosing:
    def test_context_manager(self, kit: Kit) -> None:
        client = kit.make(api_key="k")

        def with_block() -> None:
            with client as entered:
                assert entered is client
                assert not client.is_closed()

        async def async_with_block() -> None:
            async with client as entered:
                assert entered is client
                assert not client.is_closed()

        kit.run(async_with_block if kit.is_async else with_block)
        assert client.is_closed()

    def test_close_twice(self, kit: Kit) -> None:
        client = kit.make(api_key="k")
        kit.run(client.close)
        kit.run(client.close)
        assert client.is_closed()

    def test_a_forgotten_client_closes_its_connections(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})

        def use() -> weakref.ref[Any]:
            client = kit.client_class(api_key="k", base_url=loopback.url)
            kit.run(lambda: client.get("/x", cast_to=object))
            return weakref.ref(client._client)

        reference = use()
        if kit.is_async:

            async def collect() -> None:
                gc.collect()

            kit.run(collect)
        gc.collect()
        kit.run(kit.function(lambda: None))
        assert reference() is None
        loopback.wait_closed(0)

    def test_a_client_that_failed_to_construct_is_harmless(self, kit: Kit) -> None:
        client = kit.client_class.__new__(kit.client_class)
        kit.run(client.close)
        owned = kit.module("http")
        name = "AsyncOwnedClient" if kit.is_async else "OwnedClient"
        broken = getattr(owned, name).__new__(getattr(owned, name))
        broken.__del__()


def test_connections_end_with_their_event_loop(loopback: Loopback) -> None:
    """Nobody closes this client: no transport of a loop is left to be collected, which would warn."""
    example = import_module("sdk_runtime._aio.example")
    client = example.AsyncExample(api_key="key", base_url=loopback.url)

    async def call() -> object:
        return await client.get("/x", cast_to=object)

    for _ in range(3):
        loopback.reply(json={})
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            assert asyncio.run(call()) == {}
            gc.collect()
        assert [str(each.message) for each in caught] == []
    for connection in range(3):
        loopback.wait_closed(connection)


def test_a_client_that_is_closed_while_it_connects(kit: Kit) -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        client.close()
        return httpx2.Response(200, json={})

    async def async_handle(request: httpx2.Request) -> httpx2.Response:
        await client.close()
        return httpx2.Response(200, json={})

    http_class = getattr(
        kit.module("http"), "DefaultAsyncHttpx2Client" if kit.is_async else "DefaultHttpx2Client"
    )
    transport = httpx2.MockTransport(async_handle if kit.is_async else handle)
    client = kit.client("https://api.example.com", http_client=http_class(transport=transport))
    with pytest.raises(ClientClosedError):
        kit.run(lambda: client.get("/x", cast_to=object))
