"""The transforms of a configuration, command by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloom.load import Document, load_config, load_document
from tests.support.specs import failure, failures, write

SPEC = """openapi: 3.1.0
info: {title: t, version: '1', description: old}
paths: {}
components:
  schemas:
    A: {type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}
    B: {oneOf: [{type: string}, {type: integer}]}
    C: {type: object, properties: {oneOf: {type: string}, c: {oneOf: [{type: string}]}}}
    D: {type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}
"""


def transformed(folder: Path, *transforms: dict[str, Any]) -> Document:
    config = write(
        folder, json.dumps({"openapi": {"transforms": list(transforms)}}, indent=1), "c.json"
    )
    return load_document(write(folder, SPEC), transforms=load_config(config).openapi.all_transforms)


def command(name: str, **args: Any) -> dict[str, Any]:
    return {"command": name, "reason": "test", "args": args}


def start(**args: Any) -> dict[str, Any]:
    """Arguments with ``from``, which is a keyword."""
    return {key.rstrip("_"): value for key, value in args.items()}


@pytest.mark.parametrize(
    ("transform", "pointer", "expected"),
    [
        (command("update", target="$.info.version", value="2"), "info/version", "2"),
        (command("update", target="$.info.description", value="{{value}} new", template=True),
         "info/description", "old new"),
        (command("append", target="$.components.schemas.A.required", value=["b"]),
         "components/schemas/A/required", ["a", "b"]),
        (command("append", target="$.components.schemas.A.properties", value={"c": {"type": "boolean"}}),
         "components/schemas/A/properties/c", {"type": "boolean"}),
        (command("merge", target="$.components.schemas.A.properties.a", value={"format": "x"}),
         "components/schemas/A/properties/a", {"type": "string", "format": "x"}),
        (command("merge", target="$.components.schemas.A", value={"required": ["b"]}),
         "components/schemas/A/required", ["b"]),
        (command("mergeObject", target=["$.components.schemas"], object={"N": {"type": "string"}}),
         "components/schemas/N", {"type": "string"}),
        (command("replaceProperties", filter={"only": ["$.components.schemas.A.properties.a"]},
                 value={"$ref": "#/components/schemas/B"}),
         "components/schemas/A/properties/a", {"$ref": "#/components/schemas/B"}),
        (command("remove", target="$.components.schemas.A.properties.b"),
         "components/schemas/A/properties", {"a": {"type": "string"}}),
        (command("remove", target="$.components.schemas.A.properties", keys=["a"]),
         "components/schemas/A/properties", {"b": {"type": "integer"}}),
        (command("copy", **start(from_="$.components.schemas.B", to=["$.components.schemas.X"])),
         "components/schemas/X", {"oneOf": [{"type": "string"}, {"type": "integer"}]}),
        (command("move", **start(from_="$.components.schemas.A.properties.b",
                                 to="$.components.schemas.A.properties.z")),
         "components/schemas/A/properties", {"a": {"type": "string"}, "z": {"type": "integer"}}),
        (command("oneOfToAnyOf"), "components/schemas/C/properties",
         {"oneOf": {"type": "string"}, "c": {"anyOf": [{"type": "string"}]}}),
        (command("renameValue", filter={"only": ["$.components.schemas.A.properties.a"]},
                 rename={"python": {"property_name": "a_"}}),
         "components/schemas/A/properties/a",
         {"type": "string", "x-stainless-naming": {"python": {"property_name": "a_"}}}),
        (command("update", target=[{"matches_schema": "$.components.schemas.A",
                                    "ignore": "$.components.schemas.A"}],
                 value={"$ref": "#/components/schemas/A"}),
         "components/schemas/D", {"$ref": "#/components/schemas/A"}),
    ],
)  # fmt: skip
def test_commands(transform: dict[str, Any], pointer: str, expected: Any, tmp_path: Path) -> None:
    assert transformed(tmp_path, transform).at(f"#/{pointer}") == expected


@pytest.mark.parametrize(
    ("transform", "code", "pointer"),
    [
        (command("updat", target="$.info", value=1), "unknown-transform", "command"),
        (command("update", target="$.nope", value=1), "bad-transform", "args/target"),
        (command("update", target="$.info.version"), "bad-transform", "args"),
        (command("update", value=1), "bad-transform", "args"),
        (command("update", target=5, value=1), "bad-transform", "args/target"),
        (command("update", target="$.info", value="{{value}}", template=True), "bad-transform",
         "args/value"),
        (command("append", target="$.components.schemas.A.properties", value={"a": {}}),
         "bad-transform", "args/value/a"),
        (command("append", target="$.info.title", value=1), "bad-transform", "args/value"),
        (command("merge", target="$.info", value=1), "bad-transform", "args/value"),
        (command("merge", target="$.info.title", value={}), "bad-transform", "args"),
        (command("remove", target="$.["), "bad-transform", "args/target"),
        (command("move", **start(from_="$.components.schemas.*", to="$.info.x")), "bad-transform",
         "args/from"),
        (command("copy", **start(from_="$.info.title", to="$.nope.x")), "bad-transform", "args/to"),
        (command("renameValue", target="$.info"), "bad-transform", "args"),
        (command("update", target=[{"matches_schema": "$.components.schemas.B",
                                    "ignore": ["$.components.schemas.B"]}], value={}),
         "bad-transform", "args/target"),
    ],
)  # fmt: skip
def test_what_fails_is_told_where_it_is_written(
    transform: dict[str, Any], code: str, pointer: str, tmp_path: Path
) -> None:
    found = failure(lambda: transformed(tmp_path, transform))
    assert [item.code for item in found] == [code]
    source = found[0].source
    assert source is not None
    assert Path(source.file).name == "c.json"
    assert source.pointer == f"#/openapi/transforms/0/{pointer}"
    assert source.line > 1


def test_written_nodes_point_to_the_configuration(tmp_path: Path) -> None:
    document = transformed(
        tmp_path,
        command(
            "append", target="$.components.schemas.A.properties", value={"c": {"type": "boolean"}}
        ),
        command("copy", **start(from_="$.components.schemas.B", to=["$.components.schemas.X"])),
    )
    written = document.source("#/components/schemas/A/properties/c/type")
    assert Path(written.file).name == "c.json"
    assert written.pointer == "#/openapi/transforms/0/args/value/c/type"
    copied = document.source("#/components/schemas/X/oneOf/1")
    assert (Path(copied.file).name, copied.pointer) == (
        "spec.yaml",
        "#/components/schemas/B/oneOf/1",
    )


def test_the_configuration_is_not_changed_by_later_passes(tmp_path: Path) -> None:
    value = {"allOf": [{"type": "object"}], "nullable": True}
    transform = command("mergeObject", target=["$.components.schemas"], object={"N": value})
    config = load_config(
        write(tmp_path, json.dumps({"openapi": {"transforms": [transform]}}), "c.json")
    )
    spec = write(tmp_path, SPEC)
    first = load_document(spec, transforms=config.openapi.all_transforms)
    second = load_document(spec, transforms=config.openapi.all_transforms)
    assert first.data == second.data
    assert config.openapi.transforms[0].args["object"]["N"] == value


def test_transforms_apply_in_order_and_all_failures_are_told(tmp_path: Path) -> None:
    good = command("update", target="$.info.version", value="2")
    bad = command("remove", target="$.nope")
    assert len(failures(lambda: transformed(tmp_path, bad, good, bad))) == 2


def test_real_configurations(shared_folder: Path) -> None:
    for folder in sorted((shared_folder / "stainless").iterdir()):
        config = load_config(folder / "stainless.yml")
        spec = next(folder.glob("openapi.*"))
        document = load_document(spec, transforms=config.openapi.all_transforms)
        assert document.at("#/paths")
