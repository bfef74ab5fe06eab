"""Parameters of a method: gathered from path, query, header, cookie and body, named once, put in order (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from specloom import naming
from specloom.build.context import BUILTIN_OPTIONS, Context
from specloom.build.endpoints import (
    IGNORED_HEADERS,
    Endpoint,
    SpecParameter,
    is_json,
    parameters,
)
from specloom.build.extensions import is_skipped, member_name
from specloom.build.nodes import Node, mapping, text
from specloom.build.shapes import LiteralShape, ObjectShape, ScalarShape
from specloom.build.writer import order_key
from specloom.diagnostics import Source
from specloom.ir.operations import Place
from specloom.ir.types import (
    JsonScalar,
    ListType,
    LiteralType,
    Scalar,
    ScalarType,
    TypeExpr,
    UnionType,
)
from specloom.load.config_resources import Method
from specloom.load.hints import did_you_mean, quoted

RESERVED: Final = frozenset({"self", "extra_headers", "extra_query", "extra_body", "timeout"})
"""Names that every method's signature has besides its parameters."""
_ORDER: Final = (
    Place.PATH,
    Place.QUERY,
    Place.BODY,
    Place.WHOLE_BODY,
    Place.HEADER,
    Place.COOKIE,
)
_PREFIX: Final = {
    Place.PATH: "path",
    Place.QUERY: "query",
    Place.HEADER: "header",
    Place.COOKIE: "cookie",
    Place.BODY: "body",
    Place.WHOLE_BODY: "body",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A parameter before it has a type. ``schema`` is None where the document gives none.

    ``position`` is its place among those that may be passed by position, as the configuration orders them.
    ``client_option`` is the option of the client that gives it where the caller does not.
    """

    name: str
    wire: str
    place: Place
    node: Node
    schema: Node | None
    required: bool
    docs: str = ""
    deprecated: bool = False
    positional: bool = False
    position: int = 0
    style: str = ""
    explode: bool | None = None
    reserved: bool = False
    default: JsonScalar = None
    client_option: str = ""


def from_spec(context: Context, endpoint: Endpoint, constant_headers: Iterable[str]) -> list[Draft]:
    """The parameters outside the body, path ones in the order of the path; headers that are constant left out."""
    hidden = {name.lower() for name in constant_headers} | IGNORED_HEADERS
    hidden |= set(_credential_headers(context))
    idempotency = context.config.client_settings.idempotency_name
    if idempotency:
        hidden.add(idempotency.lower())
    declared = parameters(context, endpoint)
    declared += _path_parameters(context, endpoint, declared)
    options = path_options(context)
    return [
        _draft(context, item, options)
        for item in declared
        if (item.place is not Place.HEADER or item.wire.lower() not in hidden)
        and (item.place is Place.PATH or not _is_left_out(item))
    ]


def _path_parameters(
    context: Context, endpoint: Endpoint, declared: list[SpecParameter]
) -> list[SpecParameter]:
    """The places of the path that nothing declares; takes declared ones without a place out of the list."""
    names = template_names(endpoint.path)
    for item in [item for item in declared if item.place is Place.PATH]:
        if item.wire not in names:
            message = f"the path has no place {{{item.wire}}}"
            context.schemas.warn("parameter-ignored", message, item.node, "it is left out")
            declared.remove(item)
    known = {item.wire for item in declared if item.place is Place.PATH}
    missing = [name for name in names if name not in known]
    if missing:
        shown = ", ".join(map(quoted, missing))
        message = f"nothing declares what the path has in braces: {shown}"
        context.schemas.warn("parameter-undeclared", message, endpoint.item, "text is assumed")
    return [SpecParameter(name, Place.PATH, endpoint.node, None, True) for name in missing]


def _is_left_out(spec: SpecParameter) -> bool:
    return is_skipped(spec.node.value) or (
        spec.schema is not None and is_skipped(spec.schema.value)
    )


def template_names(path: str) -> list[str]:
    """The names between braces in a path, in order, without repetitions."""
    found: dict[str, None] = {}
    for piece in path.split("{")[1:]:
        name, brace, _ = piece.partition("}")
        if brace and name:
            found.setdefault(name)
    return list(found)


def _credential_headers(context: Context) -> Iterable[str]:
    components = mapping(context.document.data.get("components"))
    for scheme in mapping(components.get("securitySchemes")).values():
        if mapping(scheme).get("in") == "header":
            yield text(mapping(scheme).get("name")).lower()
    for own in context.config.security_schemes.values():
        if own.in_ == "header":
            yield own.name.lower()
    for opt in context.config.client_settings.opts.values():
        if opt.send_in_header:
            yield opt.send_in_header.lower()


def path_options(context: Context) -> dict[str, str]:
    """The option of the client for each place of paths that the configuration fills from one."""
    return {
        opt.send_in_path.strip("{}"): naming.python_identifier(name, prefix="option")
        for name, opt in context.config.client_settings.opts.items()
        if opt.send_in_path and naming.python_identifier(name) not in BUILTIN_OPTIONS
    }


def _draft(context: Context, spec: SpecParameter, options: Mapping[str, str]) -> Draft:
    value = mapping(spec.node.value)
    wire = spec.wire
    style, explode = _own_style(context, spec)
    if spec.place is Place.QUERY and style != "json":
        style, explode = _query_style(context, spec)
        if wire.endswith("[]") and context.config.query_settings.array_format == "brackets":
            wire, style, explode = wire[:-2], "", None
    own = text(value.get("description")) if spec.schema is not None else ""
    plain = spec.schema is None or isinstance(
        context.schemas.form(spec.schema), ScalarShape | LiteralShape
    )
    option = options.get(wire, "") if spec.place is Place.PATH and plain and not style else ""
    return Draft(
        "",
        wire,
        spec.place,
        spec.node,
        spec.schema,
        spec.required and not option,
        own,
        value.get("deprecated") is True,
        style=style,
        explode=explode,
        reserved=spec.place is Place.QUERY and value.get("allowReserved") is True,
        client_option=option,
    )


def _own_style(context: Context, spec: SpecParameter) -> tuple[str, bool | None]:
    """The words of a parameter outside the query where they are not the usual ones of its place."""
    value = mapping(spec.node.value)
    media_type = next(iter(mapping(value.get("content"))), "")
    if media_type and "schema" not in value and is_json(media_type):
        return "json", None
    explode = value.get("explode")
    if spec.place is Place.PATH and text(value.get("style")) in ("label", "matrix"):
        return text(value.get("style")), explode is True
    if spec.place is Place.PATH and spec.schema is not None:
        is_object = isinstance(context.schemas.form(spec.schema), ObjectShape)
        return ("simple", explode is True) if is_object else ("", None)
    if spec.place is Place.COOKIE:
        return ("form", explode) if isinstance(explode, bool) else ("", None)
    return ("simple", True) if explode is True else ("", None)


def _query_style(context: Context, spec: SpecParameter) -> tuple[str, bool | None]:
    """The words of the document where they say something else than the configuration."""
    value = mapping(spec.node.value)
    style = text(value.get("style"))
    explode = value.get("explode")
    if spec.wire.endswith("[]"):
        return "form", True
    if style in ("pipeDelimited", "spaceDelimited"):
        return style, explode is True
    if style == "deepObject":
        usual = context.config.query_settings.nested_format in ("brackets", "form")
        return ("", None) if usual else (style, True)
    if isinstance(explode, bool):
        return "form", explode
    return ("form", True) if _is_apart(context, spec) else ("", None)


def _is_apart(context: Context, spec: SpecParameter) -> bool:
    """Whether a parameter of the query about which nothing is said is an object whose members go by their own names."""
    if context.config.query_settings.nested_format != "form" or spec.schema is None:
        return False
    return isinstance(context.schemas.form(spec.schema), ObjectShape)


def needed_style(context: Context, draft: Draft, expr: TypeExpr) -> tuple[str, bool | None]:
    """The style and explode of a parameter of a type; empty and None where they make no difference to it."""
    if draft.reserved:
        return draft.style or "form", draft.style == "" if draft.explode is None else draft.explode
    same = {"repeat": True, "comma": False}.get(context.config.query_settings.array_format)
    if draft.place is Place.PATH or draft.style == "json":
        moot = draft.style == "simple" and _is_plain(expr)
    else:
        moot = _is_plain(expr) or (
            draft.place is Place.QUERY
            and isinstance(expr, ListType)
            and draft.style == "form"
            and draft.explode is same
        )
    return ("", None) if moot else (draft.style, draft.explode)


def _is_plain(expr: TypeExpr) -> bool:
    """Whether values of a type are scalars, which all styles write alike."""
    if isinstance(expr, UnionType):
        return all(map(_is_plain, expr.members))
    return isinstance(expr, LiteralType) or (
        isinstance(expr, ScalarType) and expr.scalar is not Scalar.ANY
    )


def named(
    drafts: list[Draft], positional: list[str] | None, reserved: Iterable[str]
) -> list[Draft]:
    """The parameters with names that are legal and unique in the signature.

    Where several places use one name, each of them gets its place in front: ``path_id`` and ``body_id``.
    ``positional`` lists what may be passed by position; None means the last parameter of the path.
    """
    forbidden = {*RESERVED, *reserved}
    wishes = {id(draft): _wish(draft) for draft in drafts}
    places: dict[str, set[Place]] = {}
    for draft in drafts:
        places.setdefault(wishes[id(draft)], set()).add(draft.place)
    taken: set[str] = set()
    names: dict[int, str] = {}
    for draft in sorted(drafts, key=lambda draft: _RANK.index(draft.place)):
        wish = wishes[id(draft)]
        if len(places[wish]) > 1 and draft.place is not Place.WHOLE_BODY:
            wish = f"{_PREFIX[draft.place]}_{wish.removesuffix('_')}"
        name = naming.unique(f"{wish}_" if wish in forbidden else wish, taken)
        taken.add(name)
        names[id(draft)] = name
    found = [replace(draft, name=names[id(draft)]) for draft in drafts]
    return in_order(_with_positions(found, positional))


def _wish(draft: Draft) -> str:
    """The name that the document gives a parameter, else the one that its wire name comes to."""
    schema = draft.schema.value if draft.schema is not None else None
    own = member_name(draft.node.value, schema)
    return naming.python_identifier(own or draft.wire.removesuffix("[]"), prefix="param")


_RANK: Final = (
    Place.BODY,
    Place.WHOLE_BODY,
    Place.QUERY,
    Place.PATH,
    Place.HEADER,
    Place.COOKIE,
)


def _with_positions(drafts: list[Draft], listed: list[str] | None) -> list[Draft]:
    """Mark what may be passed by position, in the order of the list; without one, the last path parameter."""
    if listed is None:
        places = [draft for draft in drafts if draft.place is Place.PATH]
        last = [draft.name for draft in places if not draft.client_option][-1:]
        return [replace(draft, positional=draft.name in last) for draft in drafts]
    order = {naming.python_identifier(item, prefix="param"): i for i, item in enumerate(listed)}
    order |= {item: index for index, item in enumerate(listed)}
    found: list[Draft] = []
    for draft in drafts:
        at = order.get(draft.name, order.get(draft.wire))
        found.append(draft if at is None else replace(draft, positional=True, position=at))
    return found


def with_defaults(
    context: Context, drafts: list[Draft], method: Method, source: Source
) -> list[Draft]:
    """The parameters with the values that the configuration sends for them; reports one that is not there."""
    defaults = method.default_arguments
    known = {draft.name: draft for draft in drafts} | {draft.wire: draft for draft in drafts}
    chosen = {known[name].name: value for name, value in defaults.items() if name in known}
    for name in defaults:
        if name not in known:
            message = f"the operation has no parameter {name!r} to give a value"
            place = source.child("default_arguments", name)
            hint = did_you_mean(name, known)
            context.diagnostics.error("unknown-parameter", message, place, hint)
    return in_order(
        [
            (
                replace(draft, default=chosen[draft.name], required=False)
                if draft.name in chosen
                else draft
            )
            for draft in drafts
        ]
    )


def in_order(drafts: list[Draft]) -> list[Draft]:
    """Signature order: by position, other path parameters, required ones, optional ones; then by place and name.

    Of those by position, the required ones come first: Python takes no other order.
    """
    path_order = {d.name: i for i, d in enumerate(drafts) if d.place is Place.PATH}

    def order(draft: Draft) -> tuple[object, ...]:
        is_path = draft.place is Place.PATH
        needed = is_path and not draft.client_option
        rank = 0 if draft.positional else 1 if needed else 2 if draft.required else 3
        if draft.positional:
            return (rank, not draft.required, draft.position, order_key(draft.wire))
        place = path_order[draft.name] if is_path else len(drafts)
        return (rank, place, _ORDER.index(draft.place), order_key(draft.wire))

    return sorted(drafts, key=order)


def path_sorted(drafts: list[Draft], path: str) -> list[Draft]:
    """The drafts with path parameters in the order in which the path has them."""
    order = {name: index for index, name in enumerate(template_names(path))}
    return sorted(
        drafts,
        key=lambda d: (d.place is not Place.PATH, order.get(d.wire, 0)),
    )
