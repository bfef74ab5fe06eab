"""Places of the document, and the plain facts that are read from one schema object (layer 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from specloom.diagnostics import escape_token
from specloom.plain import JsonDict as JsonDict
from specloom.plain import mapping as mapping
from specloom.plain import sequence as sequence

STRUCTURE = frozenset(
    {
        "type", "properties", "required", "additionalProperties", "patternProperties", "items",
        "prefixItems", "enum", "const", "oneOf", "anyOf", "allOf",
    }
)  # fmt: skip
"""Keywords that decide what a schema is; all others only describe or bound it."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A schema that no single place holds: all ``parts`` apply at once."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """A schema that no single place holds: one of ``parts`` applies. ``declared`` tells them apart, if it is given."""

    parts: tuple[Node, ...]
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document and its pointer.

    ``key`` identifies the schema: it is the pointer, or longer for schemas that were put together from others.
    """

    value: object
    pointer: str
    key: str

    def child(self, *tokens: str | int) -> Node:
        """The member that ``tokens`` lead to; the value is None where there is none."""
        value, pointer = self.value, self.pointer
        for token in tokens:
            value = member(value, token)
            pointer += "/" + escape_token(str(token))
        return Node(value, pointer, pointer)


def at(value: object, pointer: str) -> Node:
    """The node of a value that stands at ``pointer``."""
    return Node(value, pointer, pointer)


def merge_of(parts: tuple[Node, ...]) -> Node:
    """One node for several schemas that apply together."""
    return Node(Merge(parts), parts[0].pointer, "&".join(part.key for part in parts))


def either_of(parts: tuple[Node, ...], declared: str = "") -> Node:
    """One node for alternatives; a single one is itself. ``declared`` is the property that tells them apart."""
    if len(parts) == 1:
        return parts[0]
    return Node(Either(parts, declared), parts[0].pointer, "|".join(part.key for part in parts))


def member(value: object, token: str | int) -> object:
    """A member of a mapping or a list, or None."""
    if isinstance(value, dict):
        return cast(JsonDict, value).get(str(token))
    if isinstance(value, list) and isinstance(token, int):
        items = cast(list[object], value)
        return items[token] if token < len(items) else None
    return None


def text(value: object) -> str:
    """The value where it is text, else empty text."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list, others left out."""
    return tuple(item for item in sequence(value) if isinstance(item, str))


def types_of(schema: JsonDict) -> tuple[str, ...]:
    """The words of ``type``, one or a list, without repetitions."""
    declared = schema.get("type")
    words = (declared,) if isinstance(declared, str) else texts(declared)
    return tuple(dict.fromkeys(words))


def is_trivial(value: object) -> bool:
    """Whether a schema says nothing about what its values are."""
    if not isinstance(value, dict):
        return value is True
    schema = cast(JsonDict, value)
    return "$ref" not in schema and not any(key in STRUCTURE for key in schema)


def is_null(value: object) -> bool:
    """Whether a schema allows null and nothing else."""
    schema = mapping(value)
    if types_of(schema) == ("null",) or ("const" in schema and schema["const"] is None):
        return True
    return schema.get("enum") == [None]


def members(node: Node, keyword: str) -> tuple[Node, ...]:
    """The schemas in a list keyword such as ``anyOf``."""
    items = sequence(mapping(node.value).get(keyword))
    return tuple(node.child(keyword, index) for index in range(len(items)))
