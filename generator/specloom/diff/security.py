"""Comparing who may call: requirements, scopes, and the schemes themselves (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specloom.diff import wide_kinds as kinds
from specloom.diff.changes import Change
from specloom.diff.lifecycle import marks
from specloom.diff.paths import Operation
from specloom.diff.revision import Node, below, mapping, sequence, shown
from specloom.diff.walk import Walk

_SCHEMES: Final = "#/components/securitySchemes"
_FIELDS: Final = ("type", "in", "name", "scheme", "openIdConnectUrl")
_URLS: Final = ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl")


def operation_security(walk: Walk, one: Operation, other: Operation) -> Iterator[Change]:
    """The changes of what an operation asks for; where both follow the document, the document's are told."""
    word = "security"
    if word not in one.node and word not in other.node:
        return
    old = one.node.get(word, walk.old.revision.data.get(word))
    new = other.node.get(word, walk.new.revision.data.get(word))
    places = (
        below(one.pointer, word) if word in one.node else one.pointer,
        below(other.pointer, word) if word in other.node else other.pointer,
    )
    yield from _requirements(walk, old, new, places, other.title)


def document_security(walk: Walk) -> Iterator[Change]:
    """The changes of what the whole document asks for."""
    old, new = walk.old.revision.data.get("security"), walk.new.revision.data.get("security")
    places = ("#" if old is None else "#/security", "#" if new is None else "#/security")
    yield from _requirements(walk, old, new, places, "the document")


def _alternatives(value: object) -> dict[tuple[str, ...], tuple[int, Node]]:
    """The ways to authenticate by the names of their schemes; none is the empty way."""
    found: dict[tuple[str, ...], tuple[int, Node]] = {}
    for index, item in enumerate(sequence(value)):
        found.setdefault(tuple(sorted(mapping(item))), (index, mapping(item)))
    return found or {(): (-1, {})}


def _requirements(
    walk: Walk, old: object, new: object, places: tuple[str, str], subject: str
) -> Iterator[Change]:
    ones, others = _alternatives(old), _alternatives(new)
    here, there = places
    for names, (index, node) in ones.items():
        if names in others:
            counterpart = others[names]
            inside = (_at(here, index), _at(there, counterpart[0]))
            yield from _scopes(walk, node, counterpart[1], inside, subject)
        elif not names:
            after = " or ".join(" and ".join(way) for way in others)
            kind: type[Change] = kinds.SecurityRequired
            yield walk.change(kind, _at(here, index), there, after=after, subject=subject)
        elif () not in others or () in ones:
            before = " and ".join(names)
            kind = kinds.SecurityAlternativeRemoved
            yield walk.change(kind, _at(here, index), there, before=before, subject=subject)
    for names, (index, _) in others.items():
        if names in ones:
            continue
        if not names:
            yield walk.change(kinds.SecurityLifted, here, _at(there, index), subject=subject)
        elif () not in ones or () in others:
            after = " and ".join(names)
            kind = kinds.SecurityAlternativeAdded
            yield walk.change(kind, here, _at(there, index), after=after, subject=subject)


def _at(place: str, index: int) -> str:
    return below(place, index) if index >= 0 and place.endswith("/security") else place


def _scopes(
    walk: Walk, old: Node, new: Node, places: tuple[str, str], subject: str
) -> Iterator[Change]:
    for scheme in old:
        ones, others = sequence(old.get(scheme)), sequence(new.get(scheme))
        for scope in ones:
            if scope not in others:
                kind: type[Change] = kinds.SecurityScopeRemoved
                yield walk.change(kind, *places, name=scheme, before=scope, subject=subject)
        for scope in others:
            if scope not in ones:
                kind = kinds.SecurityScopeAdded
                yield walk.change(kind, *places, name=scheme, after=scope, subject=subject)


def schemes(walk: Walk) -> Iterator[Change]:
    """The changes of the schemes that the document declares."""
    ones = mapping(walk.old.revision.get(_SCHEMES))
    others = mapping(walk.new.revision.get(_SCHEMES))
    for name in dict.fromkeys([*ones, *others]):
        subject = f"security scheme {name}"
        here, there = below(_SCHEMES, name), below(_SCHEMES, name)
        if name not in ones:
            kind: type[Change] = kinds.SecuritySchemeAdded
            yield walk.change(kind, "#/components", there, subject=subject)
        elif name not in others:
            kind = kinds.SecuritySchemeRemoved
            yield walk.change(kind, here, "#/components", subject=subject)
        else:
            yield from _scheme(walk, here, there, subject)


def _scheme(walk: Walk, one: str, other: str, subject: str) -> Iterator[Change]:
    old, here = walk.old.revision.resolve(one)
    new, there = walk.new.revision.resolve(other)
    for word in _FIELDS:
        if old.get(word) != new.get(word):
            places = (_in(old, here, word), _in(new, there, word))
            before, after = (_text(side.get(word)) for side in (old, new))
            yield walk.change(
                kinds.SecuritySchemeChanged, *places,
                name=word, before=before, after=after, subject=subject,
            )  # fmt: skip
    yield from marks(walk, old, new, lambda word: (_in(old, here, word), _in(new, there, word)))
    ones, others = mapping(old.get("flows")), mapping(new.get("flows"))
    for flow in dict.fromkeys([*ones, *others]):
        places = (_in(ones, below(here, "flows"), flow), _in(others, below(there, "flows"), flow))
        if flow in ones and flow in others:
            yield from _flow(walk, mapping(ones[flow]), mapping(others[flow]), places, flow)
        elif old.get("type") == new.get("type"):
            before, after = ("declared" if flow in side else "absent" for side in (ones, others))
            yield walk.change(
                kinds.SecuritySchemeChanged, *places,
                name=f"flow {flow}", before=before, after=after, subject=subject,
            )  # fmt: skip


def _flow(walk: Walk, old: Node, new: Node, places: tuple[str, str], flow: str) -> Iterator[Change]:
    for word in _URLS:
        if old.get(word) != new.get(word):
            inside = (_in(old, places[0], word), _in(new, places[1], word))
            before, after = (_text(side.get(word)) for side in (old, new))
            yield walk.change(
                kinds.SecuritySchemeChanged, *inside, name=word, before=before, after=after
            )
    ones, others = mapping(old.get("scopes")), mapping(new.get("scopes"))
    inside = (_in(old, places[0], "scopes"), _in(new, places[1], "scopes"))
    for scope in dict.fromkeys([*ones, *others]):
        if scope not in others:
            place = below(inside[0], scope)
            kind: type[Change] = kinds.SchemeScopeRemoved
            yield walk.change(kind, place, inside[1], name=flow, before=scope)
        elif scope not in ones:
            place = below(inside[1], scope)
            kind = kinds.SchemeScopeAdded
            yield walk.change(kind, inside[0], place, name=flow, after=scope)


def _in(node: Node, pointer: str, word: str) -> str:
    return below(pointer, word) if word in node else pointer


def _text(value: object) -> str:
    return value if isinstance(value, str) else "nothing" if value is None else shown(value)
