"""Printed pages that are not asked for, or not answered, in the usual place."""

from __future__ import annotations

import asyncio
from pathlib import Path

import black
import httpx2
import pytest

from specloom.ir.operations import BodyKind, PageUse, Place, Response, ResponseKind
from specloom.ir.resources import Page, PageField, PageKind, PageRole
from specloom.ir.types import Scalar, ScalarType
from specloom.pipeline import render
from tests.support.emitted import STR, field, model, modules, ref
from tests.support.printed import Zoo, api, imported, operation, param, resource

TYPES = modules(model("cat", "Cat", field("id", STR)))
LISTED = Response(ResponseKind.PAGE, None, PageUse("ThePage", ref("cat", "Cat")))
CATS = PageField("cats", "cats", ("cats",), None, PageRole.ITEMS)
ANSWERS = [[{"id": "1"}, {"id": "2"}], [{"id": "3"}]]


def from_header(name: str, kind: Scalar, role: PageRole) -> PageField:
    header = f"X-{name.title()}"
    return PageField(name, name, (name,), ScalarType(kind), role, header=header)


async def ids(zoo: Zoo) -> list[str]:
    return [cat.id async for cat in zoo.async_client().cats.list()]


def answered_by(zoo: Zoo, headers: list[dict[str, str]]) -> None:
    replies = [
        httpx2.Response(200, json=body, headers=head)
        for body, head in zip(ANSWERS, headers, strict=True)
    ]
    queue = iter(replies)
    zoo.answer = lambda _: next(queue)


@pytest.mark.parametrize(
    ("kind", "told", "headers"),
    [
        (
            PageKind.CURSOR,
            from_header("next", Scalar.STRING, PageRole.NEXT_CURSOR),
            [{"X-Next": "2"}, {}],
        ),
        (
            PageKind.OFFSET,
            from_header("more", Scalar.BOOLEAN, PageRole.HAS_NEXT),
            [{"X-More": "true"}, {"X-More": "False"}],
        ),
        (
            PageKind.OFFSET,
            from_header("total", Scalar.INTEGER, PageRole.TOTAL_COUNT),
            [{"X-Total": "3"}, {"X-Total": "3"}],
        ),
    ],
)
def test_headers_say_what_follows_a_bare_array(
    tmp_path: Path, kind: PageKind, told: PageField, headers: list[dict[str, str]]
) -> None:
    scheme = Page("ThePage", kind, (CATS, told), "at", items_in_root=True)
    listing = operation("list", "get /cats", param("at", Place.QUERY), gives=LISTED)
    made = api(resource("cats", "Cats", listing), types=TYPES, pages=(scheme,))
    with imported(made, tmp_path) as zoo:
        answered_by(zoo, headers)
        pages = list(zoo.client().cats.list().iter_pages())
        assert [cat.id for page in pages for cat in page.cats] == ["1", "2", "3"]
        assert dict(zoo.request.url.params) == {"at": "2"}
        answered_by(zoo, headers)
        assert asyncio.run(ids(zoo)) == ["1", "2", "3"]
    text = render(made)["src/zoo/pagination.py"]
    assert black.format_str(text, mode=black.Mode(line_length=100)) == text


def test_a_header_that_is_no_number_stays_text(tmp_path: Path) -> None:
    told = from_header("total", Scalar.INTEGER, PageRole.OTHER)
    scheme = Page("ThePage", PageKind.SINGLE, (CATS, told), items_in_root=True)
    made = api(
        resource("cats", "Cats", operation("list", "get /cats", gives=LISTED)),
        types=TYPES,
        pages=(scheme,),
    )
    with imported(made, tmp_path) as zoo:
        for sent, read in (("12", 12), ("many", "many")):
            zoo.answer = lambda _, text=sent: httpx2.Response(
                200, json=[], headers={"X-Total": text}
            )
            assert zoo.client().cats.list().total == read
        zoo.answer = lambda _: httpx2.Response(200, json=[])
        assert zoo.client().cats.list().total is None


@pytest.mark.parametrize("kind", [PageKind.CURSOR_ID, PageKind.OFFSET, PageKind.PAGE_NUMBER])
def test_the_next_page_is_asked_for_in_the_body(tmp_path: Path, kind: PageKind) -> None:
    start = 1 if kind is PageKind.PAGE_NUMBER else 0
    scheme = Page("ThePage", kind, (CATS,), "at", start=start, in_body=True)
    listing = operation(
        "list",
        "post /cats",
        param("at", Place.BODY),
        param("name", Place.BODY),
        gives=LISTED,
        body=BodyKind.JSON,
    )
    made = api(resource("cats", "Cats", listing), types=TYPES, pages=(scheme,))
    with imported(made, tmp_path) as zoo:
        replies: list[object] = [*({"cats": cats} for cats in ANSWERS), {"cats": []}]
        queue = iter(replies)
        zoo.answer = lambda _: httpx2.Response(200, json=next(queue))
        found = zoo.client().cats.list(name="Tom")
        assert [cat.id for cat in found] == ["1", "2", "3"]
        assert zoo.body == {"name": "Tom", "at": "3" if kind is PageKind.CURSOR_ID else 3}
        assert not zoo.request.url.params
