"""JSON pointers (RFC 6901) over plain data: split, join, look up (layer 1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, cast
from urllib.parse import unquote

from specloom.diagnostics import escape_token
from specloom.plain import JsonDict as JsonDict
from specloom.plain import child as child
from specloom.plain import mapping as mapping
from specloom.plain import sequence as sequence
from specloom.plain import unescape as unescape

MISSING: Final = object()
"""What :func:`step` gives for a member that is not there (``None`` is a value)."""


def split(pointer: str) -> tuple[str, ...]:
    """The unescaped tokens of ``#/a~1b/0`` (a leading ``#`` is optional); ``#`` has none.

    Raises ValueError for text that is no pointer (``#a``).
    """
    return _tokens(pointer)


@lru_cache(maxsize=1 << 15)
def _tokens(pointer: str) -> tuple[str, ...]:
    text = pointer[1:] if pointer.startswith("#") else pointer
    if not text:
        return ()
    if not text.startswith("/"):
        raise ValueError(f"not a JSON pointer: {pointer!r}")
    return tuple(unescape(token) for token in text[1:].split("/"))


def split_reference(fragment: str) -> tuple[str, ...]:
    """As :func:`split`, for the text of a ``$ref``: it must start with ``#``; tokens stay percent-encoded."""
    if not fragment.startswith("#"):
        raise ValueError(f"not a local reference: {fragment!r}")
    return split(fragment)


def join(tokens: Iterable[str | int]) -> str:
    """``#`` and one escaped ``/token`` each."""
    return "#" + "".join("/" + escape_token(str(token)) for token in tokens)


def step(node: object, token: str) -> object:
    """The member ``token`` of a mapping or a sequence, or :data:`MISSING`."""
    if isinstance(node, dict):
        return cast(JsonDict, node).get(token, MISSING)
    if isinstance(node, list):
        items = cast(list[object], node)
        if token.isascii() and token.isdigit() and (token == "0" or token[0] != "0"):
            # A long run of digits is no index of any list, and int() would refuse it.
            index = int(token) if len(token) < 12 else len(items)
            return items[index] if index < len(items) else MISSING
    return MISSING


def reference_of(node: object) -> object:
    """The value of ``$ref`` in a mapping, None where there is none (or ``node`` is no mapping)."""
    return cast(JsonDict, node).get("$ref") if isinstance(node, dict) else None


def step_decoded(node: object, token: str) -> tuple[object, str]:
    """As :func:`step` for a token of a ``$ref``: percent-decoded, or literal where only that is there.

    Gives the member (or :data:`MISSING`) and the token under which it stands.
    """
    decoded = unquote(token)
    following = step(node, decoded)
    if following is MISSING and decoded != token:
        literal = step(node, token)
        if literal is not MISSING:
            return literal, token
    return following, decoded


def lookup(root: object, tokens: Sequence[str]) -> object:
    """The value that ``tokens`` lead to from ``root``, or :data:`MISSING`; follows no ``$ref``."""
    node = root
    for token in tokens:
        node = step(node, token)
        if node is MISSING:
            return MISSING
    return node
