"""What is held of a call that is over: nothing, and without waiting for the collector of cycles."""

from __future__ import annotations

import gc
import gzip
import weakref
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import NotFoundError

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import Job, collect
from tests.behaviour.response.test_pages import jobs, list_jobs, page_class
from tests.support.loopback import Loopback


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_no_page_outlives_its_items(kit: Kit, loopback: Loopback) -> None:
    """However long a list is, one page of it is held: neither the first nor the last while the next is read."""
    held: list[int] = []
    pages: list[weakref.ref[Any]] = []
    made = page_class(kit)

    class Page(made):  # type: ignore[misc, valid-type]
        def _set_private_attributes(self, client: Any, options: Any) -> None:
            super()._set_private_attributes(client, options)
            pages.append(weakref.ref(self))
            held.append(sum(page() is not None for page in pages))

    for ids in (["1", "2"], ["3"], ["4"]):
        loopback.reply(json=jobs(*ids, has_more=ids != ["4"]))
    begin: Any = aiter if kit.is_async else iter
    found = collect(kit, begin(list_jobs(kit, kit.client(loopback.url), Page)))
    assert [job.id for job in found] == list("1234")
    assert held == [1, 1, 1]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_is_gone_with_its_value(kit: Kit, loopback: Loopback, encoding: str) -> None:
    body = b'{"id": "1"}'
    loopback.reply(
        body=gzip.compress(body) if encoding == "gzip" else body,
        content_type="application/json",
        headers={"content-encoding": encoding},
    )
    client, answers = watched(kit, loopback)
    assert kit.run(lambda: client.get("/job", cast_to=Job)) == Job(id="1")
    assert [answer() for answer in answers] == [None]


def test_an_answer_is_gone_with_its_error(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(503, json={}, headers={"retry-after-ms": "1"})
    loopback.reply(404, json={"error": {"code": "not_found"}})
    client, answers = watched(kit, loopback)
    with pytest.raises(NotFoundError) as caught:
        kit.run(lambda: client.get("/job", cast_to=Job))
    caught.value.__traceback__ = None
    del caught
    assert [answer() for answer in answers] == [None, None]


def watched(kit: Kit, loopback: Loopback) -> tuple[Any, list[weakref.ref[httpx2.Response]]]:
    """A client, and its answers as long as anything holds them."""
    client, answers = kit.client(loopback.url), list[weakref.ref[httpx2.Response]]()

    def note(response: httpx2.Response) -> None:
        answers.append(weakref.ref(response))

    client.on_response(kit.function(note))
    return client, answers
