"""Redirects are followed, and what is secret stays with the origin it was meant for."""

from __future__ import annotations

import httpx2
import pytest
from sdk_runtime._auth import AuthScheme
from sdk_runtime._config import ClientConfig, ClientOption
from sdk_runtime._exceptions import APIConnectionError, APIStatusError

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback

SECRETS = {"X-Api-Key": "s1", "X-Session-Token": "s2", "X-Plain": "p", "X-Custom-Auth": "s3"}


def test_redirects_are_followed_with_all_headers(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(307, headers={"location": "/v1/new?x=1"})
    loopback.reply(json={"ok": 1})
    client = kit.client(loopback.url + "/v1", default_headers=SECRETS)
    assert kit.run(lambda: client.post("/old", cast_to=object, body={"a": 1})) == {"ok": 1}
    old, new = loopback.requests
    assert (new.method, new.target, new.json()) == ("POST", "/v1/new?x=1", {"a": 1})
    for name in ("authorization", *SECRETS):
        assert new.header(name) == old.header(name) is not None


def test_another_origin_gets_no_secrets(kit: Kit, loopback: Loopback) -> None:
    with Loopback() as other:
        loopback.reply(307, headers={"location": f"{other.url}/elsewhere"})
        other.reply(json={})
        client = kit.client(loopback.url, default_headers=SECRETS)
        kit.run(lambda: client.get("/x", cast_to=object))
        (request,) = other.requests
    assert loopback.requests[0].header("x-api-key") == "s1"
    for name in ("authorization", "x-api-key", "x-session-token", "x-custom-auth"):
        assert request.header(name) is None, name
    assert request.header("x-plain") == "p"


def test_secrets_do_not_come_back_with_a_second_redirect(kit: Kit, loopback: Loopback) -> None:
    with Loopback() as other:
        loopback.reply(302, headers={"location": f"{other.url}/a"})
        other.reply(302, headers={"location": "/b"})
        other.reply(json={})
        http = kit.http_class(auth=("user", "pass"), follow_redirects=True)
        client = kit.client(loopback.url, http_client=http)
        kit.run(lambda: client.get("/x", cast_to=object))
        assert [r.header("authorization") for r in other.requests] == [None, None]


def test_headers_of_the_configured_schemes_are_secret(kit: Kit, loopback: Loopback) -> None:
    class Client(kit.client_class):
        _config = ClientConfig(
            options=(ClientOption("api_key"),),
            auth=(AuthScheme("door", "header", ("api_key",), parameter="X-Door"),),
        )
        copy = None

        def __init__(self, **arguments: object) -> None:
            super(kit.client_class, self).__init__(options={"api_key": "s"}, **arguments)

    with Loopback() as other:
        loopback.reply(302, headers={"location": other.url})
        other.reply(json={})
        client = Client(base_url=loopback.url)
        kit.run(lambda: client.get("/x", cast_to=object))
        kit.run(client.close)
        assert other.requests[0].header("x-door") is None
    assert loopback.requests[0].header("x-door") == "s"


@pytest.mark.parametrize(
    ("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")]
)
def test_method_after_a_redirect(kit: Kit, loopback: Loopback, status: int, method: str) -> None:
    loopback.reply(status, headers={"location": "/new"})
    loopback.reply(json={})
    client = kit.client(loopback.url)
    kit.run(lambda: client.post("/x", cast_to=object, body={"a": 1}))
    assert loopback.requests[1].method == method
    assert bool(loopback.requests[1].body) == (method == "POST")


def test_the_call_decides_against_the_client(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(302, headers={"location": "/y"})
    loopback.reply(json={"followed": True})
    client = kit.client(loopback.url, http_client=kit.http_class(follow_redirects=False))
    options = {"follow_redirects": True}
    answer = kit.run(lambda: client.get("/x", cast_to=object, options=options))
    assert answer == {"followed": True}


def test_a_plain_http_client_keeps_its_own_default(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(302, headers={"location": "/y"})
    client = kit.client(loopback.url, http_client=kit.http_class())
    with pytest.raises(APIStatusError, match="302"):
        kit.run(lambda: client.get("/x", cast_to=object))


def test_a_circle_of_redirects_ends(kit: Kit, loopback: Loopback) -> None:
    from tests.support.loopback import make_reply

    loopback.answer(lambda _: make_reply(302, headers={"location": "/x"}))
    http = kit.http_class(follow_redirects=True, max_redirects=3)
    client = kit.client(loopback.url, http_client=http)
    with pytest.raises(APIConnectionError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.TooManyRedirects)
    assert len(loopback.requests) == 4
    assert kit.slept == []


def test_the_response_knows_where_it_came_by(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(302, headers={"location": "/y"})
    loopback.reply(json={})
    client = kit.client(loopback.url)
    response = kit.run(lambda: client.get("/x", cast_to=httpx2.Response))
    assert [r.status_code for r in response.history] == [302]
    assert response.url.path == "/y"


def test_a_redirected_stream(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(307, headers={"location": "/y"}, body=b"moved")
    loopback.reply(json={"streamed": 1})
    client = kit.client(loopback.url)
    from sdk_runtime._options import RAW_RESPONSE_HEADER

    options = {"headers": {RAW_RESPONSE_HEADER: "stream"}}
    response = kit.run(lambda: client.get("/x", cast_to=object, options=options))
    assert not response.is_closed
    assert kit.run(response.json) == {"streamed": 1}
