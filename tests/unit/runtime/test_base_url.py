"""URLs below a base URL: the same as the transport's parser makes, whether they go through it or not."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._request import BaseURL

BASES = ["https://api.test/v1", "http://user:pw@[::1]:8000/a%20b/", "http://müller.test:80"]
TEXT = st.text(alphabet="aZ0_-.~%2F/?#&=+:@[] ;,'\"é\n", max_size=30)


@pytest.mark.parametrize("base", BASES)
@given(rest=TEXT)
def test_below_is_what_the_parser_makes(base: str, rest: str) -> None:
    known = BaseURL.parse(base)
    text = known.prefix + rest
    try:
        wanted = httpx2.URL(text)
    except httpx2.InvalidURL:
        with pytest.raises(httpx2.InvalidURL):
            known.below(text)
        return
    made = known.below(text)
    assert vars(made) == vars(wanted)
    assert (str(made), made.raw_path, made.netloc) == (str(wanted), wanted.raw_path, wanted.netloc)


@pytest.mark.parametrize("base", BASES)
def test_plain_text_below_is_not_parsed(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = BaseURL.parse(base)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(httpx2.URL, "__init__", refuse)
    assert known.below(f"{known.prefix}threads/t_1/runs?limit=3").path.endswith("threads/t_1/runs")
    with pytest.raises(AssertionError, match="parsed"):
        known.below(f"{known.prefix}threads/../t_1")


def test_elsewhere_is_parsed() -> None:
    known = BaseURL.parse("https://api.test/v1")
    assert known.below("https://other.test/v1/x").host == "other.test"
    with pytest.raises(httpx2.InvalidURL):
        known.below(known.prefix + "a" * 70_000)
