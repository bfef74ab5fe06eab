"""The one form that all documents are brought into, and the parts that have the wrong type."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from specloom.diagnostics import SpecloomError
from specloom.load import load_document, locate_all
from tests.support.specs import MINIMAL, failure, failures, load_schemas, write

NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        ("{type: string, nullable: false}", {"type": "string"}),
        ("{type: [string]}", {"type": "string"}),
        ("{type: [string, 'null'], nullable: true}", {"type": ["string", "null"]}),
        ("{type: string, x-nullable: true}", {"type": ["string", "null"], "x-nullable": True}),
        ("{type: string, enum: [a, null]}", {"type": ["string", "null"], "enum": ["a"]}),
        ("{enum: [a, null]}", {"type": ["string", "null"], "enum": ["a"]}),
        ("{enum: [1, a, null]}", {"enum": [1, "a", None]}),
        ("{const: a}", {"enum": ["a"]}),
        ("{const: null}", {"enum": [None]}),
        ("{oneOf: [{type: string}], nullable: true}", {"oneOf": [{"type": "string"}, NULL]}),
        ("{anyOf: [{type: 'null'}], nullable: true}", {"anyOf": [NULL]}),
        ("{nullable: true}", {"nullable": True}),
        ("{nullable: true, properties: {}}", {"properties": {}, "type": ["object", "null"]}),
        ("{nullable: true, items: {}}", {"items": {}, "type": ["array", "null"]}),
        ("{type: number, minimum: 1, exclusiveMinimum: true}", {"type": "number", "exclusiveMinimum": 1}),
        ("{type: number, maximum: 1, exclusiveMaximum: false}", {"type": "number", "maximum": 1}),
        ("{type: string, enum: [1.10, true, on, 0o7]}",
         {"type": "string", "enum": ["1.10", "true", "on", "0o7"]}),
        ("{$ref: '#/components/schemas/T', nullable: true, description: d}",
         {"description": "d", "anyOf": [{"$ref": "#/components/schemas/T"}, NULL]}),
        ("{allOf: [{$ref: '#/components/schemas/T'}], nullable: true, title: t}",
         {"title": "t", "anyOf": [{"allOf": [{"$ref": "#/components/schemas/T"}]}, NULL]}),
        ("{type: object, allOf: [{type: object}], nullable: true}",
         {"anyOf": [{"type": "object", "allOf": [{"type": "object"}]}, NULL]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_one_form(given: str, expected: Any, version: str, tmp_path: Path) -> None:
    document = load_schemas(tmp_path, f"{{T: {{type: string}}, S: {given}}}", version=version)
    assert document.at("#/components/schemas/S") == expected
    assert not document.warnings


def test_references_into_a_wrapped_schema_follow_it(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    S: {allOf: [{type: string}, {properties: {x: {allOf: [{type: integer}], nullable: true}}}], nullable: true}
    A: {$ref: '#/components/schemas/S/allOf/0'}
    B: {$ref: '#/components/schemas/S/allOf/1/properties/x/allOf/0', nullable: true}
    C: {$ref: '#/components/schemas/S'}
""",
        version="3.0.0",
    )
    s = "#/components/schemas/S"
    assert document.at("#/components/schemas/A/$ref") == f"{s}/anyOf/0/allOf/0"
    deep = document.at("#/components/schemas/B/anyOf/0/$ref")
    assert document.at(str(deep)) == {"type": "integer"}
    assert document.target("#/components/schemas/C") == s
    assert document.locate(document.source(f"{s}/anyOf/0/allOf/0/type")) == (6, 18)


def test_unquoted_text_is_what_was_written(tmp_path: Path) -> None:
    text = (
        "openapi: 3.1.0\ninfo: {title: 2020, version: 1.10}\npaths:\n  /a:\n    get:\n"
        "      tags: [no, 1e3, true]\n      operationId: on\n      responses: {200: {description: 5}}\n"
    )
    document = load_document(write(tmp_path, text))
    assert document.at("#/info") == {"title": "2020", "version": "1.10"}
    assert document.at("#/paths/~1a/get/tags") == ["no", "1e3", "true"]
    assert document.at("#/paths/~1a/get/responses/200/description") == "5"


@pytest.mark.parametrize(
    ("schema", "code"),
    [
        ("{type: any}", "unknown-type"),
        ("{type: file}", "unknown-type"),
        ("{type: object, required: true}", "wrong-type"),
        ("{type: string, nullable: 'true'}", "wrong-type"),
    ],
)
def test_well_known_slips_are_warnings(schema: str, code: str, tmp_path: Path) -> None:
    document = load_schemas(tmp_path, f"{{S: {schema}}}")
    assert [item.code for item in document.warnings] == [code]
    if "file" in schema:
        assert document.at("#/components/schemas/S") == {"type": "string", "format": "binary"}


