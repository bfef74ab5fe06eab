"""Reading files: YAML 1.2 and JSON to plain data, and back to a line for every mistake."""

from __future__ import annotations

import contextlib
import json
import os
import time
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.diagnostics import Source, SpecloomError
from specloom.load import MISSING, load_document
from specloom.load.document import locate_many, read_data
from specloom.load.json_reader import position_of, read_json, scan
from specloom.load.positions import locate_pointers
from specloom.load.text import decode
from specloom.load.yaml_reader import read_yaml
from tests.support.specs import MINIMAL, failure, failures, write


def yaml(text: str) -> Any:
    return read_yaml(text, "f.yaml")


def test_only_the_words_of_yaml_1_2_have_a_meaning() -> None:
    data = yaml(
        "[on, off, yes, no, y, n, true, False, null, ~, 1, -2, 1.5, 1e3, 0x10, 0o7, 012, 1_000,"
        " 12:30:45, 2020-01-01, '1', \"true\", =, !!str 5, !!int '7', ! 9]"
    )
    assert data == [
        "on", "off", "yes", "no", "y", "n", True, False, None, None, 1, -2, 1.5, 1000.0, 16, 7, 12,
        "1_000", "12:30:45", "2020-01-01", "1", "true", "=", "5", 7, "9",
    ]  # fmt: skip


def test_keys_are_the_text_that_was_written() -> None:
    keys = list(yaml("{on: 1, 200: 2, 1.10: 3, null: 4, true: 5, 2020-01-01: 6, 0x10: 7}"))
    assert keys == ["on", "200", "1.10", "null", "true", "2020-01-01", "0x10"]


def test_aliases_share_objects_and_anchors_may_be_given_again() -> None:
    data = yaml("a: &x {k: 1}\nb: *x\nc: &x {k: 2}\nd: *x\ne: &t text\n*t : 5\n")
    assert data["a"] is data["b"]
    assert data["d"] == {"k": 2}
    assert data["text"] == 5


def test_merge_keys_add_what_is_not_there() -> None:
    data = yaml(
        "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  y: 0\n  <<: [*a, *b]\nd: {'<<': 1}\n"
    )
    assert data["c"] == {"y": 0, "x": 1, "z": 4}
    assert data["d"] == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: {b: 1, b: 2}\nc: {d: 1, d: 2}\n", ["1:11 duplicate-key", "2:11 duplicate-key"]),
        ("a: !!python/name:os.system\nb: !x 1\n", ["1:4 yaml-tag", "2:4 yaml-tag"]),
        ("a: !!int x\n", ["1:4 yaml-tag"]),
        ("a: *nope\n", ["1:4 yaml-alias"]),
        ("a: &a [*a]\n", ["1:8 yaml-alias"]),
        ("? [a, b]\n: 1\n", ["1:3 complex-key"]),
        ("a: [1, 2\nb: 3\n", ["2:2 yaml-syntax"]),
        ("a: 1\n---\nb: 2\n", ["2:1 several-documents"]),
        ("a: \x01\n", ["1:4 yaml-syntax"]),
    ],
)
def test_broken_yaml_is_told_with_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    path = write(tmp_path, text)
    assert failures(lambda: read_data(path, str(path))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n "a": 2}', ["2:2 duplicate-key"]),
        ('{"a": {"b": 1, "b": 2}, "c": [1, {"d": 1, "d": 1}]}',
         ["1:16 duplicate-key", "1:43 duplicate-key"]),
        ('{"a": \n}', ["2:1 json-syntax"]),
        ('{"a": NaN}', ["1:1 json-syntax"]),
        ("1" * 5000, ["1:1 json-syntax"]),
        ("[" * 100_000 + "]" * 100_000, ["1:257 too-deep"]),
        ("[" * 300 + "]" * 300, ["1:257 too-deep"]),
    ],
)  # fmt: skip
def test_broken_json_is_told_with_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    path = write(tmp_path, text, "f.json")
    assert failures(lambda: read_data(path, str(path))) == expected


def test_json_that_is_too_deep_is_told_by_the_start_of_the_way_there(tmp_path: Path) -> None:
    path = write(tmp_path, '{"a":' * 300 + "1" + "}" * 300, "f.json")
    (found,) = failure(lambda: read_data(path, str(path)))
    assert found.source is not None
    assert found.source.pointer == "#/a/a/a/a/a/a/a"
    assert found.source.column == 5 * 255 + 2


def test_deep_yaml_ends_in_a_message(tmp_path: Path) -> None:
    assert failures(lambda: yaml("[" * 5000 + "]" * 5000))[0].endswith(("too-deep", "yaml-syntax"))
    chain = "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 400))
    assert failures(lambda: yaml(chain))[0].endswith("too-deep")


