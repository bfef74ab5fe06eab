"""Three-way merges of hand edits, of which only the digests of the base's lines are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.tree.merge import Merged, is_unresolved, merge
from specloom.tree.record import base_lines, base_row, digest, line_digests

BASE = b"1\n2\n3\n4\n5\n"


def merged(base: bytes, ours: bytes, theirs: bytes, python: bool = False) -> Merged:
    return merge(line_digests(base), ours, theirs, python=python)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (b"1\nx\n3\n4\n5\n", b"1\n2\n3\n4\ny\n", b"1\nx\n3\n4\ny\n"),
        (b"1\n2\n3\n4\n5\nx", b"0\n1\n2\n3\n4\n5\n", b"0\n1\n2\n3\n4\n5\nx"),
        (b"2\n3\n4\n5\n", b"1\n2\n3\n5\n", b"2\n3\n5\n"),
        (b"1\nx\n3\n4\n5\n", b"1\nx\n3\n4\n5\n6\n", b"1\nx\n3\n4\n5\n6\n"),
        (b"1\n2\n3\n\xff\n5\n", b"0\n2\n3\n4\n5\n", b"0\n2\n3\n\xff\n5\n"),
    ],
)
def test_both_sides_find_room(ours: bytes, theirs: bytes, expected: bytes) -> None:
    assert merged(BASE, ours, theirs) == Merged(expected)
    assert merged(BASE, theirs, ours) == Merged(expected)


def test_the_same_lines_are_a_conflict() -> None:
    result = merged(BASE, b"1\nx\n3\n4\n5\n", b"1\nz\n3\n4\ny\n")
    assert result.places == (2,)
    assert result.text == (
        b"1\n<<<<<<< edited by hand\nx\n=======\nz\n>>>>>>> generated\n3\n4\ny\n"
    )
    assert is_unresolved(result.text)
    assert not is_unresolved(BASE)


def test_without_a_base_all_that_differs_is_a_conflict() -> None:
    result = merge(None, b"1\nx\n3\n", b"1\ny\n3\n", python=False)
    assert (result.places, "not on record" in result.reason) == ((2,), True)


def test_what_is_no_python_together_is_a_conflict() -> None:
    base = b"def f():\n    a()\n\n    b()\n"
    ours = b"def f():\n    if x:\n        a()\n\n    b()\n"
    theirs = b"def f():\n    a()\n\n    b()\n    else_()\n"
    assert merged(base, ours, theirs, python=True).clean
    theirs = b"def f():\n    a()\n\n    b()\n        c()\n"
    result = merged(base, ours, theirs, python=True)
    assert (result.places, result.reason) == ((2,), "the two together are no valid Python")
    assert merged(base, ours, theirs, python=False).clean


def test_a_row_of_another_file_is_not_used() -> None:
    row = base_row(BASE)
    assert base_lines(row, digest(BASE)) == line_digests(BASE)
    assert base_lines(row, digest(b"other")) is None
    assert base_lines(None, digest(BASE)) is None
    assert base_lines(row[:-1], digest(BASE)) is None


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"\n"]), max_size=12).map(b"".join)


@given(LINES, LINES)
def test_one_side_alone_wins(base: bytes, other: bytes) -> None:
    assert merged(base, base, other) == Merged(other)
    assert merged(base, other, base) == Merged(other)
    assert merged(base, other, other) == Merged(other)


@given(LINES, LINES, LINES)
def test_every_line_of_a_conflict_is_kept(base: bytes, ours: bytes, theirs: bytes) -> None:
    result = merged(base, ours, theirs)
    lines = result.text.splitlines()
    assert lines.count(b"<<<<<<< edited by hand") == len(result.places)
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    side = None
    for line in result.text.splitlines(keepends=True):
        mark = line[:7]
        if mark == b"<<<<<<<":
            side = 0
        elif mark == b"=======":
            side = 1
        elif mark == b">>>>>>>":
            side = None
        elif side is not None:
            sides[side].append(line)
    assert all(line in ours for line in sides[0])
    assert all(line in theirs for line in sides[1])