def test_every_part_of_the_wrong_type_is_told(tmp_path: Path) -> None:
    text = """openapi: 3.1.0
info: {title: [t], version: '1'}
paths:
  /a: x
  /b: {get: []}
  /c:
    get: {operationId: {a: 1}, tags: t, parameters: {a: 1}, requestBody: 3, responses: {200: ok}}
  d: {}
components:
  schemas:
    A: 5
    B: {properties: [], required: a, enum: a, oneOf: {}, discriminator: x}
    C: {allOf: [null], items: [1], additionalProperties: x}
    D: {$ref: '#/components/schemas/A'}
    E: true
    F: {type: object, required: [[], a], properties: {a: 1}}
servers: {url: 'https://a.test'}
tags: [1]
security: {a: 1}
"""
    document = load_document(write(tmp_path, text))
    found = [
        f"{item.source.line}:{item.source.column}"
        for item in locate_all(document.warnings)
        if item.source and item.code in ("wrong-type", "path-without-slash")
    ]
    assert found == [
        "2:8", "4:3", "5:8", "7:11", "7:32", "7:41", "7:61", "7:89", "8:3", "11:5", "12:9", "12:25",
        "12:38", "12:47", "12:58", "13:17", "13:32", "13:36", "16:34", "16:55", "17:1", "18:8", "19:1",
    ]  # fmt: skip
    assert document.at("#/info") == {"version": "1"}
    assert document.at("#/paths") == {
        "/a": {}, "/b": {}, "/d": {},
        "/c": {"get": {"tags": ["t"], "parameters": [{"a": 1}], "responses": {"200": {}}}},
    }  # fmt: skip
    schemas = document.at("#/components/schemas")
    assert schemas == {
        "A": {},
        "B": {"required": ["a"], "enum": ["a"], "oneOf": [{}]},
        "C": {"allOf": [{}], "items": [{}]},
        "D": {"$ref": "#/components/schemas/A"},
        "E": True,
        "F": {"type": "object", "required": ["a"], "properties": {"a": {}}},
    }
    assert document.at("#/servers") == [{"url": "https://a.test"}]
    assert (document.at("#/tags"), document.at("#/security")) == ([{}], [{"a": 1}])


@pytest.mark.parametrize("part", ["info: []", "components: 5", "paths: [a]"])
def test_a_part_that_the_document_stands_on_is_an_error(part: str, tmp_path: Path) -> None:
    name = part.partition(":")[0]
    lines = [line for line in MINIMAL.splitlines() if not line.startswith(name)]
    found = failures(lambda: load_document(write(tmp_path, "\n".join([*lines, part, ""]))))
    assert [item.partition(" ")[2] for item in found] == ["wrong-type"]


def test_keys_with_nothing_behind_them_count_as_absent(tmp_path: Path) -> None:
    text = MINIMAL + "components:\nservers:\ntags: [{name: a, description: }]\n"
    assert load_document(write(tmp_path, text)).version == (3, 1)


def test_shared_objects_are_normalised_once(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path, "{A: &a {type: string, nullable: true}, B: *a, C: {properties: {x: *a}}}"
    )
    for pointer in ("A", "B", "C/properties/x"):
        assert document.at(f"#/components/schemas/{pointer}") == {"type": ["string", "null"]}


HOSTILE = {
    "b01_ref_file_URL.json": "#/components/schemas/A/$ref",
    "b02_ref_relative_out_of_tree.json": "#/components/schemas/A/$ref",
    "b03_ref_network.json": "#/components/schemas/A/$ref",
    "b09_ref_odd_pointers.json": "#/components/schemas/A/$ref",
    "c13_wrong_types.json": "#/info",
    "c05_deep_brackets.json": "#",
    "c14_empty.yaml": "#",
    "c16_truncated.yaml": "#",
    "c19_yaml_tags.yaml": "#/x-a",
}
GENERATED = ["a01", "a02", "a05", "a07", "a14", "c08"]


def test_hostile_documents(shared_folder: Path) -> None:
    folder = shared_folder / "hostile"
    for name, pointer in HOSTILE.items():
        first = failure(partial(load_document, folder / name))[0]
        assert first.source is not None
        assert first.source.line
        assert pointer == "#" or first.source.pointer.startswith(pointer), name
    for prefix in GENERATED:
        load_document(next(folder.glob(f"{prefix}_*")))


UNREADABLE = {
    "hey-api/external-shared.json": "openapi-version",
}
"""Documents of the corpus that are wrong, or not OpenAPI 3."""


def test_real_documents(shared_folder: Path) -> None:
    corpus = shared_folder / "specs" / "corpus"
    found: dict[str, str] = {}
    paths = [*corpus.rglob("*.json"), *corpus.rglob("*.y*ml")]
    for path in sorted(paths):
        try:
            load_document(path)
        except SpecloomError as error:
            found[path.relative_to(corpus).as_posix()] = error.diagnostics[0].code
    assert found == UNREADABLE
    assert len(paths) >= 50
