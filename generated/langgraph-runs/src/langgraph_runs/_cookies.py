"""Parameters of a method that travel in the ``Cookie`` header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from urllib.parse import quote

from ._styles import Styled
from ._types import NotGiven, Omit
from ._values import Written

_NAME_SAFE = "!#$&'*+^`|"
"""RFC 6265 names are tokens: what is allowed beside letters, digits and ``-._~``."""
_VALUE_SAFE = "!#$&'()*+/:<=>?@[]^`{|}"
"""Cookie octets without ``%``, which is written ``%25``, and without comma, which parts arrays."""


def cookie_header(cookies: Mapping[str, object]) -> str | None:
    """The header's value, ``None`` while no cookie is given.

    Omitted and ``None`` values are left out, booleans are lower case, arrays are joined by commas, each member of
    an object is a cookie, and what a cookie cannot hold is percent-encoded.
    """
    pairs = [
        f"{quote(key, safe=_NAME_SAFE)}={text}"
        for name, value in cookies.items()
        if value is not None and not isinstance(value, (Omit, NotGiven))
        for key, text in _cookies(name, value)
    ]
    return "; ".join(pairs) or None


def _cookies(name: str, value: object) -> list[tuple[str, str]]:
    """Names and encoded texts of the cookies that one value makes."""
    if isinstance(value, Mapping):
        value = Styled(cast("Mapping[object, object]", value), "form", explode=True)
    if isinstance(value, Styled):
        return [
            (key, text.encoded if isinstance(text, Written) else _encoded(text, value.style))
            for key, text in value.pairs(name, _octets)
        ]
    return [(name, _text(value))]


def _encoded(text: str, style: str) -> str:
    return quote(text, safe=_VALUE_SAFE + ",") if style == "json" else _octets(text)


def _octets(text: str) -> str:
    return quote(text, safe=_VALUE_SAFE)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(_text(item) for item in cast("list[object]", value))
    return _octets(str(value))
