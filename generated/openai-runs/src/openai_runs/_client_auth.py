"""The client's side of credentials: which schemes a request uses, and what it may carry where. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import httpx2

from ._auth import (
    Alternatives,
    AuthScheme,
    Secrets,
    alternatives,
    auth_headers,
    chosen_schemes,
    require_credentials,
)
from ._config import ClientConfig
from ._logs import is_secret
from ._options import FinalRequestOptions
from ._request import BaseURL, HeaderSet, has_header, is_absolute
from ._types import Security

if TYPE_CHECKING:
    from ._oauth import TokenStore


class Credentials:
    """The part of a client that deals with its credentials."""

    _config: ClassVar[ClientConfig] = ClientConfig()
    _base: BaseURL
    _custom_headers: Mapping[str, str]
    _tokens: TokenStore | None

    def _set_up_credentials(self) -> None:
        self._tokens = None
        self._says_auth_headers = type(self).auth_headers is not Credentials.auth_headers
        self._digests: dict[tuple[str, str], httpx2.Auth] = {}
        if any(scheme.oauth is not None for scheme in self._config.auth):
            from ._oauth import TokenStore

            self._tokens = TokenStore()

    def _has_credentials(self, fresh: Mapping[str, object]) -> bool:
        values = self._option_values(fresh)
        return any(scheme.is_given(values) for scheme in self._config.auth)

    @property
    def auth_headers(self) -> dict[str, str]:
        """Headers that carry the client's credentials, as far as no request is needed to get them."""
        values = self._option_values()
        return auth_headers(self._chosen(None, values), values)

    @property
    def custom_auth(self) -> httpx2.Auth | None:
        """An authentication flow of the transport, for schemes that headers cannot express."""
        return None

    def _option_values(self, fresh: Mapping[str, object] | None = None) -> Secrets:
        values = Secrets(
            {option.name: getattr(self, option.name) for option in self._config.options}
        )
        values.update(fresh or {})
        return values

    def _allowed(self, security: Security | None) -> Alternatives | None:
        return alternatives(self._config.auth, security, self._config.security)

    def _chosen(self, security: Security | None, values: Secrets) -> tuple[AuthScheme, ...]:
        return chosen_schemes(self._config.auth, self._allowed(security), values)

    def _is_owned(self, options: FinalRequestOptions) -> bool:
        """Whether a request goes to the API itself, so that it may carry the client's credentials."""
        return not is_absolute(options.url) or self._base.owns(options.url)

    def _token_schemes(self, options: FinalRequestOptions, values: Secrets) -> list[AuthScheme]:
        """The schemes whose access token has to be fetched for a request."""
        by_hand = {**self._custom_headers, **options.headers}
        if not self._is_owned(options) or has_header(by_hand, "Authorization"):
            return []
        chosen = self._chosen(options.security, values)
        return [
            scheme
            for scheme in chosen
            if scheme.oauth is not None and not values.get(scheme.oauth.token_option)
        ]

    def _is_token_refused(self, response: httpx2.Response, request: httpx2.Request) -> bool:
        """Whether a fetched access token is no longer good, so that a new one may help."""
        if self._tokens is None or response.status_code != 401:
            return False
        return self._tokens.refused(request.headers.get("authorization"))

    def _auth_flow(self, options: FinalRequestOptions) -> httpx2.Auth | None:
        """The authentication flow of the transport that a request goes through."""
        if not self._is_owned(options):
            return None
        if (own := self.custom_auth) is not None or not self._config.has_digest:
            return own
        values = self._option_values()
        for scheme in self._chosen(options.security, values):
            if scheme.kind == "digest" and scheme.is_given(values):
                name, password = (str(values[option]) for option in scheme.options)
                flow = self._digests.get((name, password)) or httpx2.DigestAuth(name, password)
                return self._digests.setdefault((name, password), flow)
        return None

    def _drop_secrets(self, headers: HeaderSet) -> None:
        further = self._secret_names()
        for name in headers.names():
            if is_secret(name, further):
                headers.remove(name)

    def _secret_names(self) -> set[str]:
        """Lower-case names of the headers and query parameters that carry credentials."""
        return {(scheme.header or scheme.parameter).lower() for scheme in self._config.auth}

    def _validate_headers(
        self, headers: HeaderSet, params: Mapping[str, object], options: FinalRequestOptions
    ) -> None:
        """Hook: raise where a request lacks what it needs, such as a credential."""
        require_credentials(
            self._config.auth,
            self._allowed(options.security),
            self._option_values(),
            headers=headers,
            query=params,
            custom_headers={**self._custom_headers, **options.headers},
        )
