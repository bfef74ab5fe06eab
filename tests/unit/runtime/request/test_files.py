"""Files found in bodies."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest
from sdk_runtime._body import PropertyInfo, form_parts, transform
from sdk_runtime._files import content_length, extract_files, file_from_path, to_httpx_files
from sdk_runtime._qs import Querystring
from sdk_runtime._styles import Styled
from sdk_runtime._types import omit
from typing_extensions import TypedDict


def test_files_are_taken_out_of_the_body() -> None:
    handle = io.BytesIO(b"h")
    body: dict[str, object] = {"purpose": "p", "file": b"x", "files": [b"1", ("n", handle)]}
    files = extract_files(body, paths=[["file"], ["files", "<array>"], ["absent"]])
    assert body == {"purpose": "p"}
    assert files == [("file", b"x"), ("files[]", b"1"), ("files[]", ("n", handle))]


@pytest.mark.parametrize(
    ("arrays", "names"),
    [
        ("brackets", ["f[]", "f[]"]),
        ("indices", ["f[0]", "f[1]"]),
        ("repeat", ["f", "f"]),
        ("comma", ["f", "f"]),
    ],
)
def test_names_of_files_in_arrays(arrays: Any, names: list[str]) -> None:
    body: dict[str, object] = {"f": [b"1", b"2"]}
    files = extract_files(body, paths=[["f", "<array>"]], array_format=arrays)
    assert [name for name, _ in files] == names


def test_nested_files_leave_the_containers_of_the_caller_alone() -> None:
    inner = {"file": b"x", "keep": 1}
    entries = [{"data": b"y", "n": 2}, {"n": 3}]
    body: dict[str, object] = {"a": inner, "list": entries}
    files = extract_files(body, paths=[["a", "file"], ["list", "<array>", "data"]])
    assert files == [("a[file]", b"x"), ("list[][data]", b"y")]
    assert body == {"a": {"keep": 1}, "list": [{"n": 2}, {"n": 3}]}
    assert inner == {"file": b"x", "keep": 1}
    assert entries == [{"data": b"y", "n": 2}, {"n": 3}]


def test_one_field_may_hold_one_file_or_several() -> None:
    for value, count in ((b"x", 1), ([b"x", b"y"], 2)):
        body: dict[str, object] = {"image": value}
        files = extract_files(body, paths=[["image"], ["image", "<array>"]])
        assert len(files) == count
        assert body == {}


@pytest.mark.parametrize("value", [None, omit])
def test_no_file(value: object) -> None:
    body: dict[str, object] = {"file": value}
    assert extract_files(body, paths=[["file"]]) == []
    assert body == {"file": value}


def test_what_is_no_file_is_named() -> None:
    with pytest.raises(TypeError, match=r"`files\[\]` .* received str"):
        extract_files({"files": [b"x", "path.txt"]}, paths=[["files", "<array>"]])


def test_paths_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert to_httpx_files({"f": path}) == {"f": ("a.txt", b"abc")}
    assert to_httpx_files([("f", ("b.txt", path, "text/x"))]) == [
        ("f", ("b.txt", b"abc", "text/x"))
    ]
    assert to_httpx_files(None) is None
    assert file_from_path(str(path)) == ("a.txt", b"abc")
    with pytest.raises(FileNotFoundError):
        to_httpx_files({"f": tmp_path / "absent"})


def test_length_of_what_is_left() -> None:
    handle = io.BytesIO(b"abcdef")
    handle.seek(2)
    assert content_length(handle) == 4
    assert handle.tell() == 2
    assert content_length(b"abc") is None
    assert content_length(iter([b""])) is None
    handle.close()
    assert content_length(handle) is None


def test_parts_that_are_written_as_json_say_so() -> None:
    body = {"a": Styled({"x": [1, "é"]}, "json"), "b": "t", "c": Styled(omit, "json")}
    assert form_parts(body, Querystring()) == [
        ("a", (None, b'{"x":[1,"\\u00e9"]}', "application/json")),
        ("b", (None, b"t")),
    ]


class Inner(TypedDict, total=False):
    day: Annotated[str | date, PropertyInfo(format="iso8601")]
    from_: Annotated[str, PropertyInfo(alias="from")]


class Outer(TypedDict, total=False):
    inner: Inner


def test_members_in_a_style_of_their_own_have_the_names_and_formats_of_the_wire() -> None:
    styled = Styled({"day": date(2026, 1, 2), "from_": "x"}, "json")
    sent: Any = transform({"inner": styled}, Outer)
    assert sent["inner"] == Styled({"day": "2026-01-02", "from": "x"}, "json")
