"""Query strings in each format."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sdk_runtime._qs import Querystring

ARRAY = {"a": [1, 2], "b": {"c": ["x"]}}


@pytest.mark.parametrize(
    ("arrays", "nested", "expected"),
    [
        ("brackets", "brackets", "a[]=1&a[]=2&b[c][]=x"),
        ("repeat", "brackets", "a=1&a=2&b[c]=x"),
        ("indices", "dots", "a[0]=1&a[1]=2&b.c[0]=x"),
        ("comma", "dots", "a=1,2&b.c=x"),
    ],
)
def test_formats(arrays: Any, nested: Any, expected: str) -> None:
    qs = Querystring(array_format=arrays, nested_format=nested)
    items = qs.stringify_items(ARRAY)
    assert "&".join(f"{key}={value}" for key, value in items) == expected
    other = Querystring()
    assert other.stringify_items(ARRAY, array_format=arrays, nested_format=nested) == items


def test_objects_in_arrays() -> None:
    params = {"a": [{"b": 1}, {"b": [2, 3]}]}
    qs = Querystring(array_format="indices")
    assert qs.stringify_items(params) == [
        ("a[0][b]", "1"),
        ("a[1][b][0]", "2"),
        ("a[1][b][1]", "3"),
    ]
    assert Querystring(array_format="brackets").stringify_items(params) == [
        ("a[][b]", "1"),
        ("a[][b][]", "2"),
        ("a[][b][]", "3"),
    ]


def test_iterables_and_scalars() -> None:
    qs = Querystring(array_format="repeat")
    params = {"t": (1, None), "g": (x for x in "ab"), "d": date(2026, 1, 2), "b": b"raw", "n": None}
    assert qs.stringify(params) == "t=1&g=a&g=b&d=2026-01-02&b=raw"


def test_encoding() -> None:
    assert Querystring().stringify({"a b": "ä&=+ /"}) == "a+b=%C3%A4%26%3D%2B+%2F"
    assert Querystring().stringify({}) == ""
