"""Pagination: the schemes of the configuration, and which operations follow one (layer 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specloom import naming
from specloom.build.context import Context, applies_not
from specloom.build.names import Names
from specloom.build.nodes import JsonDict, Node, mapping, text, types_of
from specloom.build.params import Draft
from specloom.build.shapes import ListShape, ObjectShape
from specloom.ir.operations import Place
from specloom.ir.resources import Page, PageField, PageKind, PageRole
from specloom.ir.types import DictType, ListType, Scalar, ScalarType, TypeExpr
from specloom.load.config_client import PageProperty, PageScheme

_PURPOSE: Final = "x-stainless-pagination-property"
_KINDS: Final = {
    "cursor": PageKind.CURSOR,
    "cursor_id": PageKind.CURSOR_ID,
    "cursor_url": PageKind.CURSOR_URL,
    "offset": PageKind.OFFSET,
    "page_number": PageKind.PAGE_NUMBER,
    "page": PageKind.SINGLE,
    "fake_page": PageKind.SINGLE,
}
_ROLES: Final = {
    "items": PageRole.ITEMS,
    "next_cursor_field": PageRole.NEXT_CURSOR,
    "next_page_field": PageRole.NEXT_CURSOR,
    "next_cursor_id": PageRole.NEXT_CURSOR,
    "cursor_url_field": PageRole.NEXT_URL,
    "has_next_page": PageRole.HAS_NEXT,
    "offset_count_start_field": PageRole.OFFSET,
    "offset_total_count_field": PageRole.TOTAL_COUNT,
    "total_count_field": PageRole.TOTAL_COUNT,
    "total_page_count_field": PageRole.TOTAL_PAGES,
    "current_page_number_field": PageRole.CURRENT_PAGE,
}
_SELECTS: Final = (
    "next_cursor_param",
    "next_cursor_id_param",
    "next_page_param",
    "offset_count_param",
    "page_number_param",
)
_SCALARS: Final = {
    "string": Scalar.STRING,
    "integer": Scalar.INTEGER,
    "number": Scalar.NUMBER,
    "boolean": Scalar.BOOLEAN,
}
_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Scheme:
    """A pagination scheme: the page it gives, and what an operation must have to follow it.

    ``params`` are wire names of parameters, ``paths`` the wire paths of response fields, ``items`` the one with the
    items (empty where the response is the array itself).
    """

    page: Page
    params: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An operation that follows a scheme, and the schema of one item."""

    scheme: Scheme
    item: Node | None


@dataclass(frozen=True, slots=True)
class _Field:
    path: tuple[str, ...]
    schema: JsonDict
    role: PageRole
    header: str = ""


def schemes(context: Context) -> list[Scheme]:
    """The schemes of the configuration, those with a next page before those without."""
    found: list[Scheme] = []
    names = Names()
    for index, item in enumerate(context.config.pagination):
        if applies_not(item.skip, item.only):
            continue
        name = names.claim(context.casing.class_name(item.name))
        scheme = _scheme(item, name)
        if not scheme.items and not scheme.page.items_in_root:
            source = context.config.source("pagination", index)
            message = f"the scheme {item.name!r} has no array of items"
            context.diagnostics.error("page-without-items", message, source)
            continue
        found.append(scheme)
    return sorted(found, key=lambda scheme: scheme.page.kind is PageKind.SINGLE)


def _scheme(item: PageScheme, name: str) -> Scheme:
    params = tuple(
        key
        for key, value in item.request.items()
        if value.purpose and not value.purpose.startswith("previous_")
    )
    selecting = [key for key, value in item.request.items() if value.purpose in _SELECTS]
    kind = _KINDS[item.type]
    if isinstance(item.response, PageProperty):
        root: JsonDict = _plain(item.response)
        in_root = "array" in types_of(root)
        fields = [] if in_root else list(_fields(mapping(root.get("properties")), ()))
    else:
        fields = list(_fields({key: _plain(value) for key, value in item.response.items()}, ()))
        in_root = any(_details(field.schema).get("is_top_level_array") is True for field in fields)
    fields = _with_items(fields)
    chosen = [field.path for field in fields if field.role is PageRole.ITEMS]
    page = Page(
        name,
        kind,
        _page_fields(fields),
        selecting[0] if selecting else "",
        _item_cursor(fields) or "id",
        1 if kind is PageKind.PAGE_NUMBER else 0,
        in_root,
        item.param_location == "body",
    )
    paths = tuple(field.path for field in fields if not field.header)
    return Scheme(page, params, paths, chosen[0] if chosen else ())


