"""Options on their way from a method to a request."""

from __future__ import annotations

import pytest
from sdk_runtime._body import encode_json, settled
from sdk_runtime._options import (
    OVERRIDE_CAST_TO_HEADER,
    RAW_RESPONSE_HEADER,
    FinalRequestOptions,
    final_options,
    request_options,
)
from sdk_runtime._types import NOT_GIVEN, NotGiven, Omit, not_given, omit


def test_what_is_not_given_leaves_no_trace() -> None:
    assert request_options() == {}
    assert request_options(headers={"a": omit}, timeout=not_given) == {"headers": {}}
    assert request_options(timeout=None) == {"timeout": None}


def test_parts_are_put_together() -> None:
    options = request_options(
        headers={"A": "1", "L": ["x", True]},
        query={"q": 1, "r": 1},
        extra_headers={"B": omit},
        extra_query={"r": 2},
        extra_body={"x": 1},
        timeout=3,
        idempotency_key="i",
        max_retries=0,
        security={"bearer": True},
    )
    assert options == {
        "headers": {"A": "1", "L": "x,true", "B": omit},
        "params": {"q": 1, "r": 2},
        "extra_json": {"x": 1},
        "timeout": 3,
        "idempotency_key": "i",
        "max_retries": 0,
        "security": {"bearer": True},
    }
    assert request_options(extra_query={"a": 1}, extra_headers={"b": "2"}) == {
        "params": {"a": 1},
        "headers": {"b": "2"},
    }


@pytest.mark.parametrize(("value", "mode"), [("true", "raw"), ("stream", "stream")])
def test_markers_become_a_mode(value: str, mode: str) -> None:
    headers = {RAW_RESPONSE_HEADER: value, OVERRIDE_CAST_TO_HEADER: int, "A": "1"}
    final = final_options("get", "/x", {"headers": headers})
    assert (final.response_mode, final.response_cls, final.headers) == (mode, int, {"A": "1"})
    assert len(headers) == 3


def test_copies() -> None:
    final = FinalRequestOptions("get", "/x", params={"a": 1})
    copied = final.copy(url="/y", max_retries=3)
    assert (copied.url, copied.params, copied.get_max_retries(9)) == ("/y", {"a": 1}, 3)
    assert (final.url, final.get_max_retries(9)) == ("/x", 9)
    with pytest.raises(AttributeError):
        final.copy(ulr="/y")


def test_markers_of_absence() -> None:
    assert not omit
    assert not not_given
    assert NOT_GIVEN is not_given
    assert (repr(omit), repr(not_given)) == ("omit", "NOT_GIVEN")
    assert isinstance(omit, Omit)
    assert isinstance(NOT_GIVEN, NotGiven)


def test_settled_bodies() -> None:
    plain = {"a": [1, {"b": (2, 3)}]}
    assert settled(plain) is plain
    body = {"a": [iter("xy"), 1], "b": plain, "c": ({"d": iter([iter("z")])},)}
    new = settled(body)
    assert new == {"a": [["x", "y"], 1], "b": plain, "c": [{"d": [["z"]]}]}
    assert new["b"] is plain
    assert encode_json(new) == encode_json(new)
