"""Path templates: every value is one segment, and none can leave it."""

from __future__ import annotations

from enum import Enum
from types import SimpleNamespace
from urllib.parse import unquote

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._path import client_value, path_template

RUNS = "/threads/{thread_id}/runs/{run_id}"


class Kind(Enum):
    A = "a b"


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("thread_1", "thread_1"),
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b%20", "a%20b%2520"),
        ("ä", "%C3%A4"),
        ("a@b:c;d,e=f", "a@b:c;d,e=f"),
        ("...", "..."),
        ("..a", "..a"),
        ("%2e%2e", "%252e%252e"),
        ("a\nb", "a%0Ab"),
        ("{x}", "%7Bx%7D"),
        (7, "7"),
        (0, "0"),
        (True, "true"),
        (Kind.A, "a%20b"),
    ],
)
def test_values_are_encoded(value: object, encoded: str) -> None:
    assert path_template("/a/{x}/b", x=value) == f"/a/{encoded}/b"


@pytest.mark.parametrize("value", ["", None])
def test_empty_values_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="non-empty value for `run_id` but received") as caught:
        path_template(RUNS, thread_id="t", run_id=value)
    assert str(caught.value) == (f"Expected a non-empty value for `run_id` but received {value!r}")


@pytest.mark.parametrize("value", [".", ".."])
def test_dot_segments_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="`thread_id`"):
        path_template(RUNS, thread_id=value, run_id="r")


def test_dots_of_two_parameters_make_no_segment() -> None:
    with pytest.raises(ValueError, match="`a` and `b`"):
        path_template("/x/{a}{b}/y", a=".", b=".")
    assert path_template("/x/{a}.json", a=".") == "/x/..json"


def test_several_places_and_a_missing_one() -> None:
    assert path_template("/{a}/{b}:run/{a}", a="1", b="2") == "/1/2:run/1"
    with pytest.raises(KeyError, match="b"):
        path_template("/{a}/{b}", a="1")


def test_query_of_a_template() -> None:
    path = path_template("/x/{a}?beta=true&v={b}", a="1", b="2&c=/")
    assert path == "/x/1?beta=true&v=2%26c%3D%2F"


@given(st.text())
def test_any_value_is_one_segment_or_refused(value: str) -> None:
    try:
        path = path_template("/a/{x}/b", x=value)
    except (ValueError, UnicodeEncodeError):
        assert value in ("", ".", "..") or any("\ud800" <= c <= "\udfff" for c in value)
        return
    assert path.count("/") == 3
    raw = httpx2.URL("http://host" + path).raw_path.decode()
    assert unquote(raw[3:-2]) == value


def test_an_option_of_the_client_may_fill_a_place() -> None:
    client = SimpleNamespace(account="a1", empty=None)
    assert client_value(client, "account", None) == "a1"
    assert client_value(client, "account", "a2") == "a2"
    assert path_template("/x/{id}", id=client_value(client, "account", "a/b")) == "/x/a%2Fb"
    with pytest.raises(ValueError, match="Missing `empty`: pass it to the client"):
        client_value(client, "empty", None)
