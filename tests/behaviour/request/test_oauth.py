"""OAuth2 client credentials: fetched once, kept, renewed in time, sent to nobody else."""

from __future__ import annotations

import asyncio
import base64
import logging
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sdk_runtime._auth import AuthScheme
from sdk_runtime._config import ClientConfig, ClientOption
from sdk_runtime._exceptions import (
    APIResponseValidationError,
    APIStatusError,
    AuthenticationError,
    SDKError,
)
from sdk_runtime._oauth import ClientCredentials

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback, Recorded, Reply, make_reply

SECRET = "s3cr3t/+&"
GIVEN: dict[str, Any] = {"client_id": "me:1", "client_secret": SECRET}


def client_of(kit: Kit, base_url: str, given: dict[str, Any] | None = None, **oauth: Any) -> Any:
    """A client whose clock is `client.clock`, in seconds."""
    oauth = {"token_url": "/oauth/token", "token_option": "token", "url_option": "url", **oauth}
    scheme = AuthScheme(
        "o", "oauth2", ("client_id", "client_secret"), oauth=ClientCredentials(**oauth)
    )
    names = ("client_id", "client_secret", "token", "url")
    config = ClientConfig(
        options=tuple(ClientOption(name) for name in names), auth=(scheme,), security=(("o",),)
    )
    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient

    class Custom(base):  # type: ignore[valid-type, misc]
        _config = config
        clock = 0.0

        def __init__(self, **arguments: Any) -> None:
            options = {name: arguments.pop(name, None) for name in names}
            super().__init__(options=options, **arguments)

        def _now(self) -> float:
            return self.clock

    client = Custom(**(GIVEN if given is None else given), base_url=base_url, max_retries=0)
    kit._clients.append(client)
    return client


class Tokens:
    """Answers of an API and its token endpoint: tokens are numbered, `good` are those that it takes."""

    def __init__(self, lifetime: object = 3600) -> None:
        self.lifetime = lifetime
        self.count = 0
        self.good = lambda number: True

    def __call__(self, request: Recorded) -> Reply:
        if request.path == "/oauth/token":
            self.count += 1
            token = {"access_token": f"t{self.count}", "token_type": "Bearer"}
            more = {} if self.lifetime is None else {"expires_in": self.lifetime}
            return make_reply(json={**token, **more})
        number = (request.header("authorization") or "").removeprefix("Bearer t")
        return make_reply(200 if number.isdigit() and self.good(int(number)) else 401, json={})


def get(kit: Kit, client: Any) -> Any:
    return kit.run(lambda: client.get("/v1/x", cast_to=object))


def bearers(loopback: Loopback) -> list[str | None]:
    """What calls of the API itself were sent with."""
    return [r.header("authorization") for r in loopback.requests if r.path != "/oauth/token"]


@pytest.mark.parametrize("in_body", [False, True])
def test_a_token_is_fetched_once_and_kept(kit: Kit, loopback: Loopback, in_body: bool) -> None:
    loopback.answer(Tokens())
    client = client_of(kit, loopback.url + "/v1", scopes=("read", "write"), in_body=in_body)
    get(kit, client)
    get(kit, client)
    get(kit, client._copy(timeout=5))
    asked = loopback.requests[0]
    assert (asked.method, asked.target) == ("POST", "/oauth/token")
    form = dict(parse_qsl(asked.body.decode()))
    assert (form.pop("grant_type"), form.pop("scope")) == ("client_credentials", "read write")
    if in_body:
        assert form == {"client_id": "me:1", "client_secret": SECRET}
        assert asked.header("authorization") is None
    else:
        pair = base64.b64decode((asked.header("authorization") or "").removeprefix("Basic "))
        assert (pair, form) == (b"me%3A1:s3cr3t%2F%2B%26", {})
    assert bearers(loopback) == ["Bearer t1"] * 3


@pytest.mark.parametrize(
    ("lifetime", "until"), [(3600, 3540), ("600", 540), (100, 90), (None, 1e9), ("soon", 1e9)]
)
def test_a_token_is_replaced_before_it_expires(
    kit: Kit, loopback: Loopback, lifetime: object, until: float
) -> None:
    loopback.answer(Tokens(lifetime))
    client = client_of(kit, loopback.url)
    get(kit, client)
    client.clock = until - 1
    get(kit, client)
    assert bearers(loopback) == ["Bearer t1", "Bearer t1"]
    if until < 1e9:
        client.clock = until
        get(kit, client)
        assert bearers(loopback)[-1] == "Bearer t2"


