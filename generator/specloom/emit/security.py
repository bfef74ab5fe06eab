"""Security schemes, and what a request needs of them, as expressions (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, Value
from specloom.emit.layout import Code, Group
from specloom.emit.text import literal
from specloom.ir.resources import AuthKind, AuthScheme


def texts(items: tuple[str, ...]) -> str:
    """A tuple of texts."""
    listed = ", ".join(map(literal, items))
    return f"({listed},)" if len(items) == 1 else f"({listed})"


def combinations_value(items: tuple[tuple[str, ...], ...]) -> Value:
    """Combinations of schemes as the runtime takes them."""
    listed = tuple(texts(names) for names in items)
    return f"({listed[0]},)" if len(listed) == 1 else Group("", listed, True)


def scheme_value(scheme: AuthScheme) -> Value:
    """A scheme as the runtime has it."""
    items: list[tuple[str, Value]] = [
        ("", literal(scheme.name)),
        ("", literal(scheme.kind.value)),
        ("", texts(scheme.options)),
    ]
    if scheme.parameter and scheme.parameter != "Authorization":
        items.append(("parameter", literal(scheme.parameter)))
    if scheme.prefix:
        items.append(("prefix", literal(scheme.prefix)))
    if scheme.kind is AuthKind.OAUTH2:
        return Call("AuthScheme", (*items, ("oauth", _oauth_value(scheme))))
    flat = tuple(f"{name}={value}" if name else str(value) for name, value in items)
    return Group("AuthScheme", flat, True)


def _oauth_value(scheme: AuthScheme) -> Value:
    items: list[Code] = [literal(scheme.token_url)]
    if scheme.scopes:
        items.append(f"scopes={texts(scheme.scopes)}")
    for name, text in (("token_option", scheme.token_option), ("url_option", scheme.url_option)):
        if text:
            items.append(f"{name}={literal(text)}")
    if scheme.in_body:
        items.append("in_body=True")
    return Group("ClientCredentials", tuple(items), True)
