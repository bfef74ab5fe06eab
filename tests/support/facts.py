"""An OpenAPI document as single facts, so that two documents can be compared without any diff tool.

A fact is a key that stays the same when only the spelling differs (``nullable`` against a union with
``null``, the order of variants and parameters), the pointer where it stands, and its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.openapi import NAMED, Json, is_list, is_object, is_prose

NULL = {"type": "null"}
UNIONS = ("anyOf", "oneOf", "allOf")


@dataclass(frozen=True, slots=True)
class Fact:
    """``places`` are the pointers that may tell of it: a requirement stands at two."""

    value: Json
    places: tuple[str, ...]


def facts(document: Json) -> dict[str, Fact]:
    """All facts of a document, prose and extensions aside."""
    return dict(_facts(document, "#", "#", named=False))


def _facts(node: Json, key: str, place: str, *, named: bool) -> Iterator[tuple[str, Fact]]:
    if not is_object(node):
        yield key, Fact(node, (place,))
        return
    if not named:
        node, inner = _without_null(node)
        if inner:
            yield f"{key}/nullable", Fact(True, (place,))
            yield from _members(node, key, place + inner, named)
            return
    yield from _members(node, key, place, named)


def _members(node: Json, key: str, place: str, named: bool) -> Iterator[tuple[str, Fact]]:
    for name, value in node.items():
        if not named and is_prose(name):
            continue
        token = name.replace("~", "~0").replace("/", "~1")
        below, where = f"{key}/{token}", f"{place}/{token}"
        if named or not is_list(value):
            free = not named and name in NAMED and is_object(value)
            yield from _facts(value, below, where, named=free)
        elif name in {"enum", "required"}:
            for item in value:
                also = (f"{place}/properties/{item}",) if name == "required" else ()
                yield f"{below}={item!r}", Fact(True, (where, *also))
        else:
            for index, item in enumerate(value):
                yield from _facts(
                    item, f"{below}/{member_name(item, index)}", f"{where}/{index}", named=False
                )


def _without_null(node: Json) -> tuple[Json, str]:
    """The one thing that a union is beside ``null``, with its path; the node and ``""`` for others."""
    for name in UNIONS:
        members = node.get(name)
        if not is_list(members) or len(members) != 2:
            continue
        for index, other in ((0, 1), (1, 0)):
            if members[other] in (NULL, {"nullable": True}):
                return members[index], f"/{name}/{index}"
    return node, ""


def member_name(member: Json, index: int) -> str:
    """What tells a member of a list from the others: its reference, name or fixed value, else its index."""
    if not is_object(member):
        return str(index)
    if "$ref" in member:
        return str(member["$ref"]).rpartition("/")[2]
    if "in" in member:
        return f"{member['in']} {member['name']}"
    for name in ("event", "type"):
        values = member.get("properties", {}).get(name, {}).get("enum", [])
        if len(values) == 1:
            return str(values[0])
    return str(index)
