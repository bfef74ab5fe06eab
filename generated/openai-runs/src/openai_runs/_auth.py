"""Credentials: which the client has, where they are sent, and what is missing."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ._exceptions import MissingCredentialsError
from ._types import Headers, Omit, Security

if TYPE_CHECKING:
    import httpx2

    from ._oauth import ClientCredentials

AuthKind: TypeAlias = Literal["bearer", "basic", "header", "query", "cookie", "digest", "oauth2"]
Values: TypeAlias = Mapping[str, object]
Alternatives: TypeAlias = tuple[tuple[str, ...], ...]


class Secrets(dict[str, object]):
    """Option values that no traceback and no debugger's log shows."""

    def __repr__(self) -> str:
        return f"<{len(self)} values>"


@dataclass(frozen=True, slots=True)
class AuthScheme:
    """One way to authenticate.

    ``name`` is the key under which requests allow it, ``options`` the client options that hold the
    credential (two for ``basic`` and ``digest``: user name, password; two for ``oauth2``: client id and
    secret), ``parameter`` the header, query or cookie name, ``prefix`` what precedes the credential in its header.
    ``oauth`` says where ``oauth2`` gets its access tokens.
    """

    name: str
    kind: AuthKind
    options: tuple[str, ...]
    parameter: str = "Authorization"
    prefix: str = ""
    oauth: ClientCredentials | None = None

    @property
    def header(self) -> str | None:
        """The header that carries the credential, ``None`` where a query parameter does."""
        if self.kind == "query":
            return None
        return "Cookie" if self.kind == "cookie" else self.parameter

    @property
    def fetched(self) -> str:
        """The key of a fetched access token among option values; no option can have this name."""
        return f"token of {self.name}"

    def is_given(self, values: Values) -> bool:
        """Whether the client has all that the scheme needs."""
        if self.oauth is not None and _is_set(values.get(self.oauth.token_option)):
            return True
        return bool(self.options) and all(_is_set(values.get(option)) for option in self.options)

    def credential(self, values: Values) -> str | None:
        """The text to send, made of option values; ``None`` while one of them is missing or empty.

        ``digest`` has none: it answers what the server asks.
        """
        if self.oauth is not None:
            token = values.get(self.oauth.token_option) or values.get(self.fetched)
            return f"Bearer {token}" if _is_set(token) else None
        if self.kind == "digest" or not self.is_given(values):
            return None
        given = [str(values[option]) for option in self.options]
        if self.kind == "basic":
            from base64 import b64encode

            return "Basic " + b64encode(":".join(given).encode()).decode("ascii")
        if self.kind == "bearer":
            return f"Bearer {given[0]}"
        if self.kind == "cookie":
            return f"{self.parameter}={given[0]}"
        return self.prefix + given[0]


def _is_set(value: object) -> bool:
    return value is not None and value != ""


def alternatives(
    schemes: tuple[AuthScheme, ...], security: Security | None, default: Alternatives | None
) -> Alternatives | None:
    """The combinations of schemes of which a request needs one; ``None``: all that the client has are sent.

    A mapping names schemes any of which will do.
    """
    if security is None:
        return default
    if isinstance(security, Mapping):
        return tuple((scheme.name,) for scheme in schemes if security.get(scheme.name, False))
    return tuple(map(tuple, security))


def chosen_schemes(
    schemes: tuple[AuthScheme, ...], allowed: Alternatives | None, values: Values
) -> tuple[AuthScheme, ...]:
    """The schemes that a request uses: the first combination for which the client has all.

    Where it has none whole, what it has of the first: the caller may give the rest as headers.
    """
    if allowed is None:
        return schemes
    named = {scheme.name: scheme for scheme in schemes}
    partial: tuple[AuthScheme, ...] = ()
    for combination in allowed:
        given = tuple(
            named[name] for name in combination if name in named and named[name].is_given(values)
        )
        if given and len(given) == len(combination):
            return given
        partial = partial or given
    return partial


def auth_headers(schemes: Sequence[AuthScheme], values: Values) -> dict[str, str]:
    """Headers of all credentials that are there; of two that claim one header the first is sent."""
    headers: dict[str, str] = {}
    for scheme in schemes:
        name = scheme.header
        if name is None:
            continue
        credential = scheme.credential(values)
        if credential is None:
            continue
        if scheme.kind == "cookie" and name in headers:
            headers[name] += f"; {credential}"
        else:
            headers.setdefault(name, credential)
    return headers


def auth_query(schemes: Sequence[AuthScheme], values: Values) -> dict[str, str]:
    """Query parameters of all credentials that travel there."""
    query: dict[str, str] = {}
    for scheme in schemes:
        if scheme.kind == "query" and (credential := scheme.credential(values)) is not None:
            query[scheme.parameter] = credential
    return query


def require_credentials(
    schemes: tuple[AuthScheme, ...],
    allowed: Alternatives | None,
    values: Values,
    *,
    headers: Container[str],
    query: Container[str],
    custom_headers: Headers,
) -> None:
    """Check that a request carries what one of the combinations needs, or that the caller waived it.

    ``headers`` holds names in lower case, ``query`` names as they are sent.

    Raises :class:`MissingCredentialsError` naming the options that would have served.
    """
    if allowed is None:
        allowed = tuple((scheme.name,) for scheme in schemes)
    if not allowed or () in allowed:
        return
    named = {scheme.name: scheme for scheme in schemes}

    def is_there(scheme: AuthScheme) -> bool:
        if scheme.kind == "digest" and scheme.is_given(values):
            return True
        header = scheme.header
        if header is None:
            return scheme.parameter in query
        return header.lower() in headers or _is_waived(header.lower(), custom_headers)

    known = [[named[name] for name in names] for names in allowed if named.keys() >= {*names}]
    if known and not any(all(map(is_there, combination)) for combination in known):
        raise MissingCredentialsError(_missing(known))


def _is_waived(header: str, custom_headers: Headers) -> bool:
    return any(
        isinstance(value, Omit) and name.lower() == header for name, value in custom_headers.items()
    )


def _missing(combinations: Sequence[Sequence[AuthScheme]]) -> str:
    options = " or ".join(
        " and ".join(f"`{name}`" for scheme in combination for name in scheme.options)
        for combination in combinations
    )
    names = " or ".join(
        " and ".join(f"`{scheme.header or scheme.parameter}`" for scheme in combination)
        for combination in combinations
    )
    return (
        f"This request needs authentication: set {options} on the client, or pass the header {names} "
        "in `extra_headers` (`omit` sends the request without it)."
    )


def warn_unencrypted(url: httpx2.URL) -> None:
    """Warn where credentials would travel unencrypted: by ``http`` to a host that is not this machine."""
    if url.scheme != "http" or url.host == "localhost" or url.host.endswith(".localhost"):
        return
    import ipaddress
    import warnings

    with suppress(ValueError):
        if ipaddress.ip_address(url.host).is_loopback:
            return
    warnings.warn(
        f"Credentials are sent to {url.host!r} without encryption: use an https:// base URL.",
        UserWarning,
        stacklevel=2,
    )
