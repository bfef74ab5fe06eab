"""Cookie parameters of methods."""

from __future__ import annotations

import pytest
from sdk_runtime._cookies import cookie_header
from sdk_runtime._options import request_options
from sdk_runtime._types import not_given, omit


def test_what_is_not_given_sends_no_header() -> None:
    nothing = cookie_header({"a": omit, "b": None, "c": not_given})
    assert nothing is None
    assert request_options(headers={"Cookie": nothing}) == {"headers": {}}


def test_cookies_stand_in_one_header() -> None:
    assert cookie_header({"s": "x", "a": omit, "n": 3, "b": True}) == "s=x; n=3; b=true"
    assert cookie_header({"ids": ["a,b", 2, False]}) == "ids=a%2Cb,2,false"


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("a;b", "a%3Bb"),
        ("a b\r\nX: y", "a%20b%0D%0AX:%20y"),
        ('"q"\\', "%22q%22%5C"),
        ("50%", "50%25"),
        ("ä", "%C3%A4"),
        ("dGVzdA==", "dGVzdA=="),
        ("", ""),
    ],
)
def test_no_value_can_leave_its_cookie(value: str, sent: str) -> None:
    assert cookie_header({"c": value}) == f"c={sent}"


def test_no_name_can_either() -> None:
    assert cookie_header({"a;b=c\n": "1"}) == "a%3Bb%3Dc%0A=1"
