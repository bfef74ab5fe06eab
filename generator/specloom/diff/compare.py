"""From two revisions to the list of changes (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from specloom.diff import renames
from specloom.diff import wide_kinds as kinds
from specloom.diff.changes import Change, Direction, Severity
from specloom.diff.lifecycle import marks
from specloom.diff.operations import compare_paths, compare_webhooks
from specloom.diff.revision import Node, Revision, below, mapping
from specloom.diff.schemas import compare_all
from specloom.diff.security import document_security, schemes
from specloom.diff.servers import servers
from specloom.diff.views import Spot, Views
from specloom.diff.walk import Walk

_SCHEMAS: Final = "#/components/schemas"
_WEIGHT: Final = list(Severity)


def compare(old: Revision, new: Revision) -> list[Change]:
    """Every change between two revisions, each told once, in the order of the document.

    A schema that no operation reaches is compared as well; as nobody says which way its values
    travel, the worse of the two readings is told, with a note.
    """
    walk = Walk(old, new)
    walk.record(_document(walk))
    compare_paths(walk)
    compare_webhooks(walk)
    shared = [name for name in mapping(old.get(_SCHEMAS)) if name in mapping(new.get(_SCHEMAS))]
    reached = _names(walk)
    changes = walk.result()
    loose = Walk(old, new)
    for name in shared:
        if below(_SCHEMAS, name) not in reached:
            pointer = below(_SCHEMAS, name)
            for way in (Direction.REQUEST, Direction.RESPONSE):
                loose.visit(pointer, pointer, way)
    compare_all(loose)
    changes += _worse(loose.result(), changes)
    walk.renamed.update(loose.renamed)
    walk.enter("")
    return changes + list(_schema_names(walk))


def _names(walk: Walk) -> set[str]:
    """The schemas of the old revision that were compared."""
    return {pointer for old, *_ in walk.seen for pointer in old}


def _worse(found: list[Change], known: list[Change]) -> Iterator[Change]:
    """Of the two readings of each change, the worse; what an operation told already is left out."""
    told = {(item.kind, item.old, item.new, item.name, item.before, item.after) for item in known}
    worst: dict[tuple[object, ...], Change] = {}
    for item in found:
        key = (item.kind, item.old, item.new, item.name, item.before, item.after)
        rival = worst.get(key)
        if key in told:
            continue
        if rival is None or _WEIGHT.index(item.severity) < _WEIGHT.index(rival.severity):
            worst[key] = item
    for item in worst.values():
        directed = item.direction is not Direction.NONE
        note = "no operation reaches it: the worse of the two readings is told" if directed else ""
        yield replace(item, note=note)


def _document(walk: Walk) -> Iterator[Change]:
    old, new = walk.old.revision, walk.new.revision
    before, after = (str(mapping(side.get("#/info")).get("version", "")) for side in (old, new))
    if before != after:
        place = "#/info/version"
        yield walk.change(kinds.VersionChanged, place, place, before=before, after=after)
    yield from servers(walk, "#", "#")
    yield from document_security(walk)
    yield from schemes(walk)
    for pointer in ("#", "#/info"):
        ones, others = mapping(old.get(pointer)), mapping(new.get(pointer))
        yield from marks(walk, ones, others, partial(_inside, walk, pointer))


def _inside(walk: Walk, pointer: str, word: str) -> tuple[str, str]:
    """Where a key of an object that both have stands, or the object where it does not."""
    sides = (walk.old.revision, walk.new.revision)
    old, new = (
        below(pointer, word) if word in mapping(side.get(pointer)) else pointer for side in sides
    )
    return old, new


def _schema_names(walk: Walk) -> Iterator[Change]:
    """Component schemas that came, went, or have another name."""
    ones = mapping(walk.old.revision.get(_SCHEMAS))
    others = mapping(walk.new.revision.get(_SCHEMAS))
    renamed = _used(walk, ones, others)
    gone = {name: name for name in ones if name not in others and name not in renamed}
    come = {name: name for name in others if name not in ones and name not in renamed.values()}
    alike = _alike(walk, gone, come)
    for one, other in {**renamed, **alike}.items():
        place, there = below(_SCHEMAS, one), below(_SCHEMAS, other)
        change = walk.change(
            kinds.SchemaRenamed, place, there, before=one, after=other, subject=one
        )
        yield replace(change, note=renames.READING) if one in alike else change
    for name in gone:
        if name not in alike:
            yield walk.change(kinds.SchemaRemoved, below(_SCHEMAS, name), _SCHEMAS, subject=name)
    for name in come:
        if name not in alike.values():
            yield walk.change(kinds.SchemaAdded, _SCHEMAS, below(_SCHEMAS, name), subject=name)


def _used(walk: Walk, ones: Node, others: Node) -> dict[str, str]:
    """Old to new names of schemas that stand at the same position."""
    renamed: dict[str, str] = {}
    for old, new in walk.renamed.items():
        one, other = (_name(pointer) for pointer in (old, new))
        if one not in others and other not in ones and other not in renamed.values():
            renamed[one] = other
    return renamed


def _alike(walk: Walk, gone: dict[str, str], come: dict[str, str]) -> dict[str, str]:
    """Old to new names of schemas that say the same."""

    def spot(views: Views, name: str) -> Spot:
        return views.spot(below(_SCHEMAS, name))

    return renames.paired(
        gone,
        come,
        lambda one, other: renames.equal(walk, spot(walk.old, one), spot(walk.new, other)),
        lambda one: renames.telling(walk, spot(walk.old, one)),
    )


def _name(pointer: str) -> str:
    """The name of the component at a pointer, unescaped."""
    return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
