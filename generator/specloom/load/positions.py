"""The second, positioned parse: where in a file does a pointer stand (layer 1).

Runs only when a message is shown. A member of a mapping stands where its key starts, an item of a
list where the item starts. A pointer that the text does not hold (it lies behind an alias or a
merge, or was never written) has the place of its nearest ancestor that the text does hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import yaml

from specloom.diagnostics import SpecloomError
from specloom.load.json_reader import scan
from specloom.load.pointer import join, split
from specloom.load.yaml_reader import events

Place = tuple[int, int]
_NEEDS_KEY: Final = object()


def locate_pointers(text: str, pointers: Collection[str], *, is_json: bool) -> dict[str, Place]:
    """Line and column (1-based) of each pointer, found in one walk over the text."""
    inner: set[str] = set()
    for pointer in pointers:
        inner.update(islice(_ancestors(pointer), 1, None))
    wanted = inner.union(pointers)
    walk = _json_places(text, {"#", *inner}) if is_json else _yaml_places(text)
    known: dict[str, Place] = {"#": (1, 1)}
    missing = len(wanted - {"#"})
    for pointer, place in walk:
        if pointer in wanted and pointer not in known:
            known[pointer] = place
            missing -= 1
            if not missing:
                break
    return {
        pointer: next(known[name] for name in _ancestors(pointer) if name in known)
        for pointer in pointers
    }


def _ancestors(pointer: str) -> Iterator[str]:
    """The pointer, its parent, and so on up to ``#``."""
    tokens = split(pointer)
    for length in range(len(tokens), -1, -1):
        yield join(tokens[:length])


def _json_places(text: str, inner: Collection[str]) -> Iterator[tuple[str, Place]]:
    line, start, passed = 1, 0, 0
    for node in scan(text, inner):
        newlines = text.count("\n", passed, node.offset)
        if newlines:
            line += newlines
            start = text.rfind("\n", passed, node.offset) + 1
        passed = node.offset
        yield node.pointer, (line, node.offset - start + 1)


def written_scalars(text: str, pointers: Collection[str]) -> dict[str, str]:
    """The scalars at ``pointers`` as a YAML text spells them (``1.10``, ``0o7``)."""
    found: dict[str, str] = {}
    stack: list[_Level] = []
    try:
        for event in events(text, ""):
            for pointer, _ in _yaml_event(event, stack):
                if pointer in pointers and isinstance(event, yaml.ScalarEvent):
                    found.setdefault(pointer, str(event.value))
            if len(found) == len(pointers):
                break
    except SpecloomError:
        pass
    return found


@dataclass(slots=True)
class _Level:
    """A container on the way: its pointer, and the key (or the next index) of the node to come."""

    pointer: str
    is_map: bool
    key: object = _NEEDS_KEY
    key_place: Place = (1, 1)
    index: int = 0


def _yaml_places(text: str) -> Iterator[tuple[str, Place]]:
    stack: list[_Level] = []
    try:
        for event in events(text, ""):
            yield from _yaml_event(event, stack)
    except SpecloomError:
        return


def _yaml_event(event: Any, stack: list[_Level]) -> Iterator[tuple[str, Place]]:
    if isinstance(event, yaml.CollectionEndEvent):
        stack.pop()
        return
    if not isinstance(event, yaml.NodeEvent):
        return
    mark = event.start_mark
    place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    top = stack[-1] if stack else None
    if top is not None and top.is_map and top.key is _NEEDS_KEY:
        # An alias as a key is rare, and its text is not at hand: it gets a name that no pointer has.
        top.key = event.value if isinstance(event, yaml.ScalarEvent) else "\0alias"
        top.key_place = place
        return
    pointer = "#"
    if top is not None:
        pointer, place = _member(top, place)
        yield pointer, place
    if isinstance(event, yaml.CollectionStartEvent):
        stack.append(_Level(pointer, isinstance(event, yaml.MappingStartEvent)))


def _member(top: _Level, place: Place) -> tuple[str, Place]:
    if top.is_map:
        token = str(top.key)
        top.key = _NEEDS_KEY
        return top.pointer + join([token])[1:], top.key_place
    top.index += 1
    return top.pointer + join([top.index - 1])[1:], place
