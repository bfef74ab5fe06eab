"""The document's side of a method: its operation, parameters, body and responses as they are written (layer 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from specloom.build.context import Context
from specloom.build.nodes import JsonDict, Node, either_of, mapping, sequence, text
from specloom.build.sequences import essence, is_event_stream, is_lines, is_stream
from specloom.build.shapes import ObjectShape
from specloom.diagnostics import Source
from specloom.ir.operations import BodyKind, Place, ResponseKind
from specloom.load.grammar import is_header_name, verbs_of
from specloom.load.hints import close_match, quoted

IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization", "cookie"})
_FORM: Final = "application/x-www-form-urlencoded"
_PLACES: Final = {
    "path": Place.PATH,
    "query": Place.QUERY,
    "header": Place.HEADER,
    "cookie": Place.COOKIE,
}


@dataclass(frozen=True, slots=True)
class SpecParameter:
    """A parameter as the document has it; ``schema`` is None where it has none."""

    wire: str
    place: Place
    node: Node
    schema: Node | None
    required: bool


@dataclass(frozen=True, slots=True)
class SpecContent:
    """One media type of a body or a response."""

    media_type: str
    node: Node
    schema: Node | None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An operation of the document."""

    method: str
    path: str
    node: Node
    item: Node

    @property
    def operation(self) -> JsonDict:
        """The operation object."""
        return mapping(self.node.value)


def find_endpoint(context: Context, method: str, path: str, source: Source) -> Endpoint | None:
    """The operation of a method of the configuration; reports one that the document does not have."""
    paths = mapping(context.document.data.get("paths"))
    root = context.schemas.at("#/paths") if paths else None
    wanted = path if path in paths else _same_path(path, paths)
    if root is not None and wanted is not None:
        item = context.schemas.follow(root.child(wanted))
        node = item.child(method)
        if isinstance(node.value, dict):
            return Endpoint(method, wanted, node, item)
    _report(context, method, path, wanted, source)
    return None


def _same_path(path: str, paths: JsonDict) -> str | None:
    """The document's path that differs from ``path`` only in the names of its parameters or a final slash."""
    form = _skeleton(path)
    matches = [item for item in paths if _skeleton(item) == form]
    return matches[0] if len(matches) == 1 else None


def _skeleton(path: str) -> str:
    parts: list[str] = []
    for piece in path.rstrip("/").split("/"):
        start, end = piece.find("{"), piece.rfind("}")
        parts.append(piece[:start] + "{}" + piece[end + 1 :] if 0 <= start < end else piece)
    return "/".join(parts)


def _report(context: Context, method: str, path: str, known: str | None, source: Source) -> None:
    paths = mapping(context.document.data.get("paths"))
    if known is not None:
        item = context.schemas.follow(context.schemas.at("#/paths").child(known))
        verbs = verbs_of(mapping(item.value))
        hint = f"this path has {', '.join(verbs)}" if verbs else "this path has no operation"
    else:
        close = close_match(path, [name for name in paths if len(name) < 200], cutoff=0.5)
        hint = f"the closest path is {close}" if close else "the document has no such path"
    message = f"the document has no operation {method} {path}"
    context.diagnostics.error("unknown-endpoint", message, source, hint)


def parameters(context: Context, endpoint: Endpoint) -> list[SpecParameter]:
    """The parameters of an operation; those of its path item count unless it has its own of that name."""
    found: dict[tuple[str, Place], SpecParameter] = {}
    for owner in (endpoint.item, endpoint.node):
        for index in range(len(sequence(mapping(owner.value).get("parameters")))):
            node = context.schemas.follow(owner.child("parameters", index))
            for spec in _parameters(context, node):
                key = spec.wire.lower() if spec.place is Place.HEADER else spec.wire
                found[key, spec.place] = spec
    return list(found.values())


def _parameters(context: Context, node: Node) -> list[SpecParameter]:
    """A parameter; of one that is the whole query string, the parameters that its form is made of."""
    value = mapping(node.value)
    if value.get("in") != "querystring":
        spec = _parameter(context, node)
        return [] if spec is None else [spec]
    form = next((item for item in contents(node) if essence(item.media_type) == _FORM), None)
    shape = context.schemas.form(form.schema) if form and form.schema else None
    if not isinstance(shape, ObjectShape):
        message = "a query string is read as a form with named members; this one is left out"
        hint = "pass it in extra_query, or describe its members below application/x-www-form-urlencoded"
        context.schemas.warn("unread-query-string", message, node, hint)
        return []
    demanded = value.get("required") is True
    return [
        SpecParameter(
            item.wire, Place.QUERY, item.node, item.node, demanded and item.wire in shape.required
        )
        for item in shape.properties
    ]


def _parameter(context: Context, node: Node) -> SpecParameter | None:
    value = mapping(node.value)
    wire, place = text(value.get("name")), _PLACES.get(text(value.get("in")))
    if not wire or place is None:
        if value:
            message = "a parameter needs a name, and `in` with path, query, header or cookie"
            context.schemas.warn("parameter-ignored", message, node, "it is left out")
        return None
    if place is Place.HEADER and not is_header_name(wire):
        message = f"no header can be called {quoted(wire)}: a name has letters, digits and dashes"
        context.schemas.warn("parameter-ignored", message, node, "it is left out")
        return None
    schema: Node | None = node.child("schema") if "schema" in value else None
    if schema is None:
        content = mapping(value.get("content"))
        media_type = next(iter(content), "")
        if "schema" in mapping(content.get(media_type)):
            schema = node.child("content", media_type, "schema")
    if schema is None and "schema" not in value and not value.get("content"):
        message = f"nothing is said about the values of the parameter {quoted(wire)}"
        context.schemas.warn("parameter-without-schema", message, node, "any value is taken")
    required = value.get("required") is True or place is Place.PATH
    return SpecParameter(wire, place, node, schema, required)


