"""JSON to plain data: the C decoder for speed, a scanner of our own for positions (layer 1)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.load.limits import hint, limits
from specloom.load.pointer import JsonDict, child
from specloom.load.text import fail, too_many_nodes

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_ATOM: Final = re.compile(r'[^\s\[\]{},:"]+')
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()
_SHOWN_TOKENS: Final = 8
"""How much of the pointer to a place that is too deep is shown; it would fill the screen."""


def read_json(text: str, file: str) -> object:
    """The value of a JSON text.

    Raises SpecloomError: ``json-syntax``, ``duplicate-key`` (all of them), ``too-deep``.
    """
    doubled = False

    def pairs(items: list[tuple[str, object]]) -> JsonDict:
        nonlocal doubled
        result = dict(items)
        doubled = doubled or len(result) != len(items)
        return result

    try:
        value: object = json.loads(text, object_pairs_hook=pairs, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise fail("json-syntax", error.msg, file, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise _too_deep(text, file) from None
    except ValueError as error:
        # NaN and Infinity, and digits by the thousand.
        message = str(error).split(":")[0]
        raise fail("json-syntax", message, file, line=1, column=1) from None
    if doubled:
        _report_duplicates(text, file)
    nodes = _count(value, limits().depth)
    if nodes is None:
        raise _too_deep(text, file)
    if nodes > limits().nodes:
        raise too_many_nodes(file)
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON value")


def _count(value: object, deepest: int) -> int | None:
    """How many values there are; None where containers nest deeper than that.

    It goes level by level, so that depth costs no stack.
    """
    level, count = [value], 1
    for _ in range(deepest + 1):
        following: list[object] = []
        for node in level:
            if isinstance(node, dict):
                following.extend(cast(JsonDict, node).values())
            elif isinstance(node, list):
                following.extend(cast(list[object], node))
        if not following:
            return count
        level = following
        count += len(level)
    return None if any(isinstance(node, dict | list) for node in level) else count


class Found(NamedTuple):
    """A node of a JSON text: where its key (or the item, in a list) starts, as an offset."""

    pointer: str
    offset: int
    duplicate: bool
    depth: int


@dataclass(slots=True)
class _Open:
    """A container whose end has not been reached; ``seen`` is None in a list."""

    pointer: str
    seen: set[str] | None
    index: int = 0


def scan(text: str, inner: Collection[str] | None = None) -> Iterator[Found]:
    """Every node below the root of a JSON text in order; stops silently where the text is broken.

    With ``inner``, nothing below a container whose pointer is not one of these: the C decoder passes it over.
    """
    stack: list[_Open] = []
    pending: tuple[str, int, bool] | None = None
    position = 0
    while position < len(text):
        position = cast(re.Match[str], _SPACE.match(text, position)).end()
        char = text[position : position + 1]
        if char in ("]", "}") and stack:
            stack.pop()
            position += 1
        elif char in (",", ":"):
            position += 1
        elif char in ("{", "[", '"') or _ATOM.match(text, position):
            top = stack[-1] if stack else None
            end = _token_end(text, position)
            if end is None:
                return
            if top is not None and top.seen is not None and pending is None:
                key = _key(text[position:end])
                pending = (key, position, key in top.seen)
                top.seen.add(key)
                position = end
                continue
            pointer, offset, duplicate = "#", position, False
            if top is not None:
                if top.seen is None:
                    pointer = child(top.pointer, top.index)
                    top.index += 1
                elif pending is not None:
                    pointer, offset, duplicate = (child(top.pointer, pending[0]), *pending[1:])
                    pending = None
                yield Found(pointer, offset, duplicate, len(stack))
            if char in ("{", "["):
                if inner is not None and pointer not in inner and (after := _after(text, position)):
                    end = after
                else:
                    stack.append(_Open(pointer, set() if char == "{" else None))
            position = end
        else:
            return


def _after(text: str, position: int) -> int:
    """Where the value that starts at ``position`` ends; 0 where it cannot be read."""
    try:
        return _DECODER.raw_decode(text, position)[1]
    except (ValueError, RecursionError):
        return 0


def _token_end(text: str, position: int) -> int | None:
    char = text[position]
    if char in "{[":
        return position + 1
    match = _STRING.match(text, position) if char == '"' else _ATOM.match(text, position)
    return match.end() if match else None


def _key(token: str) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return token.strip('"')


def position_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column (1-based) of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _report_duplicates(text: str, file: str) -> None:
    found = Diagnostics()
    for node in scan(text):
        if node.duplicate:
            line, column = position_of(text, node.offset)
            found.error(
                "duplicate-key", "this key is given twice in one object",
                Source(file, node.pointer, line, column), "remove or rename one",
            )  # fmt: skip
    found.check()


def _too_deep(text: str, file: str) -> SpecloomError:
    deep = next((node for node in scan(text) if node.depth >= limits().depth), None)
    line, column = position_of(text, deep.offset) if deep else (1, 1)
    outer = "/".join(deep.pointer.split("/")[:_SHOWN_TOKENS]) if deep else "#"
    message = f"this document nests deeper than {limits().depth} levels"
    source = Source(file, outer, line, column)
    return SpecloomError([Diagnostic("too-deep", message, source, hint=hint("depth"))])
