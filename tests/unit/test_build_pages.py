"""Pagination: schemes, and the methods that follow them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.operations import ResponseKind
from specloom.ir.resources import Page, PageKind, PageRole
from tests.support.built import Built, build, show

PURPOSE = "x-stainless-pagination-property"
CURSOR = f"""
  - name: cursor_page
    type: cursor
    request: {{limit: {{type: integer}}, after: {{type: string, {PURPOSE}: {{purpose: next_cursor_param}}}}}}
    response:
      data: {{type: array, items: {{}}}}
      has_more: {{type: boolean, {PURPOSE}: {{purpose: has_next_page}}}}
      last_id: {{type: string, {PURPOSE}: {{purpose: next_cursor_field}}}}
"""


def listed(
    tmp_path: Path,
    scheme: str = CURSOR,
    *,
    params: str = "after, limit",
    fields: str = "data: {type: array, items: ITEM}, has_more: {type: boolean}, last_id: {type: string}",
    item: str = "{$ref: '#/components/schemas/Item'}",
    method: str = "get /items",
    response: str = "",
) -> Built:
    declared = ", ".join(
        f"{{in: query, name: {name}, schema: {{}}}}" for name in params.split(", ") if name
    )
    schema = response or f"{{properties: {{{fields}}}}}"
    spec = f"""
paths:
  /items:
    get:
      parameters: [{declared}]
      responses: {{'200': {{content: {{application/json: {{schema: {schema.replace("ITEM", item)}}}}}}}}}
