"""Media types that carry one item after another: which they are, and what one item is (layer 3)."""

from __future__ import annotations

from typing import Final

from specloom.build.context import Context
from specloom.build.nodes import Node, either_of, mapping
from specloom.build.shapes import ListShape, ObjectShape, ScalarShape, UnionShape
from specloom.ir.types import Scalar

_LINES: Final = ("jsonl", "ndjson", "json-lines", "jsonlines", "json-seq", "stream+json")
_EVENT_FIELDS: Final = frozenset({"data", "event", "id", "retry"})
_TEXT: Final = (Scalar.STRING, Scalar.FILE, Scalar.BASE64, Scalar.BYTES)
_DEPTH: Final = 8


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_lines(media_type: str) -> bool:
    """Whether a media type is one JSON value per line, or per record."""
    return essence(media_type).endswith(_LINES)


def is_event_stream(media_type: str) -> bool:
    """Whether a media type is a stream of server-sent events."""
    return essence(media_type) == "text/event-stream"


def is_stream(context: Context, media_type: str, media: Node) -> bool:
    """Whether a body of a media type object is read item by item.

    JSON lines that the document calls text or a file are not: they are handed over as they come.
    """
    if is_event_stream(media_type):
        return True
    if not is_lines(media_type):
        return False
    if "itemSchema" in mapping(media.value) or "schema" not in mapping(media.value):
        return True
    form = context.schemas.form(media.child("schema"))
    return not (isinstance(form, ScalarShape) and form.scalar in _TEXT)


def item_schema(context: Context, media_type: str, media: Node) -> Node | None:
    """The schema of one item: of a line, or of the data of an event; None for events of which nothing is said.

    The schema of a whole body of JSON lines is that of a list; what is no list is taken for that of a line.
    """
    value = mapping(media.value)
    if "itemSchema" in value:
        item = media.child("itemSchema")
        return _data_of(context, item, 0) or item if is_event_stream(media_type) else item
    if "schema" in value:
        schema = media.child("schema")
        form = context.schemas.form(schema) if is_lines(media_type) else None
        return form.item or _anything(schema) if isinstance(form, ListShape) else schema
    return _anything(media) if is_lines(media_type) else None


def lines_schema(context: Context, media_type: str, media: Node) -> Node:
    """The schema of a body of JSON lines as it is passed: a list of items, or their text."""
    item = item_schema(context, media_type, media) or _anything(media)
    items = Node({"type": "array", "items": item.value}, item.pointer, f"{item.key}!lines")
    return either_of((items, Node({"type": "string"}, media.pointer, f"{media.key}!text")))


def _anything(node: Node) -> Node:
    return Node({}, node.pointer, f"{node.key}!item")


def _data_of(context: Context, item: Node, depth: int) -> Node | None:
    """The schema of the data of an event that is described with its fields; None where ``item`` is the data itself."""
    form = context.schemas.form(item)
    if isinstance(form, UnionShape) and depth < _DEPTH:
        parts = [_data_of(context, member, depth + 1) for member in form.members]
        found = {part.key: part for part in parts if part is not None}
        return either_of(tuple(found.values())) if found and None not in parts else None
    if not isinstance(form, ObjectShape):
        return None
    data = next((each.node for each in form.properties if each.wire == "data"), None)
    if data is None or not {each.wire for each in form.properties} <= _EVENT_FIELDS:
        return None
    inner = context.schemas.follow(data)
    return inner.child("contentSchema") if "contentSchema" in mapping(inner.value) else data
