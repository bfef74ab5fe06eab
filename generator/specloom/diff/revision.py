"""One revision of a document, as the comparison sees it: plain data, pointers and places (layer 4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from specloom.diagnostics import Source
from specloom.plain import JsonDict, child
from specloom.plain import mapping as mapping
from specloom.plain import sequence as sequence
from specloom.plain import unescape as unescape

Node: TypeAlias = JsonDict
"""A mapping of a document."""
below = child
"""The pointer of a member below a pointer."""
_LONGEST = 120
"""Characters of a value that a report shows."""


def shown(value: object) -> str:
    """A value as one line of JSON, shortened where it is long."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def same(one: object, other: object) -> bool:
    """Equal as JSON: 1 is not true."""
    if one is other:
        return True
    return json.dumps(one, sort_keys=True, default=str) == json.dumps(
        other, sort_keys=True, default=str
    )


@dataclass(slots=True)
class Revision:
    """A document whose references are canonical pointers and whose schemas have the normal form.

    ``source`` gives the place of a pointer. ``events`` maps an operation, as ``post /runs``, to the pointer of the
    schema of the events that it streams, where a configuration says so. Nothing here changes ``data``.
    """

    data: Mapping[str, object]
    source: Callable[[str], Source]
    events: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    known: dict[str, object] = field(default_factory=lambda: {})

    def get(self, pointer: str) -> object:
        """The value at a pointer, None where there is none; follows no reference."""
        if pointer in self.known:
            return self.known[pointer]
        node: object = self.data
        for raw in pointer.split("/")[1:]:
            token = unescape(raw)
            if isinstance(node, dict):
                node = mapping(cast(object, node)).get(token)
            elif isinstance(node, list) and token.isdecimal():
                items = cast(list[object], node)
                node = items[int(token)] if int(token) < len(items) else None
            else:
                node = None
        self.known[pointer] = node
        return node

    def resolve(self, pointer: str) -> tuple[Node, str]:
        """The mapping that stands at a pointer or that its references lead to, and where that is."""
        seen: set[str] = set()
        node = self.get(pointer)
        while isinstance(node, dict) and pointer not in seen:
            seen.add(pointer)
            reference = cast(Node, node).get("$ref")
            if not isinstance(reference, str):
                break
            pointer = reference
            node = self.get(pointer)
        return mapping(self.get(pointer)), pointer
