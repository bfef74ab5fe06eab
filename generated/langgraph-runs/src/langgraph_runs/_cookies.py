"""Parameters of a method that travel in the ``Cookie`` header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from urllib.parse import quote

from ._types import NotGiven, Omit

_NAME_SAFE = "!#$&'*+^`|"
"""RFC 6265 names are tokens: what is allowed beside letters, digits and ``-._~``."""
_VALUE_SAFE = "!#$&'()*+/:<=>?@[]^`{|}"
"""Cookie octets without ``%``, which is written ``%25``, and without comma, which parts arrays."""


def cookie_header(cookies: Mapping[str, object]) -> str | None:
    """The header's value, ``None`` while no cookie is given.

    Omitted and ``None`` values are left out, booleans are lower case, arrays are joined by commas, and what a
    cookie cannot hold is percent-encoded.
    """
    pairs = [
        f"{quote(name, safe=_NAME_SAFE)}={_text(value)}"
        for name, value in cookies.items()
        if value is not None and not isinstance(value, (Omit, NotGiven))
    ]
    return "; ".join(pairs) or None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(_text(item) for item in cast("list[object]", value))
    return quote(str(value), safe=_VALUE_SAFE)
