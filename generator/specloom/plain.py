"""Plain data, as documents hold it, and the JSON pointers (RFC 6901) of its members (layer 0)."""

from __future__ import annotations

from typing import TypeAlias, cast

from specloom.diagnostics import escape_token

JsonDict: TypeAlias = dict[str, object]


def mapping(value: object) -> JsonDict:
    """The value where it is a mapping, else an empty one."""
    return cast(JsonDict, value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[object]:
    """The value where it is a list, else an empty one."""
    return cast(list[object], value) if isinstance(value, list) else []


def child(pointer: str, *tokens: str | int) -> str:
    """The pointer of a member below ``pointer``; tokens are unescaped keys or indexes."""
    return pointer + "".join("/" + escape_token(str(token)) for token in tokens)


def unescape(token: str) -> str:
    """Undo the two escapes of a reference token."""
    return token.replace("~1", "/").replace("~0", "~")
