"""Which credentials a request carries: alternatives, combinations, none, and those that answer a challenge."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sdk_runtime._auth import AuthKind, AuthScheme
from sdk_runtime._config import ClientConfig, ClientOption
from sdk_runtime._exceptions import MissingCredentialsError
from sdk_runtime._types import omit

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback, Recorded, Reply, make_reply

KINDS: dict[str, tuple[AuthKind, str]] = {
    "a": ("header", "X-A"),
    "b": ("query", "b"),
    "c": ("cookie", "sid"),
    "d": ("bearer", "Authorization"),
}


def client_of(kit: Kit, loopback: Loopback, security: Any, given: dict[str, Any]) -> Any:
    """A client with one option for each of four schemes, of the same name."""
    config = ClientConfig(
        options=tuple(ClientOption(name) for name in KINDS),
        auth=tuple(
            AuthScheme(name, kind, (name,), parameter=parameter)
            for name, (kind, parameter) in KINDS.items()
        ),
        security=security,
    )
    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient
    client = type("Custom", (base,), {"_config": config})(options=given, base_url=loopback.url)
    kit._clients.append(client)
    return client


def carried(request: Recorded) -> str:
    """The names of the schemes whose credential a request carries."""
    found = {
        "a": request.header("x-a"),
        "b": dict(request.query_items).get("b"),
        "c": request.header("cookie"),
        "d": request.header("authorization"),
    }
    return "".join(name for name, value in found.items() if value)


@pytest.mark.parametrize(
    ("security", "given", "expected"),
    [
        ((("a",), ("b",)), "ab", "a"),
        ((("a",), ("b",)), "b", "b"),
        ((("a", "b"), ("c",)), "ab", "ab"),
        ((("a", "b"), ("c",)), "abc", "ab"),
        ((("a", "b"), ("c",)), "ac", "c"),
        ((("b", "c", "d"),), "abcd", "bcd"),
        (((), ("a",)), "a", "a"),
        ((("a",), ()), "", ""),
        ((), "abcd", ""),
        ((("unknown",), ("d",)), "d", "d"),
        (None, "abcd", "abcd"),
    ],
)
def test_the_first_combination_that_is_whole(
    kit: Kit, loopback: Loopback, security: Any, given: str, expected: str
) -> None:
    values = {name: f"v-{name}" for name in given}
    loopback.reply(json={})
    loopback.reply(json={})
    client = client_of(kit, loopback, security, values)
    kit.run(lambda: client.get("/x", cast_to=object))
    if security is not None:
        other = client_of(kit, loopback, (("d",),), values)
        options = {"security": security}
        kit.run(lambda: other.get("/x", cast_to=object, options=options))
        assert carried(loopback.requests[1]) == expected
    assert carried(loopback.requests[0]) == expected


@pytest.mark.parametrize(
    ("security", "given", "told"),
    [
        ((("a", "b"),), "a", "`a` and `b`"),
        ((("a", "b"), ("c",)), "b", "`a` and `b` or `c`"),
        ((("a",), ("d",)), "", "`a` or `d`"),
    ],
)
def test_what_is_missing_is_told_before_anything_is_sent(
    kit: Kit, loopback: Loopback, security: Any, given: str, told: str
) -> None:
    client = client_of(kit, loopback, security, dict.fromkeys(given, "v"))
    with pytest.raises(MissingCredentialsError, match=f"set {told} on the client"):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert loopback.requests == []


def test_the_caller_may_give_the_rest_or_waive_it(kit: Kit, loopback: Loopback) -> None:
    client = client_of(kit, loopback, (("a", "d"),), {"a": "v"})
    for value in ("Bearer own", omit):
        loopback.reply(json={})
        options = {"headers": {"Authorization": value}}
        kit.run(lambda o=options: client.get("/x", cast_to=object, options=o))
    first, second = loopback.requests
    assert (first.header("authorization"), first.header("x-a")) == ("Bearer own", "v")
    assert (second.header("authorization"), second.header("x-a")) == (None, "v")


def digest_client(kit: Kit, loopback: Loopback, given: dict[str, Any]) -> Any:
    config = ClientConfig(
        options=(ClientOption("user"), ClientOption("word")),
        auth=(AuthScheme("d", "digest", ("user", "word")),),
        security=(("d",),),
    )
    base = kit.cls("client", "APIClient") if kit.is_async else kit.module("client").SyncAPIClient
    client = type("Custom", (base,), {"_config": config})(
        options=given, base_url=loopback.url, max_retries=0
    )
    kit._clients.append(client)
    return client


def test_a_digest_answers_the_challenge(kit: Kit, loopback: Loopback) -> None:
    challenge = 'Digest realm="zoo", nonce="n1", algorithm=MD5'

    def answer(request: Recorded) -> Reply:
        given = request.header("authorization")
        if given is None:
            return make_reply(401, headers={"www-authenticate": challenge})
        first = hashlib.md5(b"me:zoo:pa:ss").hexdigest()
        second = hashlib.md5(f"{request.method}:{request.target}".encode()).hexdigest()
        proof = hashlib.md5(f"{first}:n1:{second}".encode()).hexdigest()
        return make_reply(200 if f'response="{proof}"' in given else 403, json={"ok": 1})

    loopback.answer(answer)
    client = digest_client(kit, loopback, {"user": "me", "word": "pa:ss"})
    assert kit.run(lambda: client.get("/x", cast_to=object)) == {"ok": 1}
    assert kit.run(lambda: client.post("/y", cast_to=object, body={"a": 1})) == {"ok": 1}
    assert [r.header("authorization") is None for r in loopback.requests] == [True, False, False]


def test_a_digest_goes_to_no_other_origin_and_needs_a_password(
    kit: Kit, loopback: Loopback
) -> None:
    with Loopback() as other:
        other.reply(401, headers={"www-authenticate": 'Digest realm="r", nonce="n"'})
        client = digest_client(kit, loopback, {"user": "me", "word": "secret"})
        with pytest.raises(Exception, match="401"):
            kit.run(lambda: client.get(f"{other.url}/x", cast_to=object))
        assert [r.header("authorization") for r in other.requests] == [None]
    with pytest.raises(MissingCredentialsError, match="`user` and `word`"):
        kit.run(lambda: digest_client(kit, loopback, {"user": "me"}).get("/x", cast_to=object))
