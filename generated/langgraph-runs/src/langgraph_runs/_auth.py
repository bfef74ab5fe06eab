"""Credentials: which the client has, where they are sent, and what is missing."""

from __future__ import annotations

from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ._exceptions import MissingCredentialsError
from ._types import Headers, Omit

if TYPE_CHECKING:
    import httpx2

AuthKind: TypeAlias = Literal["bearer", "basic", "header", "query", "cookie"]
Values: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AuthScheme:
    """One way to authenticate.

    ``name`` is the key under which requests allow it, ``options`` the client options that hold the
    credential (two for ``basic``: user name, password), ``parameter`` the header, query or cookie name,
    ``prefix`` what precedes the credential in its header.
    """

    name: str
    kind: AuthKind
    options: tuple[str, ...]
    parameter: str = "Authorization"
    prefix: str = ""

    @property
    def header(self) -> str | None:
        """The header that carries the credential, ``None`` where a query parameter does."""
        if self.kind == "query":
            return None
        return "Cookie" if self.kind == "cookie" else self.parameter

    def credential(self, values: Values) -> str | None:
        """The text to send, made of option values; ``None`` while one of them is missing or empty."""
        given = [values.get(option) for option in self.options]
        if not given or any(value is None or value == "" for value in given):
            return None
        if self.kind == "basic":
            from base64 import b64encode

            pair = ":".join(str(value) for value in given)
            return "Basic " + b64encode(pair.encode()).decode("ascii")
        text = str(given[0])
        if self.kind == "bearer":
            return f"Bearer {text}"
        if self.kind == "cookie":
            return f"{self.parameter}={text}"
        return self.prefix + text


def allowed_schemes(
    schemes: tuple[AuthScheme, ...], security: Mapping[str, bool] | None
) -> tuple[AuthScheme, ...]:
    """The schemes that a request may use; ``security=None`` allows all that the client has."""
    if security is None:
        return schemes
    return tuple(scheme for scheme in schemes if security.get(scheme.name, False))


def auth_headers(schemes: tuple[AuthScheme, ...], values: Values) -> dict[str, str]:
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


def auth_query(schemes: tuple[AuthScheme, ...], values: Values) -> dict[str, str]:
    """Query parameters of all credentials that travel there."""
    query: dict[str, str] = {}
    for scheme in schemes:
        if scheme.kind == "query" and (credential := scheme.credential(values)) is not None:
            query[scheme.parameter] = credential
    return query


def require_credentials(
    schemes: tuple[AuthScheme, ...],
    *,
    headers: Container[str],
    query: Container[str],
    custom_headers: Headers,
) -> None:
    """Check that a request carries what one of ``schemes`` needs, or that the caller waived it.

    ``headers`` holds names in lower case, ``query`` names as they are sent.

    Raises :class:`MissingCredentialsError` naming the options that would have served.
    """
    if not schemes:
        return
    waived = {name.lower() for name, value in custom_headers.items() if isinstance(value, Omit)}
    for scheme in schemes:
        header = scheme.header
        if header is None:
            if scheme.parameter in query:
                return
        elif header.lower() in headers or header.lower() in waived:
            return
    options = " or ".join(
        " and ".join(f"`{name}`" for name in scheme.options) for scheme in schemes
    )
    names = " or ".join(f"`{scheme.header or scheme.parameter}`" for scheme in schemes)
    raise MissingCredentialsError(
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
