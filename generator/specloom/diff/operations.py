"""Comparing paths and operations (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diff import api_kinds as kinds
from specloom.diff import wide_kinds
from specloom.diff.bodies import request_body, responses
from specloom.diff.changes import Change, Direction
from specloom.diff.lifecycle import Places, marks
from specloom.diff.parameters import parameters
from specloom.diff.paths import Operation, operations, paired
from specloom.diff.revision import Node, below, mapping, sequence
from specloom.diff.schemas import compare_all
from specloom.diff.security import operation_security
from specloom.diff.servers import servers
from specloom.diff.walk import Walk

_DEEPEST = 4
"""Callbacks within callbacks: further down nothing is compared."""


def compare_paths(walk: Walk) -> None:
    """Compare every operation, and with each of them the schemas that it reaches."""
    root = "#/paths"
    old, new = operations(walk.old.revision, root), operations(walk.new.revision, root)
    pairs, gone, come = paired((walk.old.revision, walk.new.revision), old, new)
    _path_items(walk, pairs)
    for one, other in pairs:
        walk.enter(other.title)
        walk.record(compare(walk, one, other, Direction.REQUEST, 0))
        _events(walk, one, other)
        compare_all(walk)
    for one in gone:
        walk.enter(one.title)
        walk.record([_removed(walk, one)])
    for other in come:
        walk.enter(other.title)
        walk.record([walk.change(kinds.OperationAdded, root, other.pointer, subject=other.title)])


def _events(walk: Walk, one: Operation, other: Operation) -> None:
    """What both stream is read: the document may not say so, where the configuration does."""
    old = walk.old.revision.events.get(f"{one.method} {one.path}", "")
    new = walk.new.revision.events.get(f"{other.method} {other.path}", "")
    if old and new and walk.old.revision.get(old) and walk.new.revision.get(new):
        walk.visit(old, new, Direction.RESPONSE)


def _removed(walk: Walk, one: Operation) -> Change:
    announced = one.node.get("x-sunset")
    after = ""
    if one.node.get("deprecated") is True:
        after = ", after it was deprecated"
        after += f" with sunset {announced}" if announced else ""
    return walk.change(
        kinds.OperationRemoved, one.pointer, "#/paths", subject=one.title, after=after
    )


def _path_items(walk: Walk, pairs: list[tuple[Operation, Operation]]) -> None:
    """What path items say for all their operations."""
    items: dict[tuple[str, str], tuple[Operation, Operation]] = {}
    for one, other in pairs:
        items.setdefault((one.item, other.item), (one, other))
    for (old, new), (_, other) in items.items():
        walk.enter(other.title)
        ones, others = walk.old.revision.resolve(old)[0], walk.new.revision.resolve(new)[0]
        walk.record(marks(walk, ones, others, _places(old, new, ones, others)))
        walk.record(servers(walk, old, new))


def _places(old: str, new: str, ones: Node, others: Node) -> Places:
    def places(word: str) -> tuple[str, str]:
        return (
            below(old, word) if word in ones else old,
            below(new, word) if word in others else new,
        )

    return places


def compare(
    walk: Walk, one: Operation, other: Operation, way: Direction, depth: int
) -> Iterator[Change]:
    """The changes of one operation; ``way`` is that of its body: a webhook's is read, not written."""
    yield from _identity(walk, one, other)
    places = _places(one.pointer, other.pointer, one.node, other.node)
    flags = one.node.get("deprecated") is True, other.node.get("deprecated") is True
    if flags[0] != flags[1]:
        kind = kinds.OperationDeprecated if flags[1] else kinds.OperationUndeprecated
        yield walk.change(kind, *places("deprecated"))
    yield from marks(walk, one.node, other.node, places)
    yield from _tags(walk, one, other)
    yield from parameters(walk, one, other, way)
    yield from request_body(walk, one.pointer, other.pointer, way)
    yield from responses(walk, one.pointer, other.pointer, way.other)
    yield from operation_security(walk, one, other)
    yield from servers(walk, one.pointer, other.pointer)
    if depth < _DEEPEST:
        yield from _callbacks(walk, one, other, way, depth)


