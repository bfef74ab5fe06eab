"""OAuth2 client credentials: what the token endpoint is asked, and the tokens that are kept. No I/O here.

A token is used until shortly before it expires. Callers that need one at the same time wait for one
request; copies of a client share what it has.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias, cast

import httpx2

from ._auth import AuthScheme, Secrets, Values
from ._exceptions import APIResponseValidationError
from ._options import FinalRequestOptions

__all__ = ["ClientCredentials", "TokenStore", "read_token", "token_key", "token_request"]

_MARGIN = 60.0
"""A token is replaced so many seconds before it expires, or after nine tenths of a shorter life."""

TokenKey: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """Where access tokens come from.

    ``token_url`` may be relative to the base URL; the option ``url_option``, where it has a value, is used in its
    place. ``token_option`` is an option that holds a ready token, with which nothing is fetched. ``in_body``
    sends the client's id and secret as members of the form, in place of HTTP Basic.
    """

    token_url: str
    scopes: tuple[str, ...] = ()
    token_option: str = ""
    url_option: str = ""
    in_body: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str = field(repr=False)
    until: float | None
    """On the clock of the client; ``None`` for a token that does not say when it expires."""


class TokenStore:
    """The access tokens of a client and its copies."""

    def __init__(self) -> None:
        from anyio.lowlevel import RunVar

        self._tokens: dict[TokenKey, _Token] = {}
        self._replaced: set[str] = set()
        self._lock = Lock()
        self._of_loop: RunVar[Any] = RunVar("tokens")

    @contextmanager
    def alone(self) -> Generator[None, None, None]:
        """One thread at a time."""
        with self._lock:
            yield

    @asynccontextmanager
    async def async_alone(self) -> AsyncGenerator[None, None]:
        """One task of an event loop at a time."""
        try:
            lock = self._of_loop.get()
        except LookupError:
            from anyio import Lock as LoopLock

            lock = LoopLock()
            self._of_loop.set(lock)
        async with lock:
            yield

    def find(self, key: TokenKey, now: float) -> str | None:
        """A token that is still good."""
        token = self._tokens.get(key)
        if token is None or (token.until is not None and token.until <= now):
            return None
        return token.text

    def put(self, key: TokenKey, text: str, lifetime: float | None, now: float) -> None:
        """Keep a token that lives for so many seconds."""
        until = None if lifetime is None else now + lifetime - min(_MARGIN, lifetime / 10)
        self._tokens[key] = _Token(text, until)

    def refused(self, authorization: str | None) -> bool:
        """Forget the token that the server has just refused; whether a request may go out with another one."""
        text = (authorization or "").removeprefix("Bearer ")
        for key, token in list(self._tokens.items()):
            if token.text == text:
                self._tokens.pop(key, None)
                self._replaced.add(text)
                return True
        return text in self._replaced


def token_key(scheme: AuthScheme, values: Values, base: httpx2.URL) -> TokenKey:
    """What tells one token from another: the scheme, its token endpoint, the client's id and secret."""
    assert scheme.oauth is not None
    url = values.get(scheme.oauth.url_option) or scheme.oauth.token_url
    identity, secret = (str(values.get(option)) for option in scheme.options)
    return scheme.name, str(base.join(str(url))), identity, secret


def token_request(scheme: AuthScheme, key: TokenKey) -> FinalRequestOptions:
    """The request for a token. It carries no other credential, and its redirects are not followed."""
    from urllib.parse import quote_plus, urlencode

    assert scheme.oauth is not None
    _, url, identity, secret = key
    form = {"grant_type": "client_credentials"}
    if scheme.oauth.scopes:
        form["scope"] = " ".join(scheme.oauth.scopes)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if scheme.oauth.in_body:
        form |= {"client_id": identity, "client_secret": secret}
    else:
        from base64 import b64encode

        pair = f"{quote_plus(identity)}:{quote_plus(secret)}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
    return FinalRequestOptions(
        "post",
        url,
        headers=headers,
        content=urlencode(form).encode(),
        follow_redirects=False,
        security=(),
    )


def read_token(response: httpx2.Response) -> tuple[str, float | None]:
    """The access token of an answer, and for how many seconds it lives (``None`` if it does not say).

    Raises :class:`APIResponseValidationError` for an answer that holds no bearer token; it never shows the answer.
    """
    members = _members(response)
    text = members.get("access_token")
    if not _is_text(text) or str(members.get("token_type", "bearer")).lower() != "bearer":
        message = "The token endpoint gave no bearer token."
        raise APIResponseValidationError(response, None, message=message)
    try:
        lifetime = float(cast("Any", members.get("expires_in")))
    except (TypeError, ValueError):
        return str(text), None
    return str(text), max(lifetime, 0.0)


def _members(response: httpx2.Response) -> Secrets:
    try:
        body = response.json()
    except ValueError:
        return Secrets()
    return Secrets(cast("dict[str, object]", body) if isinstance(body, dict) else {})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable() and value != ""
