"""Requests that are put together in one pass: the same as the transport's own client makes of the same arguments."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from sdk_runtime._request import built_request

ARGUMENTS: dict[str, Any] = {
    "method": "POST",
    "url": "https://api.test/v1/jobs?a=1&b=%20",
    "headers": {"accept": "application/json", "X-Key": b"k", "User-Agent": "Mine/1"},
    "timeout": 3.0,
    "content": b'{"a":1}',
    "files": None,
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"method": "GET", "content": None},
        {"method": "PUT", "content": None, "timeout": None},
        {"timeout": httpx2.Timeout(9, connect=1)},
        {"headers": {}},
        {"headers": {"Host": "other.test", "Content-Length": "7"}},
        {"content": None, "files": {"file": ("a.txt", b"a")}},
        {"content": iter([b"a", b"b"])},
    ],
)
def test_it_is_what_the_client_makes(changes: dict[str, Any]) -> None:
    client = httpx2.Client(headers={"X-Own": "1", "Accept": "text/plain"})
    arguments = {**ARGUMENTS, **changes}
    if arguments["files"]:
        arguments["headers"] = {"Content-Type": "multipart/form-data; boundary=b"}
    known: dict[object, httpx2.Headers] = {}
    for time in range(2):
        built = built_request(client, arguments, known)
        assert built is not None
        _assert_alike(built, client.build_request(**arguments), arguments, time)


def _assert_alike(
    built: httpx2.Request, wanted: httpx2.Request, arguments: dict[str, Any], time: int
) -> None:
    assert (built.method, built.url, built.extensions) == (
        wanted.method,
        wanted.url,
        wanted.extensions,
    )
    assert built.headers.raw == wanted.headers.raw
    if isinstance(arguments["content"], (bytes, type(None))):
        assert built.read() == wanted.read(), time


@pytest.mark.parametrize(
    "client",
    [httpx2.Client(cookies={"session": "1"}), httpx2.Client(params={"version": "1"})],
    ids=["cookies", "parameters"],
)
def test_what_the_client_adds_is_left_to_it(client: httpx2.Client) -> None:
    assert built_request(client, ARGUMENTS, {}) is None


def test_other_arguments_are_left_to_the_client() -> None:
    assert built_request(httpx2.Client(), {**ARGUMENTS, "json": {}}, {}) is None


def test_what_is_no_url_is_refused_alike() -> None:
    with pytest.raises(httpx2.InvalidURL):
        built_request(httpx2.Client(), {**ARGUMENTS, "url": "https://a:b/"}, {})


def test_known_headers_are_those_of_the_same_arguments_only() -> None:
    client = httpx2.Client()
    known: dict[object, httpx2.Headers] = {}
    others: list[dict[str, Any]] = [
        {"headers": {"X-Key": "other"}},
        {"url": "https://other.test/v1"},
        {"method": "DELETE"},
        {"content": None},
        {"content": b"12345678901"},
        {"content": b""},
        {"headers": {"Content-Length": "3"}, "content": b"abc"},
        {"headers": {"Content-Length": "3"}, "content": b"abcd"},
    ]
    for changes in [{}, *others, *others]:
        arguments = {**ARGUMENTS, **changes}
        built = built_request(client, arguments, known)
        assert built is not None
        assert built.headers.raw == client.build_request(**arguments).headers.raw
    client.headers["X-New"] = "1"
    later = built_request(client, ARGUMENTS, known)
    assert later is not None
    assert later.headers["X-New"] == "1"


def test_changing_a_request_does_not_change_the_next() -> None:
    client = httpx2.Client()
    known: dict[object, httpx2.Headers] = {}
    for _ in range(3):
        built = built_request(client, ARGUMENTS, known)
        assert built is not None
        assert "X-Mine" not in built.headers
        built.headers["X-Mine"] = "1"


def test_few_are_kept() -> None:
    known: dict[object, httpx2.Headers] = {}
    for number in range(500):
        built_request(httpx2.Client(), {**ARGUMENTS, "headers": {"X-Key": str(number)}}, known)
    assert 0 < len(known) < 100