def test_callers_at_the_same_time_wait_for_one_token(kit: Kit, loopback: Loopback) -> None:
    release, answers = threading.Event(), Tokens()

    def slow(request: Recorded) -> Reply:
        if request.path == "/oauth/token":
            assert release.wait(10)
        return answers(request)

    loopback.answer(slow)
    client = client_of(kit, loopback.url)
    if kit.is_async:

        async def all_of_them() -> None:
            calls = [asyncio.ensure_future(client.get("/x", cast_to=object)) for _ in range(8)]
            for _ in range(50):
                await asyncio.sleep(0)
            release.set()
            await asyncio.gather(*calls)

        kit.run(all_of_them)
    else:
        with ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(client.get, "/x", cast_to=object) for _ in range(8)]
            release.set()
            for call in calls:
                call.result(10)
    assert answers.count == 1
    assert bearers(loopback) == ["Bearer t1"] * 8


def test_a_token_that_is_refused_is_replaced_once(kit: Kit, loopback: Loopback) -> None:
    answers = Tokens()
    loopback.answer(answers)
    client = client_of(kit, loopback.url)
    answers.good = lambda number: number > 1
    get(kit, client)
    assert bearers(loopback) == ["Bearer t1", "Bearer t2"]
    answers.good = lambda number: False
    with pytest.raises(AuthenticationError):
        get(kit, client)
    assert bearers(loopback)[2:] == ["Bearer t2", "Bearer t3"]
    assert answers.count == 3


def test_a_ready_token_and_a_header_fetch_nothing(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    loopback.reply(json={})
    get(kit, client_of(kit, loopback.url, {"token": "ready"}))
    client = client_of(kit, loopback.url)
    options = {"headers": {"Authorization": "Bearer mine"}}
    kit.run(lambda: client.get("/x", cast_to=object, options=options))
    assert bearers(loopback) == ["Bearer ready", "Bearer mine"]


def test_a_refused_ready_token_is_final(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(401, json={})
    with pytest.raises(AuthenticationError):
        get(kit, client_of(kit, loopback.url, {"token": "ready"}))
    assert len(loopback.requests) == 1


def test_a_request_that_needs_none_fetches_none(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    client = client_of(kit, loopback.url)
    kit.run(lambda: client.get("/x", cast_to=object, options={"security": ()}))
    assert bearers(loopback) == [None]


def test_the_token_endpoint_may_be_elsewhere_and_gets_nothing_else(
    kit: Kit, loopback: Loopback
) -> None:
    with Loopback() as other:
        other.reply(json={"access_token": "t9"})
        loopback.reply(json={})
        client = client_of(kit, loopback.url, {**GIVEN, "url": f"{other.url}/elsewhere"})
        client._custom_headers = {"X-Api-Key": "private"}
        client._custom_query = {"tenant": "private"}
        get(kit, client)
        (asked,) = other.requests
        assert asked.target == "/elsewhere"
        assert asked.header("x-api-key") is None
    assert bearers(loopback) == ["Bearer t9"]


def test_redirects_of_the_token_endpoint_are_not_followed(kit: Kit, loopback: Loopback) -> None:
    with Loopback() as other:
        loopback.reply(307, headers={"location": f"{other.url}/steal"})
        with pytest.raises(APIStatusError) as caught:
            get(kit, client_of(kit, loopback.url, in_body=True))
        assert other.requests == []
    assert caught.value.status_code == 307


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, {"error": "invalid_client"}, AuthenticationError),
        (200, {"token": SECRET}, APIResponseValidationError),
        (200, {"access_token": "t", "token_type": "mac"}, APIResponseValidationError),
        (200, ["t"], APIResponseValidationError),
    ],
)
def test_no_token_is_a_clear_error_without_secrets(
    kit: Kit,
    loopback: Loopback,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: Any,
    error: type[SDKError],
) -> None:
    loopback.reply(status, json=body)
    client = client_of(kit, loopback.url, in_body=True)
    with (
        caplog.at_level(logging.DEBUG, logger="sdk_runtime"),
        pytest.raises(error) as caught,
    ):
        get(kit, client)
    failure = caught.value
    assert f"request to {loopback.url}/oauth/token for an access token" in failure.__notes__[0]
    shown = "".join(traceback.format_exception(failure)) + repr(failure) + caplog.text
    assert SECRET not in shown
    assert "s3cr3t%2F%2B%26" not in shown
    frames = [frame.f_locals for frame, _ in traceback.walk_tb(failure.__traceback__)]
    held = [repr(value) for frame in frames[3:] for value in frame.values()]
    assert not [text for text in held if SECRET in text or "s3cr3t%2F" in text]
    assert len(loopback.requests) == 1
