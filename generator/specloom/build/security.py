"""Security: the schemes that a client can use, and which of them a request needs (layer 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from specloom.build.context import Context
from specloom.build.nodes import JsonDict, mapping, sequence, text
from specloom.diagnostics import Source
from specloom.ir.resources import AuthKind, AuthScheme
from specloom.load.config_client import SecurityScheme
from specloom.load.grammar import is_header_name

_ROOT: Final = "#/components/securitySchemes"
_PLACES: Final = {
    "header": AuthKind.HEADER,
    "query": AuthKind.QUERY,
    "cookie": AuthKind.COOKIE,
}
_FIRST: Final = ("username", "client_id")
_SECOND: Final = ("password", "client_secret")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A security scheme, before it is known which options carry its credential.

    ``token_url`` is that of the client credentials flow, ``scopes`` are what the API's default security asks of it.
    """

    name: str
    kind: AuthKind
    parameter: str = "Authorization"
    prefix: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()

    def carried_by(self, roles: Iterable[tuple[str, str]], in_body: bool) -> AuthScheme | None:
        """The scheme with its options, given as role and option each; None where they are not enough."""
        options = dict(reversed(list(roles)))
        pair = tuple(
            next((options[role] for role in wanted if role in options), "")
            for wanted in (_FIRST, _SECOND)
        )
        value = options.get("token") or options.get("value", "")
        if self.kind in (AuthKind.BASIC, AuthKind.DIGEST):
            return AuthScheme(self.name, self.kind, self.parameter, pair) if all(pair) else None
        if self.kind is AuthKind.OAUTH2 and all(pair):
            url_option = options.get("token_url", "")
            return AuthScheme(
                self.name, self.kind, self.parameter, pair, "", self.token_url, self.scopes,
                value, url_option, in_body,
            )  # fmt: skip
        if not value:
            return None
        kind = AuthKind.BEARER if self.kind is AuthKind.OAUTH2 else self.kind
        return AuthScheme(self.name, kind, self.parameter, (value,), self.prefix)


def usable_schemes(context: Context) -> dict[str, Scheme]:
    """The security schemes that a client can use; what the configuration says of one wins."""
    components = mapping(context.document.data.get("components"))
    declared = mapping(components.get("securitySchemes"))
    own = context.config.security_schemes
    found: dict[str, Scheme] = {}
    for name in dict.fromkeys([*declared, *own]):
        data: JsonDict = {}
        source = own[name].source() if name in own else None
        if name in declared:
            node = context.schemas.follow(context.schemas.at(_ROOT).child(name))
            data = mapping(node.value)
            source = source or context.document.source(node.pointer)
        if name in own:
            data = {**data, **_as_document(own[name])}
        scheme = _scheme(context, name, data, source)
        if scheme is not None:
            found[name] = scheme
    return found


def _as_document(own: SecurityScheme) -> JsonDict:
    """A scheme of the configuration as a document has it; what it does not say is left out."""
    given = own.model_dump(by_alias=True, exclude_unset=True)
    return {key: value for key, value in given.items() if value is not None}


def _scheme(context: Context, name: str, data: JsonDict, source: Source | None) -> Scheme | None:
    kind = text(data.get("type")).lower()
    if kind == "apikey":
        place, parameter = _PLACES.get(text(data.get("in"))), text(data.get("name"))
        sendable = place is not AuthKind.HEADER or is_header_name(parameter)
        if place is not None and parameter and sendable:
            return Scheme(name, place, parameter)
    elif kind == "http":
        scheme = _http(name, data)
        if scheme is not None:
            return scheme
    elif kind in ("oauth2", "openidconnect"):
        return _oauth(context, name, data)
    elif kind == "mutualtls":
        message = f"{name!r} is a certificate, which no argument of the client holds"
        hint = "a caller gives the client an `http_client` that was made with the certificate"
        context.diagnostics.note("client-certificate", message, source, hint)
        return Scheme(name, AuthKind.NONE)
    message = f"the client cannot send the credential of the security scheme {name!r}"
    hint = "a caller can give it in `default_headers`; correct the scheme's type, place and name"
    context.diagnostics.warn("unsupported-security-scheme", message, source, hint)
    return None


def _http(name: str, data: JsonDict) -> Scheme | None:
    """A scheme of the Authorization header; one that is not known carries its credential as it is given."""
    word = text(data.get("scheme"))
    keyword = text(mapping(data.get("x-stainless-auth")).get("scheme_keyword"))
    if word.lower() in ("basic", "digest"):
        return Scheme(name, AuthKind.BASIC if word.lower() == "basic" else AuthKind.DIGEST)
    if word.lower() in ("bearer", "") and not keyword:
        return Scheme(name, AuthKind.BEARER)
    prefix = keyword or word
    if not is_header_name(prefix):  # the same grammar: a token
        return None
    return Scheme(name, AuthKind.HEADER, prefix=f"{prefix} ")


def _oauth(context: Context, name: str, data: JsonDict) -> Scheme:
    """Client credentials are exchanged for a token; all other flows need a person, and take a token."""
    flow = mapping(mapping(data.get("flows")).get("clientCredentials"))
    url = text(flow.get("tokenUrl"))
    if not url:
        return Scheme(name, AuthKind.BEARER)
    scopes = [
        str(scope)
        for item in sequence(context.document.data.get("security"))
        for scope in sequence(mapping(item).get(name))
        if isinstance(scope, str) and scope.isprintable()
    ]
    return Scheme(name, AuthKind.OAUTH2, token_url=url, scopes=tuple(dict.fromkeys(scopes)))


def default_security(context: Context) -> list[tuple[str, ...]]:
    """The API's default security: the configuration's, else the document's."""
    own = context.config.security
    if own is not None:
        return [tuple(item) for item in own]
    items = sequence(context.document.data.get("security"))
    return [tuple(mapping(item)) for item in items]


def combinations(
    items: Iterable[tuple[str, ...]], carried: Collection[str], silent: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """The combinations of schemes for which the client has options.

    ``silent`` are schemes that are given otherwise, by a certificate: nothing of them is sent.
    """
    bare = (tuple(name for name in item if name not in silent) for item in items)
    return tuple(dict.fromkeys(item for item in bare if all(name in carried for name in item)))


def silent_schemes(schemes: dict[str, Scheme]) -> frozenset[str]:
    """The schemes that need nothing of the client but its connection."""
    return frozenset(name for name, item in schemes.items() if item.kind is AuthKind.NONE)


def default_wishes(scheme: Scheme) -> list[tuple[str, str]]:
    """Role and name of each option of a scheme for which the configuration has none."""
    if scheme.kind in (AuthKind.BASIC, AuthKind.DIGEST):
        return [("username", "username"), ("password", "password")]
    if scheme.kind is AuthKind.OAUTH2:
        roles = ("client_id", "client_secret", "token_url")
        return [("token", "bearer_token"), *((role, role) for role in roles)]
    bearer = scheme.parameter == "Authorization"
    return [("value", "bearer_token" if bearer else "api_key")]
