"""Pages: iteration over all items, the next request, and cursors that lead nowhere."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import httpx2
import pytest
from sdk_runtime._page import BasePage, PageInfo, PaginationError
from sdk_runtime._settings import SDKError

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import Job, collect
from tests.behaviour.response.test_responses import wrapped
from tests.support.loopback import Loopback

T = TypeVar("T")


def page_class(kit: Kit, how: str = "cursor") -> Any:
    """A page class as an SDK has it: the next page by cursor, by URL, or by body."""
    base: Any = getattr(kit.module("pagination"), f"Base{'Async' if kit.is_async else 'Sync'}Page")

    class Page(base[T], Generic[T]):  # type: ignore[misc]
        data: list[T]
        has_more: bool | None = None
        next: str | None = None

        def _get_page_items(self) -> list[T]:
            return self.data or []

        def next_page_info(self) -> PageInfo | None:
            if how == "url":
                return PageInfo(url=self.next) if self.next else None
            if how == "body":
                return PageInfo(json={"after": self.next}) if self.next else None
            return PageInfo(params={"after": self.data[-1].id}) if self.data else None

        def has_next_page(self) -> bool:
            return self.has_more is not False and super().has_next_page()

    return Page[Job]


def jobs(*ids: str, **more: Any) -> dict[str, Any]:
    return {"data": [{"id": id} for id in ids], **more}


def list_jobs(kit: Kit, client: Any, page: Any = None, **arguments: Any) -> Any:
    return client.get_api_list("/jobs", page=page or page_class(kit), model=Job, **arguments)


def first_page(kit: Kit, client: Any, page: Any = None, **arguments: Any) -> Any:
    return kit.run(lambda: list_jobs(kit, client, page, **arguments))


def test_iterating_asks_for_pages_as_they_are_needed(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", "2", has_more=True))
    loopback.reply(json=jobs("3", has_more=True))
    loopback.reply(json=jobs("4", has_more=False))
    client = kit.client(loopback.url)
    options = {"params": {"limit": 2, "include": ["a"]}, "headers": {"X-Mine": "1"}, "timeout": 7}
    found = list_jobs(kit, client, options=options)
    assert [job.id for job in collect(kit, found, limit=2)] == ["1", "2"]
    assert len(loopback.requests) == 1
    loopback.clear()
    for ids in (["1", "2"], ["3"], ["4"]):
        loopback.reply(json=jobs(*ids, has_more=ids != ["4"]))
    assert [job.id for job in collect(kit, list_jobs(kit, client, options=options))] == list("1234")
    sent = loopback.requests[-3:]
    assert [request.query_items for request in sent] == [
        [("limit", "2"), ("include[]", "a")],
        [("limit", "2"), ("include[]", "a"), ("after", "2")],
        [("limit", "2"), ("include[]", "a"), ("after", "3")],
    ]
    assert {request.header("x-mine") for request in sent} == {"1"}
    assert {request.header("x-sdk-read-timeout") for request in sent} == {"7"}


def test_pages_one_by_one(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", has_more=True), headers={"x-request-id": "req_1"})
    loopback.reply(json=jobs("2", has_more=False), headers={"x-request-id": "req_2"})
    page = first_page(kit, kit.client(loopback.url))
    assert isinstance(page, BasePage)
    assert page.has_next_page()
    assert (page.data, page._request_id) == ([Job(id="1")], "req_1")
    assert repr(page.next_page_info()) == "PageInfo(params={'after': '1'})"
    last = kit.run(page.get_next_page)
    assert type(last) is type(page)
    assert (last.data, last._request_id) == ([Job(id="2")], "req_2")
    assert not last.has_next_page()
    assert page.to_dict() == jobs("1", has_more=True)


def test_iter_pages(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1"))
    loopback.reply(json=jobs("2"))
    loopback.reply(json=jobs())
    page = first_page(kit, kit.client(loopback.url))
    assert [len(each.data) for each in collect(kit, page.iter_pages())] == [1, 1, 0]


def test_an_empty_page_is_the_last_whatever_it_says(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs(has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    assert not page.has_next_page()
    assert collect(kit, page) == []
    with pytest.raises(RuntimeError, match=r"check `\.has_next_page\(\)` before") as caught:
        kit.run(page.get_next_page)
    assert isinstance(caught.value, PaginationError)
    assert isinstance(caught.value, SDKError)


def test_a_cursor_that_does_not_move_raises(kit: Kit, loopback: Loopback) -> None:
    for _ in range(2):
        loopback.reply(json=jobs("1", has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    with pytest.raises(PaginationError, match="this page again"):
        collect(kit, page)
    assert len(loopback.requests) == 2


def test_a_cursor_that_goes_in_circles_raises(kit: Kit, loopback: Loopback) -> None:
    for id in ("1", "2", "1", "2"):
        loopback.reply(json=jobs(id, has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    with pytest.raises(PaginationError, match="leads back"):
        collect(kit, page)
    assert loopback.pending == 1  # what was read is not asked for again


@pytest.mark.parametrize("length", [2, 3, 7])
def test_a_circle_of_pages_asked_for_one_by_one_raises(
    kit: Kit, loopback: Loopback, length: int
) -> None:
    """A loop of the caller's own over `get_next_page` ends, too, at its third round at the latest."""
    for number in range(3 * length):
        loopback.reply(json=jobs(str(number % length), has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    with pytest.raises(PaginationError, match="leads back"):
        while page.has_next_page():
            page = kit.run(page.get_next_page)


def test_a_circle_of_pages_is_found_by_iterating_over_pages(kit: Kit, loopback: Loopback) -> None:
    for number in range(16):
        loopback.reply(json=jobs(str(number % 7), has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    with pytest.raises(PaginationError, match="leads back"):
        collect(kit, page.iter_pages())
    assert (
        len(loopback.requests) <= 9
    )  # the first page has no cursor: its circle begins at the second


def test_the_same_next_page_may_be_asked_for_again(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", has_more=True))
    page = first_page(kit, kit.client(loopback.url))
    for _ in range(3):
        loopback.reply(json=jobs("2", has_more=False))
        assert kit.run(page.get_next_page).data == [Job(id="2")]


def test_a_page_that_does_not_say_where_its_items_are(kit: Kit, loopback: Loopback) -> None:
    base: Any = getattr(kit.module("pagination"), f"Base{'Async' if kit.is_async else 'Sync'}Page")
    loopback.reply(json={})
    page = first_page(kit, kit.client(loopback.url), base[Job])
    with pytest.raises(PaginationError, match="where its items are"):
        collect(kit, page)


def test_the_next_page_by_url(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", next=f"{loopback.url}/jobs?page=2&include%5B%5D=b"))
    loopback.reply(json=jobs("2", next="/jobs?page=3"))
    loopback.reply(json=jobs("3"))
    client = kit.client(loopback.url)
    options = {"params": {"limit": 1, "include": ["a"]}}
    found = list_jobs(kit, client, page_class(kit, "url"), options=options)
    assert [job.id for job in collect(kit, found)] == ["1", "2", "3"]
    assert [sorted(request.query_items) for request in loopback.requests] == [
        [("include[]", "a"), ("limit", "1")],
        [("include[]", "b"), ("limit", "1"), ("page", "2")],
        [("limit", "1"), ("page", "3")],
    ]


def test_the_next_page_by_body(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", next="c"))
    loopback.reply(json=jobs("2"))
    client = kit.client(loopback.url)
    found = list_jobs(kit, client, page_class(kit, "body"), body={"q": "x"}, method="post")
    assert [job.id for job in collect(kit, found)] == ["1", "2"]
    assert [request.json() for request in loopback.requests] == [
        {"q": "x"},
        {"q": "x", "after": "c"},
    ]


def test_a_page_from_any_path_can_go_on(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", has_more=True))
    loopback.reply(json=jobs("2", has_more=False))
    client = kit.client(loopback.url)
    page = kit.run(lambda: client.get("/jobs", cast_to=page_class(kit)))
    assert [job.id for job in collect(kit, page)] == ["1", "2"]


def test_pages_of_raw_responses_go_on_too(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json=jobs("1", has_more=True))
    loopback.reply(json=jobs("2", has_more=False))
    client = kit.client(loopback.url)

    def list_method(*, extra_headers: Any = None) -> Any:
        return list_jobs(kit, client, options={"headers": extra_headers or {}})

    response = kit.run(wrapped(kit, "raw", list_method))
    assert response.status_code == 200
    page = response.parse()
    assert isinstance(page, BasePage)
    assert [job.id for job in collect(kit, page)] == ["1", "2"]


def test_drifted_pages_still_go_on(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"data": [{"id": "1", "status": "odd"}], "has_more": True})
    loopback.reply(json=jobs("2", has_more="no"))
    loopback.reply(json={"has_more": False})
    found = collect(kit, list_jobs(kit, kit.client(loopback.url)))
    assert [type(job) for job in found] == [Job, Job]


@pytest.mark.parametrize("data", [7, True, "text", {"id": "1"}, None, []])
def test_a_page_whose_items_are_no_list_has_none(kit: Kit, loopback: Loopback, data: Any) -> None:
    loopback.reply(json={"data": data, "has_more": True})
    assert collect(kit, list_jobs(kit, kit.client(loopback.url))) == []


def test_page_info_takes_exactly_one_way() -> None:
    assert PageInfo(url="/x?a=1").url == httpx2.URL("/x?a=1")
    assert repr(PageInfo(json={"a": 1})) == "PageInfo(json={'a': 1})"
    for arguments in ({}, {"url": "/x", "params": {}}):
        with pytest.raises(TypeError, match="exactly one"):
            PageInfo(**arguments)