components: {{schemas: {{Item: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"""
    config = f"""
pagination: {scheme}
resources: {{items: {{models: {{item: Item}}, methods: {{list: {method}}}}}}}
"""
    return build(tmp_path, spec, config)


def page_of(built: Built, name: str) -> Page:
    return next(page for page in built.api.pages if page.name == name)


def test_a_list_that_follows_a_scheme(tmp_path: Path) -> None:
    built = listed(tmp_path)
    response = built.method("items.list").response
    assert response.kind is ResponseKind.PAGE
    assert response.type is None
    assert response.page is not None
    assert (response.page.page, show(response.page.item)) == ("CursorPage", "Item")
    page = page_of(built, "CursorPage")
    assert (page.kind, page.request_param, page.start) == (PageKind.CURSOR, "after", 0)
    assert [(f.name, f.path, f.role) for f in page.fields] == [
        ("data", ("data",), PageRole.ITEMS),
        ("has_more", ("has_more",), PageRole.HAS_NEXT),
        ("last_id", ("last_id",), PageRole.NEXT_CURSOR),
    ]


def test_inline_items_are_called_after_the_method(tmp_path: Path) -> None:
    built = listed(tmp_path, item="{properties: {x: {type: string}}}")
    page = built.method("items.list").response.page
    assert page is not None
    assert show(page.item) == "ItemListResponse"
    assert built.fields("item_list_response") == {"x?": "string"}


@pytest.mark.parametrize(
    "change",
    [
        {"params": "limit"},
        {"fields": "data: {type: array, items: ITEM}, last_id: {type: string}"},
        {"fields": "data: {type: object}, has_more: {type: boolean}, last_id: {type: string}"},
        {"method": "{endpoint: get /items, paginated: false}"},
    ],
)
def test_a_method_that_does_not_follow_it(tmp_path: Path, change: dict[str, str]) -> None:
    built = listed(tmp_path, **change)
    assert built.method("items.list").response.kind is ResponseKind.JSON
    assert built.codes == []


def test_a_method_that_must_be_paged_but_cannot(tmp_path: Path) -> None:
    built = listed(tmp_path, params="limit", method="{endpoint: get /items, paginated: true}")
    assert built.codes == ["not-paginated"]
    source = built.diagnostics.items[0].source
    assert source is not None
    assert source.pointer == "#/resources/items/methods/list/paginated"


def test_a_scheme_that_has_a_next_page_goes_before_one_that_has_none(tmp_path: Path) -> None:
    single = "\n  - {name: page, type: fake_page, request: {}, response: {data: {type: array, items: {}}}}"
    built = listed(tmp_path, single + CURSOR)
    page = built.method("items.list").response.page
    assert page is not None
    assert page.page == "CursorPage"
    other = listed(tmp_path, single + CURSOR, params="")
    page = other.method("items.list").response.page
    assert page is not None
    assert page.page == "Page"
    assert page_of(other, "Page").kind is PageKind.SINGLE


def test_fields_below_the_first_level(tmp_path: Path) -> None:
    scheme = f"""
  - name: nested
    type: page_number
    request: {{page: {{type: integer, {PURPOSE}: {{purpose: page_number_param}}}}}}
    response:
      results: {{type: array, items: {{}}, {PURPOSE}: {{purpose: items}}}}
      meta:
        type: object
        properties:
          currentPage: {{type: integer, {PURPOSE}: {{purpose: current_page_number_field}}}}
          note: {{type: string}}
"""
    fields = (
        "results: {type: array, items: ITEM}, meta: {properties: {currentPage: {type: integer}}}"
    )
    built = listed(tmp_path, scheme, params="page", fields=fields)
    assert built.method("items.list").response.kind is ResponseKind.PAGE
    page = page_of(built, "Nested")
    assert (page.start, page.request_param) == (1, "page")
    assert [(f.name, f.path, f.role) for f in page.fields] == [
        ("results", ("results",), PageRole.ITEMS),
        ("meta_current_page", ("meta", "currentPage"), PageRole.CURRENT_PAGE),
    ]


def test_the_cursor_is_a_member_of_the_last_item(tmp_path: Path) -> None:
    scheme = f"""
  - name: by_id
    type: cursor_id
    request: {{after: {{type: string, {PURPOSE}: {{purpose: next_cursor_id_param}}}}}}
    response:
      data:
        type: array
        items: {{type: object, properties: {{itemId: {{type: string, {PURPOSE}: {{purpose: cursor_item_id}}}}}}}}
"""
    built = listed(tmp_path, scheme)
    page = page_of(built, "ByID")
    assert (page.kind, page.item_cursor, page.request_param) == (
        PageKind.CURSOR_ID,
        "item_id",
        "after",
    )


def test_a_response_that_is_the_array_itself(tmp_path: Path) -> None:
    scheme = f"""
  - name: offset
    type: offset
    request: {{skip: {{type: integer, {PURPOSE}: {{purpose: offset_count_param}}}}}}
    response: {{type: array, items: {{}}}}
"""
    response = "{type: array, items: ITEM}"
    built = listed(tmp_path, scheme, params="skip", response=response)
    page = page_of(built, "Offset")
    assert (page.items_in_root, page.kind, page.fields) == (True, PageKind.OFFSET, ())
    used = built.method("items.list").response.page
    assert used is not None
    assert show(used.item) == "Item"


def test_a_scheme_without_items_is_an_error(tmp_path: Path) -> None:
    scheme = "\n  - {name: none, type: cursor, request: {}, response: {next: {type: string}}}\n"
    assert listed(tmp_path, scheme).codes == ["page-without-items"]


def test_what_headers_say_of_a_bare_array(tmp_path: Path) -> None:
    scheme = f"""
  - name: header_page
    type: offset
    request: {{skip: {{type: integer, {PURPOSE}: {{purpose: offset_count_param}}}}}}
    response:
      cats: {{type: array, items: {{}}, {PURPOSE}: {{purpose: items, is_top_level_array: true}}}}
      more: {{type: boolean, {PURPOSE}: {{purpose: has_next_page, from_header: X-More}}}}
"""
    built = listed(tmp_path, scheme, params="skip", response="{type: array, items: ITEM}")
    page = page_of(built, "HeaderPage")
    assert built.method("items.list").response.kind is ResponseKind.PAGE
    assert page.items_in_root
    assert [(f.name, f.role, f.header) for f in page.fields] == [
        ("cats", PageRole.ITEMS, ""),
        ("more", PageRole.HAS_NEXT, "X-More"),
    ]


def test_fields_called_like_what_a_page_does_or_like_each_other(tmp_path: Path) -> None:
    scheme = f"""
  - name: cursor_page
    type: cursor
    request: {{after: {{type: string, {PURPOSE}: {{purpose: next_cursor_param}}}}}}
    response:
      data: {{type: array, items: {{}}, {PURPOSE}: {{purpose: items}}}}
      hasNextPage: {{type: boolean, {PURPOSE}: {{purpose: has_next_page}}}}
      has_next_page: {{type: boolean}}
      lastId: {{type: string, {PURPOSE}: {{purpose: next_cursor_field}}}}
      last_id: {{type: string}}
"""
    page = page_of(listed(tmp_path, scheme), "CursorPage")
    assert {field.wire: field.name for field in page.fields} == {
        "data": "data",
        "hasNextPage": "has_next_page_",
        "has_next_page": "has_next_page_2",
        "lastId": "last_id",
        "last_id": "last_id_2",
    }


def test_a_scheme_whose_parameters_are_in_the_body(tmp_path: Path) -> None:
    scheme = CURSOR.replace("type: cursor\n", "type: cursor\n    param_location: body\n")
    assert listed(tmp_path, scheme).method("items.list").response.kind is ResponseKind.JSON
    answer = "{properties: {data: {type: array, items: {}}, has_more: {type: boolean}, last_id: {type: string}}}"
    spec = f"""
paths:
  /search:
    post:
      requestBody: {{content: {{application/json: {{schema: {{properties: {{after: {{type: string}}}}}}}}}}}}
      responses: {{'200': {{content: {{application/json: {{schema: {answer}}}}}}}}}
"""
    for wanted, kind in ((scheme, ResponseKind.PAGE), (CURSOR, ResponseKind.JSON)):
        config = (
            f"pagination: {wanted}\nresources: {{items: {{methods: {{search: post /search}}}}}}"
        )
        built = build(tmp_path, spec, config)
        assert built.method("items.search").response.kind is kind
    assert not page_of(built, "CursorPage").in_body


def test_parameters_for_the_page_before_need_not_be_there(tmp_path: Path) -> None:
    before = f"before: {{type: string, {PURPOSE}: {{purpose: previous_cursor_param}}}}, "
    built = listed(tmp_path, CURSOR.replace("request: {", "request: {" + before))
    assert built.codes == []
    assert built.method("items.list").response.kind is ResponseKind.PAGE
