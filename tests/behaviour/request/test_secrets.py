"""What is secret stays in the client: not in errors, their frames, reprs, nor on an open network unannounced."""

from __future__ import annotations

import ssl
import traceback
import warnings
from types import TracebackType
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import SDKError, UnsendableError
from sdk_runtime._path import path_template
from sdk_runtime._wire import guard

from tests.behaviour.conftest import Kit
from tests.support.loopback import Ending, Loopback

KEY = "sk-secret-1234"


def _own_frames(trace: TracebackType | None) -> list[dict[str, Any]]:
    """The local variables of the frames that are the runtime's."""
    return [
        frame.f_locals
        for frame, _ in traceback.walk_tb(trace)
        if "sdk_runtime" in frame.f_code.co_filename
    ]


@pytest.mark.parametrize("fault", ["status", "reset", "header", "garbage"])
def test_errors_and_their_frames_show_no_key(kit: Kit, loopback: Loopback, fault: str) -> None:
    if fault == "status":
        loopback.reply(401, json={"error": {"message": "no"}})
    elif fault == "reset":
        loopback.drop(Ending.RESET)
    elif fault == "garbage":
        loopback.reply(body=b"{", content_type="application/json")
    key = KEY + "\r\nX: y" if fault == "header" else KEY
    client = kit.client(loopback.url, api_key=key, max_retries=0)
    with pytest.raises(SDKError) as caught:
        kit.run(lambda: client.get("/x", cast_to=dict[str, object]))
    error = caught.value
    assert KEY not in "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error))
    frames = _own_frames(error.__traceback__)
    assert frames
    named = [(name, value) for frame in frames for name, value in frame.items()]
    assert not [name for name, value in named if KEY in repr(value)]


@pytest.mark.parametrize("value", ["a\r\nX: b", "a\nb", "a\0b", "ключ", " a", "a\x7f"])
def test_a_header_that_cannot_be_sent(kit: Kit, loopback: Loopback, value: str) -> None:
    client = kit.client(loopback.url)
    with pytest.raises(UnsendableError, match="X-Value") as caught:
        kit.run(lambda: client.get("/x", cast_to=object, options={"headers": {"X-Value": value}}))
    assert value not in str(caught.value)
    assert loopback.requests == []
    assert kit.slept == []


def test_a_header_name_that_cannot_be_sent(kit: Kit, loopback: Loopback) -> None:
    client = kit.client(loopback.url)
    with pytest.raises(UnsendableError):
        kit.run(lambda: client.get("/x", cast_to=object, options={"headers": {"X\n": "1"}}))
    assert loopback.requests == []


def test_a_tab_and_an_empty_header_are_sent(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={})
    client = kit.client(loopback.url)
    headers = {"X-Tab": "a\tb", "X-Empty": ""}
    kit.run(lambda: client.get("/x", cast_to=object, options={"headers": headers}))
    assert loopback.requests[0].header("x-tab") == "a\tb"
    assert loopback.requests[0].header("x-empty") == ""


def test_a_url_that_is_none(kit: Kit, loopback: Loopback) -> None:
    client = kit.client(loopback.url)
    with pytest.raises(UnsendableError) as caught:
        kit.run(lambda: client.get("/a\nb", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.InvalidURL)


@pytest.mark.parametrize("url", ["http://api.example.com", "http://10.0.0.1:8080/v1"])
def test_a_key_without_encryption_warns(kit: Kit, url: str) -> None:
    with pytest.warns(UserWarning, match="without encryption") as caught:
        kit.make(base_url=url, api_key=KEY)
    assert KEY not in str(caught[0].message)
    client = kit.make(base_url="https://api.example.com", api_key=KEY)
    with pytest.warns(UserWarning, match="without encryption"):
        client.base_url = url


@pytest.mark.parametrize(
    "url",
    ["https://api.example.com", "http://127.0.0.1:1", "http://localhost", "http://[::1]:8080"],
)
def test_encryption_and_this_machine_do_not_warn(kit: Kit, url: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kit.make(base_url=url, api_key=KEY)


@pytest.mark.parametrize("value", ["..", ".", "%2e%2e/..", "a/../../b", "../x?y#z", "\\..\\x"])
def test_paths_stay_below_the_base_url(kit: Kit, value: str) -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(str(request.url))
        return httpx2.Response(200, json={})

    client = kit.mocked(answer)
    try:
        path = path_template("/items/{id}/end", id=value)
    except ValueError:
        assert value in ("..", ".")
        return
    kit.run(lambda: client.get(path, cast_to=object))
    assert seen[0].startswith("https://api.example.com/v1/items/")
    assert seen[0].endswith("/end")
    assert len(httpx2.URL(seen[0]).raw_path.split(b"/")) == 5


def test_the_guard_knows_this_transport(loopback: Loopback) -> None:
    """The parser is reached through names that are not public: they must be there."""
    from sdk_runtime import _wire

    loopback.reply(json={})
    with httpx2.Client() as client, client.stream("GET", loopback.url) as response:
        part: Any = response.stream
        for name in _wire._TO_PARSER:
            part = getattr(part, name)
        assert part.trailing_data is not None
        guard(response)
        assert response.read() == b"{}"
        assert response.elapsed.total_seconds() >= 0


def test_tls_checks_certificates_and_host_names_by_the_systems_store(kit: Kit) -> None:
    http: Any = getattr(
        kit.module("http"), "DefaultAsyncHttpx2Client" if kit.is_async else "DefaultHttpx2Client"
    )()
    context: ssl.SSLContext = http._transport._pool._ssl_context
    try:
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        system = ssl.create_default_context()
        assert len(context.get_ca_certs()) == len(system.get_ca_certs())
    finally:
        kit.run(http.aclose if kit.is_async else http.close)


@pytest.mark.parametrize(
    "path", ["/../x", "a/../../x", "..", "a/%2e%2E/x", "a/.%2e?x=1", "..\\x", "\\..#a"]
)
def test_a_path_given_by_hand_stays_below_the_base_url(
    kit: Kit, loopback: Loopback, path: str
) -> None:
    client = kit.client(loopback.url)
    with pytest.raises(UnsendableError, match=r"`\.\.`") as caught:
        kit.run(lambda: client.get(path, cast_to=object))
    assert caught.value.__cause__ is None
    assert not loopback.requests


@pytest.mark.parametrize("path", ["/a..b", "/..a", "/a?x=../y", "/...", "/a#/../b", "/%252e%252e"])
def test_other_dots_in_a_path_are_sent(kit: Kit, loopback: Loopback, path: str) -> None:
    loopback.reply(json={})
    client = kit.client(loopback.url)
    assert kit.run(lambda: client.get(path, cast_to=object)) == {}


def test_half_a_character_in_a_path_is_refused() -> None:
    with pytest.raises(UnsendableError, match="half a character"):
        path_template("/items/{id}", id="\ud800")
