"""What documents get wrong and can be read all the same: told, each at its place."""

from __future__ import annotations

from pathlib import Path

from specloom.diagnostics import SpecloomError
from specloom.load import load_document, locate_all
from tests.support.specs import load_schemas, write


def told(folder: Path, text: str) -> list[str]:
    document = load_document(write(folder, text))
    found = locate_all(document.warnings)
    return [f"{item.source.line} {item.code}" for item in found if item.source]


def test_operation_ids_that_stand_twice_and_bodies_without_schema(tmp_path: Path) -> None:
    text = """openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a:
    get:
      operationId: one
      responses: {"200": {description: d, content: {application/json: {}}}}
    post:
      operationId: one
      requestBody: {content: {application/json: {example: 1}, text/plain: {}}}
      responses: {"200": {description: d, content: {application/json: {schema: {}}}}}
    put:
      operationId: other
      responses: {"400": {description: d, content: {application/json: {}}}}
"""
    assert told(tmp_path, text) == [
        "7 body-without-schema",
        "9 duplicate-operation-id",
        "10 body-without-schema",
    ]


def test_required_names_that_nothing_declares(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    Bad: {type: object, required: [a, b], properties: {a: {}}}
    Map: {type: object, required: [a]}
    Whole: {allOf: [{$ref: '#/components/schemas/Part'}, {required: [x], properties: {y: {}}}]}
    Part: {required: [z], properties: {x: {}}}
    Nested: {properties: {properties: {required: [q], properties: {}}}}
""",
    )
    places = [(item.code, item.source.pointer) for item in document.warnings if item.source]
    assert places == [
        ("required-undeclared", "#/components/schemas/Bad/required/1"),
        ("required-undeclared", "#/components/schemas/Part/required/0"),
        ("required-undeclared", "#/components/schemas/Nested/properties/properties/required/0"),
    ]


def test_required_names_within_combinations(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    Base: {required: [id, gone], properties: {kind: {}}}
    Derived: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {id: {}}, required: [kind, lost]}]}
    Either: {properties: {a: {}}, anyOf: [{required: [a]}, {required: [b]}], oneOf: [{properties: {c: {}}}, {}]}
    Cat: {properties: {meow: {}}, required: [meow, bark]}
    Dog: {properties: {bark: {}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], required: [meow, moo]}
    Beside: {properties: {purr: {}}, oneOf: [{$ref: '#/components/schemas/Tom'}]}
    Tom: {required: [purr], properties: {x: {}}}
    Without: {properties: {a: {}}, not: {required: [secret]}, if: {required: [z]}, then: {required: [y, a]}}
    Patterns: {allOf: [{patternProperties: {'^x': {}}}, {required: [x1], properties: {y: {}}}]}
    Free: {anyOf: [{required: [p]}, {required: [q]}]}
""",
    )
    places = [item.source.pointer for item in document.warnings if item.source]
    assert [place.removeprefix("#/components/schemas/") for place in places] == [
        "Base/required/1",
        "Derived/allOf/1/required/1",
        "Either/anyOf/1/required/0",
        "Cat/required/1",
        "Pet/required/1",
        "Without/then/required/0",
    ]


def test_real_documents_are_told_of_sparingly(shared_folder: Path) -> None:
    counts: dict[str, int] = {}
    corpus = shared_folder / "specs" / "corpus"
    for path in sorted(corpus.rglob("*.y*ml"))[::4]:
        try:
            counts[path.name] = len(load_document(path).warnings)
        except SpecloomError:
            continue
    assert max(counts.values()) < 20, counts


def test_values_that_the_schema_around_them_does_not_allow(tmp_path: Path) -> None:
    schemas = """{
      A: {type: integer, enum: [1, two, null]},
      B: {type: string, enum: []},
      C: {type: string, enum: [1.10, on], default: 1.10},
      D: {type: string, enum: [a], default: b},
      E: {type: [integer, 'null'], default: many},
      F: {type: number, default: 1, enum: [1, 1.5]},
      G: {type: array},
      H: {allOf: [{type: array}], type: array, default: null},
      I: {type: boolean, default: [], example: 5}}"""
    found = {
        version: [
            (item.code, item.source.pointer.removeprefix("#/components/schemas/"))
            for item in load_schemas(tmp_path, schemas, version=version).warnings
            if item.source
        ]
        for version in ("3.0.3", "3.1.0")
    }
    mismatches = [
        ("enum-mismatch", "A/enum"),
        ("enum-mismatch", "B/enum"),
        ("default-mismatch", "D/default"),
        ("default-mismatch", "E/default"),
        ("default-mismatch", "I/default"),
    ]
    assert sorted(found["3.1.0"]) == sorted(mismatches)
    items = [("array-without-items", "G/type"), ("array-without-items", "H/allOf/0/type")]
    assert sorted(found["3.0.3"]) == sorted(mismatches + items)


def test_what_operations_lack(tmp_path: Path) -> None:
    text = """openapi: 3.0.3
info: {title: t, version: '1'}
security: [{nope: []}]
paths:
  /a:
    get: {}
    put: {responses: {}}
    post: {security: [{key: [], kay: []}], responses: {ok: {description: d}, 2XX: {description: d}}}
    GET: {responses: {}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"""
    assert sorted(told(tmp_path, text)) == [
        "3 security-undeclared",
        "6 no-responses",
        "7 no-responses",
        "8 bad-status",
        "8 security-undeclared",
        "9 unusable-method",
    ]