def _identity(walk: Walk, one: Operation, other: Operation) -> Iterator[Change]:
    if one.address != other.address:
        yield walk.change(
            kinds.OperationMoved, one.pointer, other.pointer,
            before=one.title, after=other.title, subject=one.title,
        )  # fmt: skip
    if one.id == other.id:
        return
    old = below(one.pointer, "operationId") if one.id else one.pointer
    new = below(other.pointer, "operationId") if other.id else other.pointer
    kind: type[Change] = kinds.OperationIdChanged
    if not one.id:
        kind = kinds.OperationIdAdded
    elif not other.id:
        kind = kinds.OperationIdRemoved
    yield walk.change(kind, old, new, before=one.id, after=other.id, subject=other.title)


def _tags(walk: Walk, one: Operation, other: Operation) -> Iterator[Change]:
    old, new = sequence(one.node.get("tags")), sequence(other.node.get("tags"))
    here, there = (
        below(side.pointer, "tags") if "tags" in side.node else side.pointer
        for side in (one, other)
    )
    for index, tag in enumerate(old):
        if tag not in new:
            yield walk.change(kinds.TagRemoved, below(here, index), there, before=tag)
    for index, tag in enumerate(new):
        if tag not in old:
            yield walk.change(kinds.TagAdded, here, below(there, index), after=tag)


def _callbacks(
    walk: Walk, one: Operation, other: Operation, way: Direction, depth: int
) -> Iterator[Change]:
    ones, others = mapping(one.node.get("callbacks")), mapping(other.node.get("callbacks"))
    for name in dict.fromkeys([*ones, *others]):
        here, there = below(one.pointer, "callbacks"), below(other.pointer, "callbacks")
        if name not in ones:
            here = here if ones else one.pointer
            place = below(there, name)
            yield walk.change(wide_kinds.CallbackAdded, here, place, name=name, subject=other.title)
        elif name not in others:
            there = there if others else other.pointer
            place = below(here, name)
            yield walk.change(
                wide_kinds.CallbackRemoved, place, there, name=name, subject=other.title
            )
        else:
            roots = (
                walk.old.revision.resolve(below(here, name))[1],
                walk.new.revision.resolve(below(there, name))[1],
            )
            yield from _calls(walk, roots, name, way, depth)


def _calls(
    walk: Walk, roots: tuple[str, str], name: str, way: Direction, depth: int
) -> Iterator[Change]:
    """The operations that a callback holds."""
    old, new = operations(walk.old.revision, roots[0]), operations(walk.new.revision, roots[1])
    pairs, gone, come = paired((walk.old.revision, walk.new.revision), old, new)
    for one, other in pairs:
        yield from compare(walk, one, other, way.other, depth + 1)
    for one in gone:
        title = f"{name} {one.title}"
        yield walk.change(
            wide_kinds.CallbackRemoved, one.pointer, roots[1], name=title, subject=title
        )
    for other in come:
        title = f"{name} {other.title}"
        yield walk.change(
            wide_kinds.CallbackAdded, roots[0], other.pointer, name=title, subject=title
        )


def compare_webhooks(walk: Walk) -> None:
    """Compare the calls that the server makes: their bodies are what clients read."""
    root = "#/webhooks"
    old, new = operations(walk.old.revision, root), operations(walk.new.revision, root)
    pairs, gone, come = paired((walk.old.revision, walk.new.revision), old, new)
    for one, other in pairs:
        walk.enter(f"webhook {other.path}")
        walk.record(compare(walk, one, other, Direction.RESPONSE, 0))
        compare_all(walk)
    here = root if walk.old.revision.get(root) is not None else "#"
    there = root if walk.new.revision.get(root) is not None else "#"
    for one in gone:
        title = f"webhook {one.path}"
        walk.enter(title)
        kind: type[Change] = wide_kinds.WebhookRemoved
        walk.record([walk.change(kind, one.pointer, there, subject=title)])
    for other in come:
        title = f"webhook {other.path}"
        walk.enter(title)
        kind = wide_kinds.WebhookAdded
        walk.record([walk.change(kind, here, other.pointer, subject=title)])
