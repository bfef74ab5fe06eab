"""The arithmetic of retries."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._retries import BodyReplay, RetryClock, retry_after, retry_delay, should_retry


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_any_header_gives_a_sane_wait(text: str) -> None:
    headers = httpx2.Headers([(b"retry-after", text.encode("latin-1"))])
    assert 0 < retry_delay(0, headers) <= 120
    assert should_retry(200, headers) is False


def test_the_wait_is_never_more_than_eight_seconds_on_its_own() -> None:
    clock = RetryClock(jitter=lambda: 0.0)
    assert [retry_delay(n, None, clock) for n in (0, 1, 4, 5, 10_000)] == [0.5, 1, 8, 8, 8]


@given(st.floats(min_value=0, max_value=1, exclude_max=True), st.integers(0, 50))
def test_jitter_keeps_three_quarters(jitter: float, retries: int) -> None:
    full = retry_delay(retries, None, RetryClock(jitter=lambda: 0.0))
    assert 0.75 * full <= retry_delay(retries, None, RetryClock(jitter=lambda: jitter)) <= full


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1e3", 1000.0), ("9" * 400, 121.0), ("Infinity", float("inf")), ("", None)],
)
def test_numbers(text: str, seconds: float | None) -> None:
    assert retry_after(httpx2.Headers({"retry-after": text})) == seconds


@pytest.mark.parametrize(
    "date", ["Fri, 99 Foo 2026 25:00:00 GMT", "Mon, 01 Jan 99999 00:00:00 GMT"]
)
def test_impossible_dates(date: str) -> None:
    wait = retry_after(httpx2.Headers({"retry-after": date}))
    assert wait is None or wait > 120


def test_bodies_of_nothing_and_of_lists() -> None:
    assert BodyReplay(None, None).rewind()
    assert BodyReplay([b"a"], {"f": b"x", "g": ("n", b"y")}).rewind()
    assert not BodyReplay(iter([b"a"]), None).rewind()

    class Fresh(list[bytes]):
        """A list whose iteration may be anything."""

    assert not BodyReplay(Fresh(), None).rewind()
