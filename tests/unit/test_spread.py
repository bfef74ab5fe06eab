"""Maps of a document that refer to a file as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.load import load_document
from tests.support.specs import write

HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"


def test_a_map_takes_the_entries_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "paths.yaml").write_text(
        "/a~b/{x}%:\n  get: {responses: {'200': {$ref: '../parts/all.yaml#/responses/Ok'}}}\nx-note: 1\n"
    )
    (tmp_path / "parts" / "all.yaml").write_text(
        "responses: {Ok: {description: d}}\nschemas: {$ref: schemas.json#/defs}\n"
    )
    (tmp_path / "parts" / "schemas.json").write_text(
        '{"defs": {"A": {"type": "object", "properties": {"b": {"$ref": "#/defs/B"}}}, "B": {}}}'
    )
    text = f"{HEAD}paths: {{$ref: parts/paths.yaml, /own: {{}}}}\ncomponents: {{$ref: parts/all.yaml}}\n"
    document = load_document(write(tmp_path, text))
    assert [item.code for item in document.warnings] == []
    assert list(document.data["paths"]) == ["/a~b/{x}%", "/own"]
    operation = document.resolve(document.at("#/paths/~1a~0b~1{x}%"), "#")[0]
    assert operation["get"]["responses"].keys() == {"200"}
    assert document.data["components"].keys() == {"responses", "schemas"}
    target = document.target("#/components/schemas/A")
    assert document.at(f"{target}/properties/b/$ref").endswith("/defs/B")


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("../out.yaml", "outside-ref"),
        ("missing.yaml", "file-not-found"),
        ("broken.yaml", "yaml-syntax"),
        ("spec.yaml#/paths", "wrong-type"),
        ("list.yaml", "wrong-type"),
    ],
)
def test_what_cannot_be_spread_is_told(tmp_path: Path, reference: str, code: str) -> None:
    (tmp_path / "broken.yaml").write_text("a: [")
    (tmp_path / "list.yaml").write_text("[1]")
    try:
        found = load_document(write(tmp_path, f"{HEAD}paths: {{$ref: {reference}}}\n")).warnings
    except SpecloomError as error:
        found = error.diagnostics
    assert code in [item.code for item in found]