def _with_items(fields: list[_Field]) -> list[_Field]:
    """The fields with one that holds the items: where no purpose says which, it is the first array."""
    if any(field.role is PageRole.ITEMS for field in fields):
        return fields
    for index, field in enumerate(fields):
        if field.role is PageRole.OTHER and "array" in types_of(field.schema):
            return [*fields[:index], replace(field, role=PageRole.ITEMS), *fields[index + 1 :]]
    return fields


def _plain(value: PageProperty) -> JsonDict:
    """A property of the configuration as the schema that it is."""
    data: JsonDict = dict(value.model_extra or {})
    data["type"] = value.type
    if value.pagination is not None:
        data[_PURPOSE] = value.pagination.model_dump()
    return data


def _details(schema: JsonDict) -> JsonDict:
    return mapping(schema.get(_PURPOSE))


def _purpose(schema: JsonDict) -> str:
    return text(_details(schema).get("purpose"))


def _fields(properties: JsonDict, above: tuple[str, ...]) -> Iterator[_Field]:
    """The fields of a page: what has a purpose wherever it stands, and all others of the first level."""
    for wire, value in properties.items():
        schema, path = mapping(value), (*above, wire)
        inner = mapping(schema.get("properties"))
        role = _ROLES.get(_purpose(schema), PageRole.OTHER)
        nested = list(_fields(inner, path)) if inner and len(path) < _DEPTH else []
        if any(field.role is not PageRole.OTHER for field in nested):
            yield from nested
        elif role is not PageRole.OTHER or not above:
            yield _Field(path, schema, role, text(_details(schema).get("from_header")))


_PAGE_NAMES: Final = ("has_next_page", "next_page_info", "get_next_page", "iter_pages")
"""What a page can do: a field of the same name gets a trailing underscore."""


def _page_fields(fields: list[_Field]) -> tuple[PageField, ...]:
    taken: set[str] = set()
    found: list[PageField] = []
    for field in fields:
        wish = naming.python_identifier("_".join(field.path), model=True)
        name = naming.unique(f"{wish}_" if wish in _PAGE_NAMES else wish, taken)
        taken.add(name)
        found.append(_page_field(field, name))
    return tuple(found)


def _page_field(field: _Field, name: str) -> PageField:
    return PageField(
        name,
        field.path[-1],
        field.path,
        _field_type(field.schema, field.role),
        field.role,
        header=field.header,
    )


def _field_type(schema: JsonDict, role: PageRole) -> TypeExpr | None:
    if role is PageRole.ITEMS:
        return None
    words = [word for word in types_of(schema) if word != "null"]
    if len(words) != 1:
        return ScalarType(Scalar.ANY)
    if words[0] == "array":
        return ListType(_field_type(mapping(schema.get("items")), PageRole.OTHER) or _ANY)
    if words[0] == "object":
        return DictType(_ANY)
    return ScalarType(_SCALARS.get(words[0], Scalar.ANY))


_ANY: Final = ScalarType(Scalar.ANY)


def _item_cursor(fields: list[_Field]) -> str:
    for field in fields:
        items = mapping(mapping(field.schema.get("items")).get("properties"))
        for wire, value in items.items():
            if _purpose(mapping(value)) == "cursor_item_id":
                return naming.python_identifier(wire, model=True)
    return ""


def match(
    context: Context, known: list[Scheme], drafts: list[Draft], response: Node, wanted: str
) -> Match | None:
    """The first scheme that an operation follows; ``wanted`` is the name of the only one allowed, or empty."""
    wires = {
        place: {draft.wire for draft in drafts if draft.place is place}
        for place in (Place.QUERY, Place.BODY)
    }
    for scheme in known:
        if wanted and context.casing.class_name(wanted) != scheme.page.name:
            continue
        sent = wires[Place.BODY if scheme.page.in_body else Place.QUERY]
        if not all(wire in sent for wire in scheme.params):
            continue
        found = _match_response(context, scheme, response)
        if found is not None:
            return found
    return None


def _match_response(context: Context, scheme: Scheme, response: Node) -> Match | None:
    if scheme.page.items_in_root:
        form = context.schemas.form(response)
        return Match(scheme, form.item) if isinstance(form, ListShape) else None
    if not all(_below(context, response, path) is not None for path in scheme.paths):
        return None
    items = _below(context, response, scheme.items)
    if items is None:
        return None
    form = context.schemas.form(items)
    return Match(scheme, form.item) if isinstance(form, ListShape) else None


def _below(context: Context, node: Node, path: tuple[str, ...]) -> Node | None:
    """The schema at a path of properties."""
    for wire in path:
        form = context.schemas.form(node)
        if not isinstance(form, ObjectShape):
            return None
        inner = next((item.node for item in form.properties if item.wire == wire), None)
        if inner is None:
            return None
        node = inner
    return node
