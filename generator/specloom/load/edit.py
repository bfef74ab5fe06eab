"""Changes to a document that keep its pointers honest (layer 1).

What an edit wrote points to the overlay or the configuration that asked for it; what it moved points to where it
stood. YAML aliases share objects: containers on the way to a change are copied first, so that a change at one
place is not seen at another.
"""

from __future__ import annotations

from typing import cast

from specloom.diagnostics import Source
from specloom.load.document import Document
from specloom.load.pointer import MISSING, JsonDict, child, join, lookup
from specloom.load.query import Tokens


class Editor:
    """Edits one document; the methods take places as keys and indexes from the root."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # Objects are kept, not their ids alone: an id may be used again once its object is gone.
        self._own: dict[int, object] = {id(document.data): document.data}

    def value(self, tokens: Tokens) -> object:
        """The value at a place, or MISSING."""
        return lookup(self.document.data, [str(token) for token in tokens])

    def put(self, tokens: Tokens, value: object, source: Source) -> None:
        """Set a member of a mapping or an item of a list that exist; ``source`` is where the value is written.

        Raises KeyError where there is no container for it.
        """
        if not tokens:
            raise KeyError("#")
        parent = self._container(tokens[:-1])
        old = self.value(tokens)
        if isinstance(parent, dict):
            parent[str(tokens[-1])] = clone(value)
        else:
            parent[int(tokens[-1])] = clone(value)
        if isinstance(old, dict | list):
            self._forget(join(tokens))
        self.document.origins[join(tokens)] = source

    def append(self, tokens: Tokens, value: object, source: Source) -> None:
        """Add an item to the list at a place; raises KeyError where there is no list."""
        items = self._container(tokens)
        if not isinstance(items, list):
            raise KeyError(join(tokens))
        items.append(clone(value))
        self.document.origins[child(join(tokens), len(items) - 1)] = source

    def merge(self, tokens: Tokens, value: JsonDict, source: Source, *, extend: bool) -> None:
        """Merge a mapping into the one at a place, at any depth.

        A list is put in the place of a list, or added to it with ``extend``. Raises KeyError where there is no
        mapping.
        """
        queue: list[tuple[Tokens, JsonDict, Source]] = [(tokens, value, source)]
        while queue:
            here, update, origin = queue.pop()
            target = self._container(here)
            if not isinstance(target, dict):
                raise KeyError(join(here))
            for key, item in update.items():
                old = target.get(key, MISSING)
                if isinstance(old, dict) and isinstance(item, dict):
                    queue.append(((*here, key), cast(JsonDict, item), origin.child(key)))
                elif extend and isinstance(old, list) and isinstance(item, list):
                    for index, member in enumerate(cast(list[object], item)):
                        self.append((*here, key), member, origin.child(key, index))
                else:
                    self.put((*here, key), item, origin.child(key))

    def remove(self, tokens: Tokens) -> None:
        """Take out a member or an item; items behind it move up. Nothing happens where nothing is."""
        if not tokens or self.value(tokens) is MISSING:
            return
        parent = self._container(tokens[:-1])
        if isinstance(parent, dict):
            del parent[str(tokens[-1])]
            self._forget(join(tokens))
        else:
            self._move_up(join(tokens[:-1]), int(tokens[-1]), len(parent))
            del parent[int(tokens[-1])]

    def relocate(self, start: Tokens, to: Tokens, *, keep: bool) -> None:
        """Copy (``keep``) or move a value; its pointers still lead to where it was written.

        Raises KeyError where there is nothing to copy, or no container to put it into.
        """
        value = self.value(start)
        if value is MISSING:
            raise KeyError(join(start))
        document = self.document
        source, old, new = document.source(join(start)), join(start), join(to)
        below = {
            new + pointer[len(old) :]: origin
            for pointer, origin in document.origins.items()
            if pointer.startswith(old + "/")
        }
        self.put(to, value, source)
        document.origins.update(below)
        if not keep and start != to:
            self.remove(start)

    def rename_key(self, tokens: Tokens, old: str, new: str) -> None:
        """Rename a member, keeping its place among the others."""
        parent = self._container(tokens)
        if not isinstance(parent, dict) or old not in parent:
            raise KeyError(join((*tokens, old)))
        source = self.document.source(join((*tokens, old)))
        items = [(new if key == old else key, item) for key, item in parent.items()]
        parent.clear()
        parent.update(items)
        self.document.origins[join((*tokens, new))] = source

    def _container(self, tokens: Tokens) -> JsonDict | list[object]:
        """The container at a place, no longer shared with any other place."""
        node: JsonDict | list[object] = self.document.data
        for depth, token in enumerate(tokens):
            key: str | int = str(token) if isinstance(node, dict) else int(token)
            try:
                below = node[key]  # type: ignore[index]  # pyright: ignore[reportArgumentType, reportCallIssue]
            except (KeyError, IndexError):
                raise KeyError(join(tokens[: depth + 1])) from None
            if not isinstance(below, dict | list):
                raise KeyError(join(tokens[: depth + 1]))
            if id(cast(object, below)) not in self._own:
                below = cast("JsonDict | list[object]", below).copy()
                self._own[id(below)] = below
                node[key] = below  # type: ignore[index]  # pyright: ignore[reportArgumentType, reportCallIssue]
            node = cast("JsonDict | list[object]", below)
        return node

    def _forget(self, pointer: str) -> None:
        origins = self.document.origins
        for known in [key for key in origins if key == pointer or key.startswith(pointer + "/")]:
            del origins[known]

    def _move_up(self, pointer: str, index: int, length: int) -> None:
        """Origins after an item of a list is gone: each later item has the place that it had."""
        document = self.document
        behind = {
            later: document.source(child(pointer, later)) for later in range(index + 1, length)
        }
        moved: dict[str, Source] = {}
        for known in [key for key in document.origins if key.startswith(pointer + "/")]:
            origin = document.origins.pop(known)
            first, slash, rest = known[len(pointer) + 1 :].partition("/")
            if int(first) != index:
                shift = 1 if int(first) > index else 0
                moved[child(pointer, int(first) - shift) + slash + rest] = origin
        for later, source in behind.items():
            moved.setdefault(child(pointer, later - 1), source)
        document.origins.update(moved)


def clone(value: object) -> object:
    """A copy of plain data that shares no container with the original; what was shared within it stays shared.

    Later passes change the document in place, and must not change the configuration that a value came from.
    """
    copies: dict[int, object] = {}
    root = _shallow(value, copies)
    queue = [root]
    while queue:
        node = queue.pop()
        if isinstance(node, dict | list):
            container = cast("JsonDict | list[object]", node)
            keys = list(container) if isinstance(container, dict) else range(len(container))
            for key in keys:
                old = container[key]  # type: ignore[index]  # pyright: ignore[reportArgumentType, reportCallIssue]
                if not isinstance(old, dict | list):
                    continue
                if id(cast(object, old)) not in copies:
                    queue.append(_shallow(cast(object, old), copies))
                container[key] = copies[id(cast(object, old))]  # type: ignore[index]  # pyright: ignore[reportArgumentType, reportCallIssue]
    return root


def _shallow(value: object, copies: dict[int, object]) -> object:
    if not isinstance(value, dict | list):
        return value
    copy = cast("JsonDict | list[object]", value).copy()
    copies[id(cast(object, value))] = copy
    return copy
