"""How a page asks for the next one: the body of ``next_page_info`` for each mechanism (layer 4)."""

from __future__ import annotations

from collections.abc import Callable

from specloom.emit.imports import Imports
from specloom.emit.text import literal
from specloom.ir.resources import Page, PageField, PageKind, PageRole

Access = Callable[[PageField], str]
_END = ["return None"]


def next_page_lines(page: Page, access: Access, imports: Imports) -> list[str]:
    """The statements that give the ``PageInfo`` of the next page, or ``None``; without indentation."""
    fields = {item.role: access(item) for item in reversed(page.fields)}
    match page.kind:
        case PageKind.CURSOR:
            return _from_field(fields.get(PageRole.NEXT_CURSOR), _params(page, "cursor"))
        case PageKind.CURSOR_URL:
            return _from_field(fields.get(PageRole.NEXT_URL), "PageInfo(url=cursor)")
        case PageKind.CURSOR_ID:
            return _from_last_item(page)
        case PageKind.OFFSET:
            return _from_offset(page, fields, imports) if page.request_param else _END
        case PageKind.PAGE_NUMBER:
            return _from_number(page, fields, imports) if page.request_param else _END
        case PageKind.SINGLE:
            return _END


def _params(page: Page, value: str) -> str:
    part = "json" if page.in_body else "params"
    return f"PageInfo({part}={{{literal(page.request_param)}: {value}}})"


def _from_field(access: str | None, info: str) -> list[str]:
    if access is None:
        return _END
    return [f"cursor = {access}", "if not cursor:", "    return None", f"return {info}"]


def _from_last_item(page: Page) -> list[str]:
    return [
        "items = self._get_page_items()",
        f"cursor = getattr(items[-1], {literal(page.item_cursor)}, None) if items else None",
        "if cursor is None:",
        "    return None",
        f"return {_params(page, 'cursor')}",
    ]


def _asked(page: Page, imports: Imports) -> str:
    """The number that the request for this page had."""
    if page.in_body:
        return f"int(self._sent({literal(page.request_param)}) or {page.start})"
    cast, any_ = imports.external("typing", "cast"), imports.external("typing", "Any")
    value = f"self._options.params.get({literal(page.request_param)})"
    return f"int({cast}({any_}, {value}) or {page.start})"


def _from_offset(page: Page, fields: dict[PageRole, str], imports: Imports) -> list[str]:
    lines = [f"start = {_asked(page, imports)}"]
    if offset := fields.get(PageRole.OFFSET):
        lines = [
            f"offset = {offset}",
            f"start = {_asked(page, imports)} if offset is None else offset",
        ]
    lines.append("following = start + len(self._get_page_items())")
    if total := fields.get(PageRole.TOTAL_COUNT):
        lines += [
            f"total = {total}",
            "if total is not None and following >= total:",
            "    return None",
        ]
    return [*lines, f"return {_params(page, 'following')}"]


def _from_number(page: Page, fields: dict[PageRole, str], imports: Imports) -> list[str]:
    lines = [f"number = {_asked(page, imports)}"]
    if current := fields.get(PageRole.CURRENT_PAGE):
        lines = [
            f"number = {current}",
            "if number is None:",
            f"    number = {_asked(page, imports)}",
        ]
    if total := fields.get(PageRole.TOTAL_PAGES):
        lines += [
            f"total = {total}",
            "if total is not None and number >= total:",
            "    return None",
        ]
    return [*lines, f"return {_params(page, 'number + 1')}"]
