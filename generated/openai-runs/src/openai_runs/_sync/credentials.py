"""Credentials that are asked for before a request: options given as functions, OAuth2 access tokens."""

from __future__ import annotations

from typing import Protocol

import httpx2

from .._auth import AuthScheme, Secrets, warn_unencrypted
from .._compat import add_note, resolve
from .._config import Provider
from .._exceptions import APIError
from .._oauth import TokenStore, read_token, token_key, token_request
from .._options import FinalRequestOptions

__all__ = ["fresh_credentials"]


class _Owner(Protocol):
    """What it takes of a client."""

    _providers: dict[str, Provider]
    _tokens: TokenStore | None

    @property
    def base_url(self) -> httpx2.URL: ...

    def _option_values(self, fresh: Secrets | None = None) -> Secrets: ...

    def _token_schemes(self, options: FinalRequestOptions, values: Secrets) -> list[AuthScheme]: ...

    def _now(self) -> float: ...

    def _send_until_done(
        self, options: FinalRequestOptions, stream: bool
    ) -> tuple[httpx2.Response, FinalRequestOptions, int]: ...


def fresh_credentials(client: _Owner, options: FinalRequestOptions) -> Secrets:
    """The options that were given as functions, and the access tokens that this request needs.

    Raises what the functions raise, and what a request to a token endpoint raises.
    """
    fresh = Secrets()
    for name, provider in client._providers.items():
        fresh[name] = resolve(provider())
        setattr(client, name, fresh[name])
    if client._tokens is not None:
        values = client._option_values(fresh)
        for scheme in client._token_schemes(options, values):
            fresh[scheme.fetched] = _token(client, client._tokens, scheme, values)
    return fresh


def _token(client: _Owner, tokens: TokenStore, scheme: AuthScheme, values: Secrets) -> str:
    """A token that is still good; one caller fetches it, others that need it wait."""
    known = tokens.find(token_key(scheme, values, client.base_url), client._now())
    if known is not None:
        return known
    with tokens.alone():
        known = tokens.find(token_key(scheme, values, client.base_url), client._now())
        return known or _fetch(client, tokens, scheme, values)


def _fetch(client: _Owner, tokens: TokenStore, scheme: AuthScheme, values: Secrets) -> str:
    url = token_key(scheme, values, client.base_url)[1]
    warn_unencrypted(httpx2.URL(url))
    asked = client._now()
    try:
        response, _, _ = client._send_until_done(
            token_request(scheme, token_key(scheme, values, client.base_url)), False
        )
        text, lifetime = read_token(response)
    except APIError as error:
        add_note(error, f"This was a request to {url} for an access token.")
        raise
    tokens.put(token_key(scheme, values, client.base_url), text, lifetime, asked)
    return text
