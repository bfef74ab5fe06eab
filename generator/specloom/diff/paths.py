"""Finding the operations of two revisions, and which is which (layer 4).

Same address first, then same operation id, then what is alike: same method, an address that is nearly the
same, and the same body and result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from specloom.diff.labels import METHODS
from specloom.diff.revision import Node, Revision, below, mapping, same

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_NEAR = 0.6
"""From which likeness of two addresses on, with the same body and result, it is one operation that moved."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path (or of a webhook): its pointer, and that of the path item it stands in."""

    path: str
    method: str
    pointer: str
    item: str
    node: Node

    @property
    def address(self) -> tuple[str, str]:
        """Method and path, whatever the variables are called."""
        return self.method, _VARIABLE.sub("{}", self.path)

    @property
    def title(self) -> str:
        """``GET /runs/{run_id}``."""
        return f"{self.method.upper()} {self.path}"

    @property
    def variables(self) -> list[str]:
        """The variables of the path, in its order."""
        return _VARIABLE.findall(self.path)

    @property
    def id(self) -> str:
        """The operation id, empty where there is none."""
        value = self.node.get("operationId")
        return value if isinstance(value, str) else ""


def operations(revision: Revision, root: str) -> list[Operation]:
    """The operations below ``#/paths``, ``#/webhooks`` or a callback, in the order of the document."""
    found: list[Operation] = []
    for path in mapping(revision.get(root)):
        if path.startswith("x-"):
            continue
        node, item = revision.resolve(below(root, path))
        custom = node.get("x-specloom-methods")  # of OpenAPI 3.2: the loader writes a tuple
        further = cast("tuple[str, ...]", custom) if isinstance(custom, tuple) else ()
        for method in (*METHODS, *further):
            if isinstance(node.get(method), dict):
                pointer = below(item, method)
                found.append(Operation(path, method, pointer, item, mapping(node[method])))
    return found


Pairs = list[tuple[Operation, Operation]]


def paired(
    revisions: tuple[Revision, Revision], old: list[Operation], new: list[Operation]
) -> tuple[Pairs, list[Operation], list[Operation]]:
    """The operations that are the same, those that are gone, and those that are new."""
    pairs: dict[int, int] = {}

    def join(key: Callable[[Operation], object]) -> None:
        taken = set(pairs.values())
        free: dict[object, int] = {}
        for index, other in enumerate(new):
            if index not in taken and key(other):
                free.setdefault(key(other), index)
        for index, one in enumerate(old):
            if index not in pairs and key(one) in free:
                pairs[index] = free.pop(key(one))

    join(lambda operation: (operation.method, operation.path))
    join(lambda operation: operation.address)
    join(lambda operation: operation.id)
    for one, other in _alike(revisions, old, new, pairs):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    taken = set(pairs.values())
    return (
        [(one, new[pairs[index]]) for index, one in enumerate(old) if index in pairs],
        [one for index, one in enumerate(old) if index not in pairs],
        [other for index, other in enumerate(new) if index not in taken],
    )


def _alike(
    revisions: tuple[Revision, Revision],
    old: list[Operation],
    new: list[Operation],
    pairs: dict[int, int],
) -> Iterator[tuple[int, int]]:
    """Pairs of operations without a partner that look like one another, the most alike first."""
    taken = set(pairs.values())
    ones = [(i, _shape(revisions[0], one)) for i, one in enumerate(old) if i not in pairs]
    others = [(i, _shape(revisions[1], two)) for i, two in enumerate(new) if i not in taken]
    found: list[tuple[float, int, int]] = []
    for i, shape in ones:
        for j, counterpart in others:
            if old[i].method != new[j].method or not shape or not same(shape, counterpart):
                continue
            near = SequenceMatcher(None, _segments(old[i]), _segments(new[j])).ratio()
            if near >= _NEAR:
                found.append((-near, i, j))
    for _, i, j in sorted(found):
        yield i, j


def _segments(operation: Operation) -> list[str]:
    return operation.address[1].strip("/").split("/")


def _shape(revision: Revision, operation: Operation) -> list[object]:
    """What goes in and what comes out, as far as it has names; empty where nothing has."""
    body, _ = revision.resolve(below(operation.pointer, "requestBody"))
    shapes: list[object] = [_references(body)]
    answers = mapping(operation.node.get("responses"))
    for status in answers:
        if status.startswith("2"):
            answer, _ = revision.resolve(below(operation.pointer, "responses", status))
            shapes.append(_references(answer))
    return shapes if any(shapes) else []


def _references(body: Node) -> list[object]:
    schemas = [
        mapping(mapping(media).get("schema")) for media in mapping(body.get("content")).values()
    ]
    return [schema["$ref"] for schema in schemas if "$ref" in schema]
