"""Damage to plain data and to text: what was typed wrong, cut off, pasted twice, or sent to do harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

Holder = dict[Any, object] | list[object]
Place = tuple[Holder, Any]
"""A container and a key or an index in it."""
Step = tuple[str, int, int]
"""The name of a mutation, the number of the place that it changes, and a number that says what it becomes."""

_PARTS = (
    "[]", "[null]", "[[]]", '["text", "text"]', "{}", '{"": null}', '{"$ref": "#"}', '{"type": ["null"]}',
    '{"$ref": "#/components/schemas/None"}', '{"type": "object"}', '{"allOf": []}', '{"oneOf": [{}]}', '{"enum": []}',
    '{"enum": [null, 1, "1", true]}', '{"const": {"a": []}}', '{"type": "array"}', '{"items": [{}, {}]}',
    '{"properties": {"": {}, "a-b": {}, "a_b": {}}}', '{"type": "string", "format": "binary"}',
    '{"anyOf": [{"type": "null"}]}', '{"type": "file"}', '{"discriminator": {"propertyName": "a"}}',
)  # fmt: skip
_SCALARS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 1.5, 10**30, 1e308, "", " ", "text", "a/b", "#", "#/", "../x", "null", "\ud800",
    "é", "class", "{x}", "{", "/a/{id}", "get /a",
)  # fmt: skip
VALUES: tuple[Any, ...] = (*_SCALARS, *map(json.loads, _PARTS))
SPLICES = (
    '"""', "'", "\\", "\n", "\r", "\u2028", "\x00", "{{", "%s", "#", "/", "~1", "..", "$", "*/", "<b>", "[a](b)", "`",
    "|", "é", "ﬁ", "\ud800", "class", "1", "_" * 90, "x" * 300,
)  # fmt: skip


def places(data: Holder) -> list[Place]:
    """Every place of the data, containers before what is in them."""
    found: list[Place] = []
    waiting: list[Holder] = [data]
    while waiting:
        holder = waiting.pop()
        for key, value in _members(holder):
            found.append((holder, key))
            if isinstance(value, dict | list):
                waiting.append(cast(Holder, value))
    return found


def copied(value: Any) -> Any:
    """A deep copy, however deep it is."""
    root: list[Any] = [value]
    waiting: list[Holder] = [root]
    while waiting:
        holder = waiting.pop()
        for key, inner in _members(holder):
            if isinstance(inner, dict | list):
                holder[key] = made = cast(Holder, inner).copy()
                waiting.append(made)
    return root[0]


def _members(holder: Holder) -> Iterator[tuple[Any, Any]]:
    return iter(list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder)))


def _drop(place: Place, _: int, __: Sequence[Place]) -> None:
    holder, key = place
    del holder[key]


def _duplicate(place: Place, _: int, __: Sequence[Place]) -> None:
    holder, key = place
    if isinstance(holder, list):
        holder.insert(key, copied(holder[key]))
    else:
        holder[f"{key}_"] = copied(holder[key])


def _retype(place: Place, what: int, _: Sequence[Place]) -> None:
    holder, key = place
    holder[key] = copied(VALUES[what % len(VALUES)])


def _splice(place: Place, what: int, _: Sequence[Place]) -> None:
    holder, key = place
    text, splice = holder[key], SPLICES[what % len(SPLICES)]
    if isinstance(text, str):
        at = what // len(SPLICES) % (len(text) + 1)
        holder[key] = text[:at] + splice + text[at:]
    else:
        _rename(place, what, ())


def _rename(place: Place, what: int, _: Sequence[Place]) -> None:
    holder, key = place
    if isinstance(holder, dict):
        holder[str(key) + SPLICES[what % len(SPLICES)]] = holder.pop(key)


def _deepen(place: Place, what: int, _: Sequence[Place]) -> None:
    holder, key = place
    for _round in range((3, 60, 140)[what % 3]):
        inner: Any = {"type": "array", "items": holder[key]} if what % 2 else [holder[key]]
        holder[key] = inner


def _transplant(place: Place, what: int, every: Sequence[Place]) -> None:
    holder, key = place
    other, name = every[what % len(every)]
    holder[key] = copied(other[name])


MUTATIONS: dict[str, Callable[[Place, int, Sequence[Place]], None]] = {
    "drop": _drop,
    "duplicate": _duplicate,
    "retype": _retype,
    "splice": _splice,
    "rename": _rename,
    "deepen": _deepen,
    "transplant": _transplant,
}


def mutated(data: Any, steps: Sequence[Step]) -> Any:
    """A copy of the data with the steps taken, in order; a place is counted anew for each of them."""
    root: dict[Any, Any] = {"root": copied(data)}
    for name, where, what in steps:
        every = places(root)[1:]
        if every:
            MUTATIONS[name](every[where % len(every)], what, every)
    return root["root"]


def garbled(text: str, steps: Sequence[Step]) -> str:
    """A text with the steps taken on its lines: dropped, doubled, spliced, moved, indented, cut off."""
    lines = text.split("\n")
    for name, where, what in steps:
        at = where % len(lines)
        line, splice = lines[at], SPLICES[what % len(SPLICES)]
        middle = what // len(SPLICES) % (len(line) + 1)
        changed = {
            "drop": [],
            "duplicate": [line, line],
            "retype": [splice],
            "splice": [line[:middle] + splice + line[middle:]],
            "rename": [line[:middle]],
            "deepen": [" " * (what % 9) + line],
            "transplant": [lines[what % len(lines)]],
        }[name]
        lines[at : at + 1] = changed or ([] if len(lines) > 1 else [""])
    return "\n".join(lines)
