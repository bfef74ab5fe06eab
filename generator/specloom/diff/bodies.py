"""Comparing request bodies, responses, their media types and headers (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from specloom.diff import api_kinds as kinds
from specloom.diff.changes import Change, Direction
from specloom.diff.labels import label
from specloom.diff.lifecycle import marks
from specloom.diff.revision import below, mapping, same
from specloom.diff.walk import Walk


def request_body(walk: Walk, one: str, other: str, way: Direction) -> Iterator[Change]:
    """The changes of the bodies of two operations."""
    old, here = walk.old.revision.resolve(below(one, "requestBody"))
    new, there = walk.new.revision.resolve(below(other, "requestBody"))
    if not old or not new:
        if new:
            required = new.get("required") is True
            kind = kinds.RequiredRequestBodyAdded if required else kinds.RequestBodyAdded
            yield walk.change(kind, one, there, subject=label(other))
        elif old:
            yield walk.change(kinds.RequestBodyRemoved, here, other, subject=label(other))
        return
    flags = old.get("required") is True, new.get("required") is True
    if flags[0] != flags[1]:
        became = kinds.RequestBodyBecameRequired if flags[1] else kinds.RequestBodyBecameOptional
        yield walk.change(became, *_word(walk, here, there, "required"))
    yield from marks(walk, old, new, partial(_word, walk, here, there))
    yield from content(walk, here, there, way)


def _word(walk: Walk, old: str, new: str, word: str) -> tuple[str, str]:
    """Where a key of two objects stands, or the objects where it does not."""
    return (
        below(old, word) if word in mapping(walk.old.revision.get(old)) else old,
        below(new, word) if word in mapping(walk.new.revision.get(new)) else new,
    )


def content(walk: Walk, old: str, new: str, way: Direction) -> Iterator[Change]:
    """The changes of the media types of two bodies."""
    here, there = _word(walk, old, new, "content")
    ones = {
        _media(name): name for name in mapping(mapping(walk.old.revision.get(old)).get("content"))
    }
    others = {
        _media(name): name for name in mapping(mapping(walk.new.revision.get(new)).get("content"))
    }
    for media in dict.fromkeys([*ones, *others]):
        if media not in others:
            place = below(here, ones[media])
            yield walk.change(kinds.MediaTypeRemoved, place, there, way, before=ones[media])
        elif media not in ones:
            place = below(there, others[media])
            yield walk.change(kinds.MediaTypeAdded, here, place, way, after=others[media])
        else:
            one, other = below(here, ones[media]), below(there, others[media])
            yield from _media_type(walk, one, other, way, others[media])


def _media(name: str) -> str:
    """A media type for comparison: case and blanks do not count."""
    return "".join(name.lower().split())


def _media_type(walk: Walk, old: str, new: str, way: Direction, name: str) -> Iterator[Change]:
    one, other = mapping(walk.old.revision.get(old)), mapping(walk.new.revision.get(new))
    for word in ("schema", "itemSchema"):
        if word in one and word in other:
            walk.visit(below(old, word), below(new, word), way)
        elif word in one or word in other:
            kind = kinds.BodySchemaAdded if word in other else kinds.BodySchemaRemoved
            yield walk.change(kind, *_word(walk, old, new, word), way, name=name)
    ones, others = mapping(one.get("encoding")), mapping(other.get("encoding"))
    for part in dict.fromkeys([*ones, *others]):
        if not same(ones.get(part), others.get(part)):
            places = _word(walk, old, new, "encoding")
            yield walk.change(kinds.EncodingChanged, *places, way, name=part)
    yield from marks(walk, one, other, partial(_word, walk, old, new))


def responses(walk: Walk, one: str, other: str, way: Direction) -> Iterator[Change]:
    """The changes of the answers of two operations."""
    here, there = _word(walk, one, other, "responses")
    ones = mapping(mapping(walk.old.revision.get(one)).get("responses"))
    others = mapping(mapping(walk.new.revision.get(other)).get("responses"))
    for status in dict.fromkeys([*ones, *others]):
        if status.startswith("x-"):
            continue
        good = status.upper().startswith("2")
        if status not in ones:
            kind = kinds.ResponseAdded if good else kinds.ErrorStatusAdded
            yield walk.change(kind, here, below(there, status), after=status, subject=label(other))
        elif status not in others:
            gone = kinds.ResponseRemoved if good else kinds.ErrorStatusRemoved
            yield walk.change(gone, below(here, status), there, before=status, subject=label(other))
        else:
            old, before = walk.old.revision.resolve(below(here, status))
            new, after = walk.new.revision.resolve(below(there, status))
            yield from marks(walk, old, new, partial(_word, walk, before, after))
            yield from content(walk, before, after, way)
            yield from _headers(walk, before, after, way)


def _headers(walk: Walk, old: str, new: str, way: Direction) -> Iterator[Change]:
    here, there = _word(walk, old, new, "headers")
    ones = {n.lower(): n for n in mapping(mapping(walk.old.revision.get(old)).get("headers"))}
    others = {n.lower(): n for n in mapping(mapping(walk.new.revision.get(new)).get("headers"))}
    for name in dict.fromkeys([*ones, *others]):
        if name not in ones:
            place = below(there, others[name])
            yield walk.change(kinds.ResponseHeaderAdded, here, place, name=others[name])
        elif name not in others:
            node, _ = walk.old.revision.resolve(below(here, ones[name]))
            required = node.get("required") is True
            kind = kinds.RequiredResponseHeaderRemoved if required else kinds.ResponseHeaderRemoved
            yield walk.change(kind, below(here, ones[name]), there, name=ones[name])
        else:
            yield from _header(walk, below(here, ones[name]), below(there, others[name]), way)


def _header(walk: Walk, one: str, other: str, way: Direction) -> Iterator[Change]:
    old, here = walk.old.revision.resolve(one)
    new, there = walk.new.revision.resolve(other)
    name = other.rpartition("/")[2]
    flags = old.get("required") is True, new.get("required") is True
    if flags[0] != flags[1]:
        became = (
            kinds.ResponseHeaderBecameRequired if flags[1] else kinds.ResponseHeaderBecameOptional
        )
        yield walk.change(became, *_word(walk, here, there, "required"), name=name)
    marked = old.get("deprecated") is True, new.get("deprecated") is True
    if marked[0] != marked[1]:
        kind = kinds.ParameterDeprecated if marked[1] else kinds.ParameterUndeprecated
        yield walk.change(kind, *_word(walk, here, there, "deprecated"), name=f"header {name}")
    yield from marks(walk, old, new, partial(_word, walk, here, there))
    if "schema" in old and "schema" in new:
        walk.visit(below(here, "schema"), below(there, "schema"), way)
    elif "schema" in old or "schema" in new:
        word = _word(walk, here, there, "schema")
        schema = kinds.BodySchemaAdded if "schema" in new else kinds.BodySchemaRemoved
        yield walk.change(schema, *word, way, name=f"header {name}")
