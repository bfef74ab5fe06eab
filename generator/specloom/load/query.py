"""Targets of overlays and transforms: JSONPath over the document (layer 1).

Overlays are written in the standard syntax (RFC 9535); transforms in that of JSONPath Plus, which also takes
``$.paths./v1/runs.get``, ``[?(@.$ref === "…")]`` and a closing ``^`` for the parent. What differs is rewritten
into the standard syntax, then evaluated by the library.
"""

from __future__ import annotations

import re
from typing import Final

from specloom.load.limits import limits
from specloom.load.pointer import JsonDict

Tokens = tuple[str | int, ...]

_PLAIN: Final = re.compile(r"[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff]*\Z")
_BARE: Final = re.compile(r"\[\s*([^\s'\"*?:,(\[\]0-9-][^'\"?,(\[\]]*)\s*\]\Z")
_LAST: Final = re.compile(r"\[\s*\(\s*@\.length\s*-\s*([0-9]{1,6})\s*\)\s*\]\Z")
_ODD_MEMBER: Final = re.compile(r"@\.(\$\w+|[A-Za-z_]\w*(?:-\w+)+)")
_STRICTLY: Final = re.compile(r"([=!])==")
_LONGEST: Final = 4_000


class QueryError(ValueError):
    """A target that is no JSONPath."""


def _matches(path: str, data: JsonDict) -> list[Tokens]:
    """Evaluate a standard JSONPath; raises QueryError."""
    # Imported late: most documents have neither overlay nor transform.
    from jsonpath import JSONPathEnvironment
    from jsonpath.exceptions import JSONPathError

    environment = JSONPathEnvironment()
    environment.max_recursion_depth = limits().depth + 50
    try:
        return [tuple(match.parts) for match in environment.finditer(path, data)]
    except (JSONPathError, RecursionError) as error:
        raise QueryError(str(error).split("\n")[0] or "this is no JSONPath") from None


def select(data: JsonDict, target: str) -> list[Tokens]:
    """The places that a target selects, in document order, each as its keys and indexes from the root.

    Raises QueryError for a target that cannot be understood.
    """
    if not target.startswith("$"):
        raise QueryError("a target starts with '$'")
    if len(target) > _LONGEST:
        raise QueryError(f"a target is at most {_LONGEST} characters long")
    path = target.rstrip()
    parents = len(path) - len(path.rstrip("^"))
    found = _matches(standard(path.rstrip("^")), data)
    if parents:
        found = [tokens[:-parents] for tokens in found if len(tokens) >= parents]
    return list(dict.fromkeys(found))


def standard(path: str) -> str:
    """A JSONPath Plus expression in the standard syntax."""
    parts = ["$"]
    position = 1
    while position < len(path):
        if path[position] == "[":
            end = _bracket_end(path, position)
            parts.append(_bracket(path[position:end]))
            position = end
        elif path[position] == ".":
            dots = 2 if path.startswith("..", position) else 1
            start = position + dots
            position = _name_end(path, start)
            parts.append(_member(path[start:position], deep=dots == 2))
        else:
            raise QueryError(f"unexpected {path[position]!r} at character {position + 1}")
    return "".join(parts)


def _name_end(path: str, start: int) -> int:
    """Where a bare name ends: at a dot, or at a bracket that starts a selector."""
    position = start
    while position < len(path) and path[position] not in ".[":
        position += 1
    return position


def _member(name: str, *, deep: bool) -> str:
    dots = ".." if deep else "."
    if name == "*" or _PLAIN.match(name):
        return dots + name
    if not name:
        return ".." if deep else ""
    return (".." if deep else "") + _quoted(name)


def _quoted(name: str) -> str:
    return "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']"


def _bracket_end(path: str, start: int) -> int:
    depth, quote, position = 0, "", start
    while position < len(path):
        char = path[position]
        if quote:
            if char == "\\":
                position += 1
            elif char == quote:
                quote = ""
        elif char in "'\"":
            quote = char
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                return position + 1
        position += 1
    raise QueryError("a bracket is not closed")


def _bracket(text: str) -> str:
    bare = _BARE.match(text)
    if bare:
        return _quoted(bare[1].strip())
    last = _LAST.match(text)
    if last:
        return f"[-{last[1]}]"
    if text.startswith("[?"):
        text = _STRICTLY.sub(r"\1=", text)
        text = _ODD_MEMBER.sub(lambda match: "@" + _quoted(match[1]), text)
    return text
