"""Comparing the addresses at which an API answers (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diff import wide_kinds as kinds
from specloom.diff.changes import Change
from specloom.diff.revision import Node, Revision, below, mapping, same, sequence, shown
from specloom.diff.walk import Walk


def servers(walk: Walk, one: str, other: str) -> Iterator[Change]:
    """The changes of the servers that the document, a path item or an operation names."""
    here, there = _list(walk.old.revision, one), _list(walk.new.revision, other)
    ones, others = _by_url(walk.old.revision, here), _by_url(walk.new.revision, there)
    for url, (index, node) in ones.items():
        if url in others:
            counterpart = others[url]
            inside = (below(here, index), below(there, counterpart[0]))
            yield from _variables(walk, node, counterpart[1], inside)
        else:
            yield walk.change(kinds.ServerRemoved, below(here, index), there, before=url)
    for url, (index, _) in others.items():
        if url not in ones:
            yield walk.change(kinds.ServerAdded, here, below(there, index), after=url)


def _list(revision: Revision, pointer: str) -> str:
    given = "servers" in mapping(revision.get(pointer))
    return below(pointer, "servers") if given else pointer


def _by_url(revision: Revision, pointer: str) -> dict[str, tuple[int, Node]]:
    found: dict[str, tuple[int, Node]] = {}
    for index, item in enumerate(sequence(revision.get(pointer))):
        found.setdefault(str(mapping(item).get("url", "")), (index, mapping(item)))
    return found


def _variables(walk: Walk, old: Node, new: Node, places: tuple[str, str]) -> Iterator[Change]:
    ones, others = mapping(old.get("variables")), mapping(new.get("variables"))
    for name in dict.fromkeys([*ones, *others]):
        before, after = (
            {key: mapping(side.get(name)).get(key) for key in ("default", "enum")}
            for side in (ones, others)
        )
        if not same(before, after):
            texts = [_text(values) for values in (before, after)]
            kind = kinds.ServerVariableChanged
            yield walk.change(kind, *places, name=name, before=texts[0], after=texts[1])


def _text(values: dict[str, object]) -> str:
    return ", ".join(f"{key} {shown(value)}" for key, value in values.items() if value is not None)
