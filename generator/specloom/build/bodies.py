"""Request bodies: members become parameters of the method, anything else is one parameter (layer 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specloom.build.context import Context
from specloom.build.endpoints import Endpoint, SpecContent, body_kind, is_json, request_content
from specloom.build.faces import shows
from specloom.build.nodes import Node, either_of, mapping, text
from specloom.build.params import Draft
from specloom.build.sequences import is_lines, is_stream, lines_schema
from specloom.build.shapes import (
    ANYTHING,
    Form,
    ListShape,
    LiteralShape,
    ObjectShape,
    ScalarShape,
    UnionShape,
    is_class,
)
from specloom.ir.operations import BodyKind, Place
from specloom.ir.types import Face, Scalar
from specloom.load.config_resources import Method

_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request: its encoding and its parameters, which have no names yet."""

    kind: BodyKind
    required: bool
    media_type: str
    drafts: tuple[Draft, ...]
    files: tuple[tuple[str, ...], ...] = ()


NO_BODY: Final = Body(BodyKind.NONE, False, "", ())


def body_of(context: Context, endpoint: Endpoint, method: Method) -> Body:
    """The body of an operation."""
    chosen = request_content(context, endpoint)
    if chosen is None:
        return NO_BODY
    content, required = chosen
    kind = body_kind(content.media_type)
    if content.media_type == "*/*" and content.schema is not None and _is_file(content.schema):
        kind, content = BodyKind.BINARY, replace(content, media_type="application/octet-stream")
    if kind is BodyKind.TEXT and content.schema is not None and _is_file(content.schema):
        kind = BodyKind.BINARY
    if kind is BodyKind.MULTIPART and content.schema is None:
        kind = BodyKind.BINARY  # parts without names, which a caller has to put together
    members = None
    if content.schema is not None and kind not in (BodyKind.BINARY, BodyKind.TEXT):
        # A name for the body is for one that has to be passed as a whole: a union of objects has none in
        # Python, whatever the configuration calls it for languages that have no overloads.
        is_object = isinstance(context.schemas.form(content.schema), ObjectShape)
        if not (method.body_param_name and is_object):
            members = body_members(context, content.schema)
    if members is None:
        return _whole(context, endpoint, content, kind, required, method)
    drafts = tuple(
        _styled(context, Draft("", wire, Place.BODY, node, node, is_required), content)
        for wire, node, is_required in members
        if shows(node, Face.REQUEST)
    )
    files = tuple(file_paths(context, drafts)) if kind is BodyKind.MULTIPART else ()
    return Body(kind, required, content.media_type, drafts, files)


def _styled(context: Context, draft: Draft, content: SpecContent) -> Draft:
    """A member of a form in the style that its ``encoding`` gives it; as usual where it gives none."""
    said = mapping(mapping(mapping(content.node.value).get("encoding")).get(draft.wire))
    explode, style = said.get("explode"), text(said.get("style"))
    if not said or body_kind(content.media_type) not in (BodyKind.FORM, BodyKind.MULTIPART):
        return draft
    if any(file_paths(context, (draft,))):
        return draft
    if style in ("pipeDelimited", "spaceDelimited", "deepObject"):
        return replace(draft, style=style, explode=explode is True)
    if style == "form" or isinstance(explode, bool):
        return replace(draft, style="form", explode=explode is not False)
    types = text(said.get("contentType"))
    return replace(draft, style="json") if types and is_json(types) else draft


def body_members(context: Context, schema: Node) -> list[tuple[str, Node, bool]] | None:
    """Name, schema and requirement of each member of an object body; None where the body is no object.

    A union of objects has the members of all of them; one is required when every variant requires it.
    """
    forms = _objects(context, context.schemas.form(schema))
    if not forms:
        return None
    found: dict[str, list[Node]] = {}
    for form in forms:
        for item in form.properties:
            nodes = found.setdefault(item.wire, [])
            if item.node.key not in {node.key for node in nodes}:
                nodes.append(item.node)
    return [
        (wire, either_of(tuple(nodes)), all(wire in form.required for form in forms))
        for wire, nodes in found.items()
    ]


def _objects(context: Context, form: Form) -> list[ObjectShape]:
    """The objects that a body may be; empty where it may be something else."""
    if isinstance(form, ObjectShape) and is_class(form):
        return [form]
    if not isinstance(form, UnionShape):
        return []
    found: list[ObjectShape] = []
    queue: list[tuple[Node, int]] = [(node, 0) for node in reversed(form.members)]
    while queue:
        node, depth = queue.pop()
        inner = context.schemas.form(node)
        if isinstance(inner, UnionShape) and depth < _DEPTH:
            queue.extend((member, depth + 1) for member in reversed(inner.members))
        elif isinstance(inner, ObjectShape) and is_class(inner):
            found.append(inner)
        else:
            return []
    return found


def _whole(
    context: Context,
    endpoint: Endpoint,
    content: SpecContent,
    kind: BodyKind,
    required: bool,
    method: Method,
) -> Body:
    schema = content.schema
    if is_lines(content.media_type) and is_stream(context, content.media_type, content.node):
        schema = lines_schema(context, content.media_type, content.node)
    elif kind is BodyKind.TEXT and schema is not None and not _is_text(context, schema):
        schema = None  # what no form says how to write comes as text
    if kind is BodyKind.BINARY and (schema is None or not _is_file(schema)):
        schema = Node(
            {"type": "string", "format": "binary"}, content.node.pointer, content.node.key
        )
    elif schema is None:
        said = {"type": "string"} if kind is BodyKind.TEXT else {}
        schema = Node(said, content.node.pointer, content.node.key)
    docs = text(mapping(mapping(endpoint.operation.get("requestBody"))).get("description"))
    wire = method.body_param_name or "body"
    draft = Draft("", wire, Place.WHOLE_BODY, content.node, schema, required, docs)
    below = _files_below(context, schema, (), 0) if kind is BodyKind.MULTIPART else ()
    return Body(kind, required, content.media_type, (draft,), tuple(filter(None, below)))


def _is_text(context: Context, schema: Node) -> bool:
    form = context.schemas.form(schema)
    return isinstance(form, LiteralShape | ScalarShape) and form != ANYTHING


def _is_file(schema: Node) -> bool:
    return mapping(schema.value).get("format") == "binary"


def file_paths(context: Context, drafts: tuple[Draft, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of file members, by wire name; ``<array>`` stands for the items of a list."""
    for draft in drafts:
        if draft.schema is not None:
            yield from _files_below(context, draft.schema, (draft.wire,), 0)


def _files_below(
    context: Context, node: Node, path: tuple[str, ...], depth: int
) -> Iterator[tuple[str, ...]]:
    form = context.schemas.form(node)
    if depth > _DEPTH:
        return
    if isinstance(form, ScalarShape):
        if form.scalar is Scalar.FILE:
            yield path
    elif isinstance(form, ListShape) and form.item is not None:
        yield from _files_below(context, form.item, (*path, "<array>"), depth + 1)
    elif isinstance(form, ObjectShape):
        for item in form.properties:
            yield from _files_below(context, item.node, (*path, item.wire), depth + 1)
    elif isinstance(form, UnionShape):
        found: dict[tuple[str, ...], None] = {}
        for member in form.members:
            for inner in _files_below(context, member, path, depth + 1):
                found.setdefault(inner)
        yield from found
