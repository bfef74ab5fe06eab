"""Where requests go: environments with places for options, and operations with a server of their own."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from sdk_runtime._auth import AuthScheme
from sdk_runtime._config import ClientConfig, ClientOption
from sdk_runtime._settings import SDKError

from tests.behaviour.conftest import Kit

CONFIG = ClientConfig(
    options=(
        ClientOption("region", in_base_url=True, values=("eu", "us"), default="eu"),
        ClientOption("tenant", in_base_url=True, env="ACME_TENANT"),
        ClientOption("key"),
    ),
    auth=(AuthScheme("k", "bearer", ("key",)),),
    environments={
        "production": "https://{region}.acme.test/{tenant}/v1",
        "other": "https://{region}.other.test/{key}",
        "local": "https://local.test:{tenant}",
    },
    base_url_env="ACME_URL",
)


def client_of(kit: Kit, seen: list[httpx2.Request], **arguments: Any) -> Any:
    """A client that answers itself and notes what was sent."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={})

    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient

    class Custom(base):  # type: ignore[valid-type, misc]
        _config = CONFIG

        def __init__(self, **given: Any) -> None:
            options = {option.name: given.pop(option.name, None) for option in CONFIG.options}
            super().__init__(options=options, **given)

    http = kit.http_class(transport=httpx2.MockTransport(answer))
    client = Custom(**{"http_client": http, "key": "secret", **arguments})
    kit._clients.append(client)
    return client


def ask(kit: Kit, client: Any, **options: Any) -> None:
    kit.run(lambda: client.get("/x", cast_to=object, options=options))


def test_options_fill_the_base_url(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[httpx2.Request] = []
    ask(kit, client_of(kit, seen, tenant="a b/c"))
    ask(kit, client_of(kit, seen, tenant="t", region="us"))
    monkeypatch.setenv("ACME_TENANT", "from-env")
    ask(kit, client_of(kit, seen))
    assert [str(request.url) for request in seen] == [
        "https://eu.acme.test/a%20b/c/v1/x",
        "https://us.acme.test/t/v1/x",
        "https://eu.acme.test/from-env/v1/x",
    ]


def test_a_copy_with_another_value_goes_elsewhere(kit: Kit) -> None:
    seen: list[httpx2.Request] = []
    client = client_of(kit, seen, tenant="t")
    ask(kit, client._copy(options={"region": "us"}))
    ask(kit, client._copy(timeout=3))
    ask(kit, client_of(kit, seen, environment="other")._copy(options={"region": "us"}))
    own = client_of(kit, seen, base_url="https://own.test/y", tenant="t")
    ask(kit, own._copy(options={"region": "us"}))
    assert [request.url.host for request in seen] == [
        "us.acme.test", "eu.acme.test", "us.other.test", "own.test",
    ]  # fmt: skip


def test_what_is_no_option_of_the_url_stays(kit: Kit) -> None:
    seen: list[httpx2.Request] = []
    ask(kit, client_of(kit, seen, environment="other"))
    assert "secret" not in str(seen[0].url)


@pytest.mark.parametrize("tenant", ["a?b", "a#b", "..", "a/../b", "a\\b", "a\nb", "./a"])
def test_a_value_stays_in_its_place(kit: Kit, tenant: str) -> None:
    with pytest.raises(ValueError, match="`tenant` cannot be part of a URL"):
        client_of(kit, [], tenant=tenant)


@pytest.mark.parametrize("region", ["evil.test/", "x@evil.test", "asia", "eu#", "EU"])
def test_a_value_that_is_not_listed(kit: Kit, region: str) -> None:
    with pytest.raises(ValueError, match="`region` must be one of eu, us"):
        client_of(kit, [], tenant="t", region=region)


@pytest.mark.parametrize("host", ["evil.test/", "u@evil.test", "a?b", "a b", "a%2fb", "a\\b"])
def test_a_host_is_a_host(host: str) -> None:
    from sdk_runtime._servers import fill_url

    option = ClientOption("host", in_base_url=True)
    url = "https://{host}"
    assert fill_url(url, {"host": option}, {"host": "h.test:8"}) == "https://h.test:8"
    with pytest.raises(ValueError, match="cannot be part of a URL"):
        fill_url(url, {"host": option}, {"host": host})


def test_a_value_that_is_missing(kit: Kit) -> None:
    with pytest.raises(SDKError, match="pass `tenant=...`"):
        client_of(kit, [])


def test_an_operation_may_have_a_server_of_its_own(kit: Kit) -> None:
    seen: list[httpx2.Request] = []
    client = client_of(kit, seen, tenant="t")
    ask(kit, client, server="https://{region}.files.test/up")
    ask(kit, client, server="/v2")
    own = client_of(kit, seen, base_url="http://127.0.0.1:1/base", tenant="t")
    ask(kit, own, server="https://{region}.files.test/up")
    ask(kit, own, server="/v2")
    assert [str(request.url) for request in seen] == [
        "https://eu.files.test/up/x",
        "https://eu.acme.test/v2/x",
        "http://127.0.0.1:1/base/x",
        "http://127.0.0.1:1/base/x",
    ]
    assert {request.headers["authorization"] for request in seen} == {"Bearer secret"}


def test_no_base_url_at_all(kit: Kit) -> None:
    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient
    config = ClientConfig(server_path="/api/v3")
    with pytest.raises(SDKError, match="it ends with '/api/v3'"):
        type("Custom", (base,), {"_config": config})()


def test_a_base_url_is_compared_with_environments_whose_port_is_open(kit: Kit) -> None:
    seen: list[httpx2.Request] = []
    client = client_of(kit, seen, base_url=httpx2.URL("https://mine.test/v2"))
    ask(kit, client)
    ask(kit, client_of(kit, seen, environment="local", tenant="8443"))
    assert [str(request.url) for request in seen] == [
        "https://mine.test/v2/x",
        "https://local.test:8443/x",
    ]