def contents(node: Node) -> list[SpecContent]:
    """The media types of a request body or a response, in the document's order."""
    found: list[SpecContent] = []
    for media_type, value in mapping(mapping(node.value).get("content")).items():
        inner = node.child("content", media_type)
        schema = inner.child("schema") if "schema" in mapping(value) else None
        found.append(SpecContent(media_type, inner, schema))
    return found


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON; a wildcard counts, as servers that say so send JSON."""
    kind = essence(media_type)
    if kind in ("application/json", "*/*", "application/*", "text/json", ""):
        return True
    return kind.endswith("+json") or ("json" in kind and not is_lines(kind))


def is_text(media_type: str) -> bool:
    """Whether a body of this media type is read as text."""
    kind = essence(media_type)
    return kind.startswith("text/") or kind.endswith(("/xml", "+xml", "/yaml", "+yaml", "/x-yaml"))


def body_kind(media_type: str) -> BodyKind:
    """How a request body of this media type is encoded."""
    kind = essence(media_type)
    if kind == _FORM:
        return BodyKind.FORM
    if kind.startswith("multipart/"):
        return BodyKind.MULTIPART
    if is_json(kind):
        return BodyKind.JSON
    return BodyKind.TEXT if is_text(kind) or is_lines(kind) else BodyKind.BINARY


_BODY_ORDER: Final = (
    BodyKind.JSON,
    BodyKind.MULTIPART,
    BodyKind.FORM,
    BodyKind.BINARY,
    BodyKind.TEXT,
)


def request_content(context: Context, endpoint: Endpoint) -> tuple[SpecContent, bool] | None:
    """The media type that a request is sent in, and whether the body must be there."""
    body = context.schemas.follow(endpoint.node.child("requestBody"))
    found = contents(body)
    if not found:
        return None
    chosen = min(found, key=lambda item: _BODY_ORDER.index(body_kind(item.media_type)))
    return chosen, mapping(body.value).get("required") is True


@dataclass(frozen=True, slots=True)
class SpecResponse:
    """The success response: its plain media type and its stream, either of which may be missing."""

    node: Node | None
    content: SpecContent | None
    stream: SpecContent | None
    others: Node | None = None
    """The schema of all JSON answers of success, where statuses have different ones."""


def success(context: Context, endpoint: Endpoint) -> SpecResponse:
    """The response that a method returns: of 200, 201, 202 and so on, the first with content."""
    responses = endpoint.node.child("responses")
    codes = sorted(
        (code for code in mapping(responses.value) if _is_success(code)),
        key=lambda code: (not code.isdigit(), code),
    )
    if not codes and "default" in mapping(responses.value):
        codes = ["default"]
    nodes = [context.schemas.follow(responses.child(code)) for code in codes]
    for node in nodes:
        found = contents(node)
        if found:
            return _with_others(context, _chosen(context, node, found), nodes)
    return SpecResponse(nodes[0] if nodes else None, None, None)


def _with_others(context: Context, chosen: SpecResponse, nodes: list[Node]) -> SpecResponse:
    """The response, as one of the JSON answers that other statuses of success have."""
    content = chosen.content
    if content is None or content.schema is None or not is_json(content.media_type):
        return chosen
    schemas: dict[str, Node] = {}
    for node in nodes:
        others = [item for item in contents(node) if is_json(item.media_type)]
        for schema in [item.schema for item in others[:1] if item.schema is not None]:
            schemas.setdefault(context.schemas.look(schema).node.key, schema)
    both = either_of(tuple(schemas.values()))
    return replace(chosen, others=both) if len(schemas) > 1 else chosen


def _is_success(code: str) -> bool:
    return len(code) == 3 and code[0] == "2" and (code.isdigit() or code[1:].upper() == "XX")


def _chosen(context: Context, node: Node, found: list[SpecContent]) -> SpecResponse:
    streams = [item for item in found if is_stream(context, item.media_type, item.node)]
    plain = [item for item in found if item not in streams]
    streams.sort(key=lambda item: not is_event_stream(item.media_type))
    plain.sort(key=lambda item: not is_json(item.media_type))
    return SpecResponse(node, plain[0] if plain else None, streams[0] if streams else None)


def response_kind(content: SpecContent | None) -> ResponseKind:
    """How a success response of this media type is read."""
    if content is None:
        return ResponseKind.NONE
    kind = essence(content.media_type)
    schema = mapping(content.schema.value) if content.schema is not None else {}
    if is_json(kind):
        if kind == "*/*" and schema.get("format") == "binary":
            return ResponseKind.BINARY
        return ResponseKind.JSON
    if schema.get("format") == "binary" or not is_text(kind):
        return ResponseKind.BINARY
    return ResponseKind.TEXT