def test_what_256_levels_hold_is_read() -> None:
    text = "[" * 250 + "]" * 250
    assert read_json(text, "f") == json.loads(text)
    assert yaml(text) == json.loads(text)


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    start = time.perf_counter()
    assert failures(lambda: yaml("\n".join(lines))) == ["7:25 alias-bomb"]
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    mark = "\ufeff" if encoding.endswith("-be") else ""
    path.write_bytes((mark + MINIMAL.replace("title: t", "title: é😀")).encode(encoding))
    info = load_document(path).at("#/info")
    assert cast(dict[str, str], info)["title"] == "é😀"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"openapi: 3.1.0\ninfo: \xe9\n")
    write(tmp_path, "", "empty.yaml")
    write(tmp_path, "- 1\n", "list.yaml")
    write(tmp_path, "just text", "text.yaml")
    expected = {
        "missing.yaml": "1:1 file-not-found",
        ".": "1:1 not-a-file",
        "latin.yaml": "2:7 encoding",
        "empty.yaml": "1:1 empty-file",
        "list.yaml": "1:1 not-a-mapping",
        "text.yaml": "1:1 not-a-mapping",
    }
    found = {name: failures(partial(load_document, tmp_path / name)) for name in expected}
    expected["."] = "0:0 not-a-file"
    assert found == {name: [text] for name, text in expected.items()}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path, MINIMAL)
    path.chmod(0)
    assert [item.code for item in failure(lambda: load_document(path))] == ["unreadable"]


@pytest.mark.parametrize(
    ("head", "code", "word"),
    [
        ("swagger: '1.2'\n", "1:1 openapi-version", "Swagger 1.2"),
        ("openapi: 2.0.0\n", "1:1 openapi-version", "2.0.0"),
        ("openapi: 4.0.0\n", "1:1 openapi-version", "4.0.0"),
        ("a: 1\n", "1:1 openapi-version", "no 'openapi' key"),
    ],
)
def test_versions_that_are_not_supported(head: str, code: str, word: str, tmp_path: Path) -> None:
    path = write(tmp_path, head)
    assert failures(lambda: load_document(path)) == [code]
    assert word in failure(lambda: load_document(path))[0].message


def test_a_version_without_quotes_is_understood(tmp_path: Path) -> None:
    path = write(tmp_path, MINIMAL.replace("3.1.0", "3.0"))
    assert load_document(path).version == (3, 0)


def test_pointers_lead_to_lines(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\npaths:\n  /a/b:\n    get:\n      tags: [x,\n        y]\n"
    as_json = json.dumps(
        {"openapi": "3.1.0", "paths": {"/a/b": {"get": {"tags": ["x", "y"]}}}}, indent=1
    )
    places = {
        "#/paths/~1a~1b/get": ((4, 5), (5, 4)),
        "#/paths/~1a~1b/get/tags/1": ((6, 9), (8, 6)),
        "#/paths/~1a~1b/get/nope/deep": ((4, 5), (5, 4)),
        "#/openapi": ((1, 1), (2, 2)),
    }
    yaml_file, json_file = write(tmp_path, text), write(tmp_path, as_json, "s.json")
    for pointer, expected in places.items():
        sources = [Source(str(yaml_file), pointer), Source(str(json_file), pointer)]
        found = locate_many(sources)
        assert tuple(found[source] for source in sources) == expected


def test_get_and_at(tmp_path: Path) -> None:
    document = load_document(write(tmp_path, MINIMAL))
    assert document.at("#/info/title") == "t"
    assert document.get("#/info/nope") is MISSING
    assert failures(lambda: document.at("#/info/nope")) == ["2:1 dangling-pointer"]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_json_is_read_as_the_standard_library_reads_it(value: object) -> None:
    assert read_json(json.dumps(value), "f") == value


@given(st.binary(max_size=60))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    for reader in (read_yaml, read_json):
        with contextlib.suppress(SpecloomError):
            reader(decode(raw, "f"), "f")


def test_places_in_json_are_found_whatever_is_passed_over() -> None:
    text = (
        '{"a": {"b": [1, {"c": "}]"}], "é": {"x/y": null}},\n "broken": "{\\"q",\n'
        ' "b": [[], {}, {"a": {"c": 2}}]}\n'
    )
    every = {node.pointer: position_of(text, node.offset) for node in reversed([*scan(text)])}
    assert locate_pointers(text, [*every], is_json=True) == every
    for pointer, place in every.items():
        assert locate_pointers(text, [pointer], is_json=True) == {pointer: place}
    assert locate_pointers(text, ["#/a/b/7", "#/zz"], is_json=True) == {
        "#/a/b/7": every["#/a/b"],
        "#/zz": (1, 1),
    }
    assert locate_pointers(text[:40], ["#/a/b/1/c", "#/b"], is_json=True)["#/a/b/1/c"] == (1, 18)
