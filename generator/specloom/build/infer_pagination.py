"""Pagination schemes from what list operations take and return."""

from __future__ import annotations

from specloom.build.infer_resources import FoundOperation
from specloom.build.infer_view import SpecView
from specloom.build.nodes import mapping
from specloom.naming import snake_case, unique

_PURPOSE = "x-stainless-pagination-property"
_ITEMS = ("data", "items", "results", "records", "entries", "values", "objects")
_CURSOR_PARAMS = (
    "after", "cursor", "page_token", "pageToken", "next_token", "nextToken", "starting_after",
    "continuation_token", "continuationToken", "next_cursor", "start_cursor",
)  # fmt: skip
_CURSOR_FIELDS = (
    "next_cursor", "nextCursor", "next_page_token", "nextPageToken", "next_token", "nextToken",
    "continuation_token", "continuationToken", "end_cursor", "last_id",
)  # fmt: skip
_MORE = ("has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage")
_OFFSET_PARAMS = ("offset", "skip", "start_index", "startIndex")
_TOTALS = ("total", "total_count", "totalCount", "total_items", "totalItems")
_PAGE_PARAMS = ("page", "page_number", "pageNumber")
_PAGE_COUNTS = ("total_pages", "totalPages", "page_count", "pageCount", "last_page")


def infer_pagination(view: SpecView, operations: list[FoundOperation]) -> list[dict[str, object]]:
    """One scheme per distinct way of paging, each named after its kind."""
    schemes: list[dict[str, object]] = []
    for operation in operations:
        if operation.method != "get" or operation.on_item:
            continue
        scheme = _scheme(view, operation.data)
        if scheme is None or any(_same(scheme, known) for known in schemes):
            continue
        schemes.append({"name": _name(scheme, [str(known["name"]) for known in schemes]), **scheme})
    return schemes


def _name(scheme: dict[str, object], taken: list[str]) -> str:
    """``cursor_page``, or with the name of the items in front where that is taken."""
    kind = str(scheme["type"]).removesuffix("_id")
    base = "numbered_page" if kind == "page_number" else f"{kind}_page"
    items = snake_case(next(iter(mapping(scheme["response"]))))
    return base if base not in taken else unique(f"{items}_{base}", taken)


def _same(scheme: dict[str, object], known: dict[str, object]) -> bool:
    return all(known[key] == scheme[key] for key in ("type", "request", "response"))


def _scheme(view: SpecView, operation: dict[str, object]) -> dict[str, object] | None:
    query = view.query_names(operation)
    fields = view.properties(view.success_schema(operation))
    items = _items_field(view, fields)
    if not items:
        return None
    response: dict[str, object] = {
        items: {"type": "array", "items": {}, _PURPOSE: {"purpose": "items"}}
    }
    return (
        _by_cursor(view, query, fields, items, response)
        or _by_offset(query, fields, response)
        or _by_page(query, fields, response)
    )


def _items_field(view: SpecView, fields: dict[str, object]) -> str:
    arrays = [name for name, schema in fields.items() if "items" in view.follow(schema)]
    for name in _ITEMS:
        if name in arrays:
            return name
    return arrays[0] if len(arrays) == 1 else ""


def _first(names: tuple[str, ...], present: dict[str, object]) -> str:
    return next((name for name in names if name in present), "")


def _purpose(kind: str, purpose: str) -> dict[str, object]:
    return {"type": kind, _PURPOSE: {"purpose": purpose}}


def _by_cursor(
    view: SpecView,
    query: dict[str, dict[str, object]],
    fields: dict[str, object],
    items: str,
    response: dict[str, object],
) -> dict[str, object] | None:
    parameter = _first(_CURSOR_PARAMS, dict(query))
    field = _first(_CURSOR_FIELDS, fields)
    more = _first(_MORE, fields)
    if not parameter:
        return None
    response = dict(response)
    if more:
        response[more] = _purpose("boolean", "has_next_page")
    if field:
        response[field] = _purpose("string", "next_cursor_field")
        return _made("cursor", parameter, _purpose("string", "next_cursor_param"), response)
    element = view.properties(view.follow(fields[items]).get("items"))
    if not more or "id" not in element:
        return None
    response[items] = {
        "type": "array",
        _PURPOSE: {"purpose": "items"},
        "items": {"type": "object", "properties": {"id": _purpose("string", "cursor_item_id")}},
    }
    return _made("cursor_id", parameter, _purpose("string", "next_cursor_id_param"), response)


def _by_offset(
    query: dict[str, dict[str, object]], fields: dict[str, object], response: dict[str, object]
) -> dict[str, object] | None:
    parameter = _first(_OFFSET_PARAMS, dict(query))
    if not parameter:
        return None
    response = dict(response)
    if total := _first(_TOTALS, fields):
        response[total] = _purpose("integer", "offset_total_count_field")
    return _made("offset", parameter, _purpose("integer", "offset_count_param"), response)


def _by_page(
    query: dict[str, dict[str, object]], fields: dict[str, object], response: dict[str, object]
) -> dict[str, object] | None:
    parameter = _first(_PAGE_PARAMS, dict(query))
    if not parameter or query[parameter].get("type") not in ("integer", "number"):
        return None
    response = dict(response)
    if current := _first(_PAGE_PARAMS, fields):
        response[current] = _purpose("integer", "current_page_number_field")
    if total := _first(_PAGE_COUNTS, fields):
        response[total] = _purpose("integer", "total_page_count_field")
    return _made("page_number", parameter, _purpose("integer", "page_number_param"), response)


def _made(
    kind: str, parameter: str, parameter_schema: dict[str, object], response: dict[str, object]
) -> dict[str, object]:
    return {"type": kind, "request": {parameter: parameter_schema}, "response": response}
