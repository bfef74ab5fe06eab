"""What OpenAPI 3.2 adds is read, and what mappings of discriminators say stands in the variants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from specloom.load import Document, load_document
from specloom.load.grammar import verbs_of
from tests.support.specs import load_schemas, write

HEAD = "openapi: 3.2.0\ninfo: {title: t, version: '1'}\n"


def document_of(folder: Path, text: str) -> Document:
    return load_document(write(folder, HEAD + text))


def codes(document: Document) -> list[str]:
    return [item.code for item in document.warnings]


def test_further_methods_are_members_of_their_path_item(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        """paths:
  /a:
    get: {responses: {"204": {description: done}}}
    x-specloom-methods: [parameters]
    additionalOperations:
      COPY: {operationId: copy, responses: {"204": {description: done}}}
      GET: {responses: {}}
      Copy2: {responses: {}}
      PARAMETERS: {responses: {}}
""",
    )
    item: Any = document.at("#/paths/~1a")
    assert verbs_of(item) == ["get", "copy"]
    assert codes(document) == ["unusable-method"] * 3
    assert document.source("#/paths/~1a/copy/operationId").pointer == (
        "#/paths/~1a/additionalOperations/COPY/operationId"
    )


def test_a_list_of_methods_that_the_document_writes_says_nothing(tmp_path: Path) -> None:
    document = document_of(tmp_path, "paths:\n  /a: {x-specloom-methods: [x-y], x-y: {a: 1}}\n")
    item: Any = document.at("#/paths/~1a")
    assert verbs_of(item) == []


def test_media_types_by_reference_hold_what_they_lead_to(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        """paths:
  /a: {get: {responses: {'200': {content: {application/json: {$ref: '#/components/mediaTypes/B'}}}}}}
components:
  mediaTypes:
    A: {schema: {type: [string], nullable: true}}
    B: {$ref: '#/components/mediaTypes/A'}
""",
    )
    place = "#/paths/~1a/get/responses/200/content/application~1json"
    assert document.at(f"{place}/schema") == {"type": ["string", "null"]}
    assert document.source(f"{place}/schema").pointer == "#/components/mediaTypes/A/schema"


def test_references_to_the_document_by_its_own_address(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        """$self: https://x.example/api
paths: {}
components:
  schemas:
    A: {$ref: 'https://x.example/api#/components/schemas/B'}
    B: {$id: 'https://x.example/b', properties: {c: {type: string}}}
    C: {$ref: 'https://x.example/b#/properties/c'}
    D: {$id: 'https://x.example/d', properties: {e: {$ref: b}, f: {$ref: '/b#/properties/c'}}}
    E: {$dynamicAnchor: tree, items: {$dynamicRef: '#tree'}}
    F: {$dynamicRef: '#gone'}
""",
    )
    assert document.target("#/components/schemas/D/properties/e") == "#/components/schemas/B"
    assert document.target("#/components/schemas/D/properties/f").endswith("B/properties/c")
    assert document.target("#/components/schemas/E/items") == "#/components/schemas/E"
    assert document.target("#/components/schemas/A") == "#/components/schemas/B"
    assert document.target("#/components/schemas/C") == "#/components/schemas/B/properties/c"
    assert codes(document) == ["dangling-ref"]


def test_anchors_of_other_files(tmp_path: Path) -> None:
    write(tmp_path, '{"a": {"$anchor": "x", "$ref": "#y"}, "b": [{"$anchor": "y"}]}', "p/o.json")
    document = document_of(
        tmp_path,
        """paths: {}
components:
  schemas:
    A: {$ref: 'p/o.json#x'}
    B: {$ref: 'p/o.json#gone'}
    Y: {$anchor: y, type: integer}
""",
    )
    assert document.target("#/components/schemas/A") == "#/x-specloom-files/p~1o.json/b/0"
    assert codes(document) == ["dangling-ref"]


def test_mappings_of_discriminators_tell_variants_apart(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    Tagged: &tagged {type: object, properties: &members {kind: &kind {type: string}}}
    Cat: {type: object, properties: *members}
    Dog: {type: object, properties: {kind: *kind}}
    Eel: {allOf: [{$ref: '#/components/schemas/Tagged'}, {properties: {long: {type: boolean}}}]}
    Fox: {properties: {kind: {type: string, enum: [vixen]}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator:
        propertyName: kind
        mapping:
          cat: '#/components/schemas/Cat'
          tom: Cat
          dog: '#/components/schemas/Dog'
          eel: '#/components/schemas/Eel'
          fox: '#/components/schemas/Fox'
          gone: '#/components/schemas/Gone'
    Whole:
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind, mapping: {tagged: Tagged}}
""",
    )
    schemas: Any = document.at("#/components/schemas")
    assert schemas["Cat"]["properties"]["kind"]["enum"] == ["cat", "tom"]
    assert schemas["Dog"]["properties"]["kind"]["enum"] == ["dog"]
    assert schemas["Eel"]["allOf"][1]["properties"]["kind"]["enum"] == ["eel"]
    assert schemas["Fox"]["properties"]["kind"]["enum"] == ["vixen"]
    assert schemas["Tagged"]["properties"]["kind"] == {"type": "string"}
    assert codes(document) == ["dangling-ref"]


def test_a_mapping_to_what_is_no_pointer_is_a_name(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    "# odd": {type: object, properties: {kind: {type: string}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/# odd'}, {type: object}]
      discriminator: {propertyName: kind, mapping: {a: '# odd', b: '#odd', c: '#'}}
""",
    )
    schemas: Any = document.at("#/components/schemas")
    assert schemas["# odd"]["properties"]["kind"]["enum"] == ["a"]
