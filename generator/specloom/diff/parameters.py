"""Comparing the parameters of an operation (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from specloom.diff import api_kinds as kinds
from specloom.diff import renames
from specloom.diff.changes import Change, Direction
from specloom.diff.lifecycle import marks
from specloom.diff.paths import Operation
from specloom.diff.revision import Node, Revision, below, mapping, sequence
from specloom.diff.walk import Walk

_WRITTEN = ("style", "explode", "allowReserved", "content")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter where it is written, references followed."""

    name: str
    place: str
    node: Node
    pointer: str

    @property
    def title(self) -> str:
        """``query parameter limit``."""
        return f"{self.place} parameter {self.name}"

    @property
    def required(self) -> bool:
        """Whether it cannot be left out; a variable of a path never can."""
        return self.node.get("required") is True or self.place == "path"

    @property
    def schema(self) -> str:
        """The pointer of its schema, empty where it has none."""
        if "schema" in self.node:
            return below(self.pointer, "schema")
        for media, content in mapping(self.node.get("content")).items():
            if "schema" in mapping(content):
                return below(self.pointer, "content", media, "schema")
        return ""

    @property
    def written(self) -> str:
        """How it is written into the request."""
        media = next(iter(mapping(self.node.get("content"))), "")
        if media:
            return media
        style = self.node.get("style") or (
            "form" if self.place in ("query", "cookie") else "simple"
        )
        explode = self.node.get("explode", style == "form")
        raw = ", reserved characters as they are" if self.node.get("allowReserved") is True else ""
        return f"{style}{', exploded' if explode is True else ''}{raw}"

    @property
    def sent(self) -> str:
        """How it travels: what two parameters share where one is the other with another name."""
        return f"{self.place} {self.written} {self.required}"


Key: TypeAlias = tuple[str, str]


def gathered(revision: Revision, operation: Operation) -> dict[Key, Parameter]:
    """The parameters of an operation with those of its path, by place and name."""
    found: dict[Key, Parameter] = {}
    for holder in (operation.item, operation.pointer):
        count = len(sequence(mapping(revision.get(holder)).get("parameters")))
        for index in range(count):
            node, pointer = revision.resolve(below(holder, "parameters", index))
            name, place = str(node.get("name", "")), str(node.get("in", ""))
            key = (place, name.lower() if place == "header" else name)
            found[key] = Parameter(name, place, node, pointer)
    return found


def parameters(walk: Walk, one: Operation, other: Operation, way: Direction) -> Iterator[Change]:
    """The changes of the parameters of one operation."""
    old, new = gathered(walk.old.revision, one), gathered(walk.new.revision, other)
    renamed = dict(_renamed(one, other, old, new))
    kept = {key: renamed.get(key, key) for key in old if renamed.get(key, key) in new}
    gone = [key for key in old if key not in kept]
    come = [key for key in new if key not in kept.values()]
    for key in list(gone):
        moved = next((name for name in come if name[1].lower() == key[1].lower()), None)
        if moved is not None:
            kept[key] = moved
            gone.remove(key)
            come.remove(moved)
    named = _named(walk, {key: old[key] for key in gone}, {key: new[key] for key in come})
    kept |= named
    gone = [key for key in gone if key not in named]
    come = [key for key in come if key not in named.values()]
    for key, counterpart in kept.items():
        yield from _compared(walk, old[key], new[counterpart], way)
    title = other.title
    for key in gone:
        kind: type[Change] = kinds.ParameterRemoved
        place = _list(walk.new.revision, other)
        yield walk.change(kind, old[key].pointer, place, name=old[key].title, subject=title)
    for key in come:
        item = new[key]
        kind = kinds.RequiredParameterAdded if item.required else kinds.ParameterAdded
        place = _list(walk.old.revision, one)
        yield walk.change(kind, place, item.pointer, name=item.title, subject=title)


def _list(revision: Revision, operation: Operation) -> str:
    """Where a parameter of the operation stands or would stand."""
    listed = "parameters" in mapping(revision.get(operation.pointer))
    return below(operation.pointer, "parameters") if listed else operation.pointer


def _renamed(
    one: Operation, other: Operation, old: dict[Key, Parameter], new: dict[Key, Parameter]
) -> Iterator[tuple[Key, Key]]:
    """Variables of the path that have another name at the same place."""
    if len(one.variables) != len(other.variables):
        return
    for before, after in zip(one.variables, other.variables, strict=True):
        known = ("path", before) in old and ("path", after) in new
        if before != after and known and ("path", after) not in old:
            yield ("path", before), ("path", after)


def _named(walk: Walk, gone: dict[Key, Parameter], come: dict[Key, Parameter]) -> dict[Key, Key]:
    """Parameters that are sent with their name, and have another: all else is the same."""

    def alike(one: Key, other: Key) -> bool:
        old, new = gone[one], come[other]
        spots = walk.old.spot(old.schema), walk.new.spot(new.schema)
        return old.place != "path" and old.sent == new.sent and renames.equal(walk, *spots)

    return renames.paired(
        {key: item.name for key, item in gone.items() if item.schema},
        {key: item.name for key, item in come.items() if item.schema},
        alike,
        lambda one: renames.telling(walk, walk.old.spot(gone[one].schema)),
    )


def _rename(walk: Walk, old: Parameter, new: Parameter, places: tuple[str, str]) -> Change:
    kind: type[Change] = kinds.NamedParameterRenamed
    title = old.title
    if old.place == "path":
        kind, title = kinds.ParameterRenamed, new.title
    change = walk.change(kind, *places, name=title, before=old.name, after=new.name)
    certain = old.place == "path" or old.name.lower() == new.name.lower()
    return change if certain else replace(change, note=renames.READING)


def _compared(walk: Walk, old: Parameter, new: Parameter, way: Direction) -> Iterator[Change]:
    def places(word: str) -> tuple[str, str]:
        return (
            below(old.pointer, word) if word in old.node else old.pointer,
            below(new.pointer, word) if word in new.node else new.pointer,
        )

    title = new.title
    if old.place != new.place:
        kind: type[Change] = kinds.ParameterMoved
        yield walk.change(kind, *places("in"), name=new.name, before=old.place, after=new.place)
    elif old.name.lower() != new.name.lower() or (old.name != new.name and old.place != "header"):
        yield _rename(walk, old, new, places("name"))
    if old.required != new.required:
        gained = new.required
        kind = kinds.ParameterBecameRequired if gained else kinds.ParameterBecameOptional
        yield walk.change(kind, *places("required"), name=title)
    if old.place == new.place and old.written != new.written:
        kind = kinds.ParameterSerialisationChanged
        word = next((w for w in _WRITTEN if old.node.get(w) != new.node.get(w)), "")
        yield walk.change(kind, *places(word), name=title, before=old.written, after=new.written)
    flags = old.node.get("deprecated") is True, new.node.get("deprecated") is True
    if flags[0] != flags[1]:
        kind = kinds.ParameterDeprecated if flags[1] else kinds.ParameterUndeprecated
        yield walk.change(kind, *places("deprecated"), name=title)
    yield from marks(walk, old.node, new.node, places)
    if old.schema and new.schema:
        walk.visit(old.schema, new.schema, way)
    elif old.schema or new.schema:
        kind = kinds.BodySchemaAdded if new.schema else kinds.BodySchemaRemoved
        yield walk.change(kind, *places("schema"), way, name=title)
