"""From schemas to types: scalars, nulls, constants, arrays, maps, combinations."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.types import ObjectDefinition
from tests.support.built import build, field_type

THING = "resources: {things: {models: {thing: Thing}}}"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string}", "string"),
        ("{type: string, format: date-time}", "date-time"),
        ("{type: string, format: date}", "date"),
        ("{type: string, format: uuid}", "uuid"),
        ("{type: string, format: byte}", "base64"),
        ("{type: string, contentEncoding: base64}", "base64"),
        ("{type: string, format: binary}", "string"),
        ("{type: integer, format: int64}", "integer"),
        ("{type: number}", "number"),
        ("{type: boolean}", "boolean"),
        ("{type: 'null'}", "null"),
        ("{}", "any"),
        ("true", "any"),
        ("{description: whatever}", "any"),
        ("{maxLength: 3}", "string"),
        ("{minimum: 3}", "number"),
        ("{type: object}", "any"),
        ("{type: object, properties: {}}", "any"),
        ("{type: object, additionalProperties: true}", "Dict[any]"),
        ("{type: object, additionalProperties: {}}", "Dict[any]"),
        ("{type: object, additionalProperties: {type: string}}", "Dict[string]"),
        ("{additionalProperties: {type: integer}}", "Dict[integer]"),
        ("{type: object, patternProperties: {'^a': {type: integer}}}", "Dict[integer]"),
        (
            "{type: object, patternProperties: {a: {type: integer}, b: {type: string}}}",
            "Dict[integer | string]",
        ),
        ("{type: object, unevaluatedProperties: {type: string}}", "Dict[string]"),
        ("{type: array}", "List[any]"),
        ("{type: array, items: {type: string}}", "List[string]"),
        ("{items: {type: string}}", "List[string]"),
        (
            "{type: array, prefixItems: [{type: string}, {type: integer}]}",
            "List[string | integer]",
        ),
        (
            "{prefixItems: [{type: string, format: date-time}, {type: string}, {type: integer}]}",
            "List[string | integer]",
        ),
        (
            "{prefixItems: [{type: string, format: date}, {type: integer}], items: {type: string, enum: [a]}}",
            "List[date | integer | Literal['a']]",
        ),
        ("{type: [string, integer]}", "string | integer"),
    ],
)
def test_plain_schemas(tmp_path: Path, schema: str, expected: str) -> None:
    assert field_type(tmp_path, schema) == expected


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, nullable: true}", "string | null"),
        ("{type: [string, 'null']}", "string | null"),
        ("{anyOf: [{type: string}, {type: 'null'}]}", "string | null"),
        ("{oneOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}", "X | null"),
        ("{$ref: '#/components/schemas/Pet', nullable: true}", "X | null"),
        ("{allOf: [{$ref: '#/components/schemas/Pet'}], nullable: true}", "X | null"),
        ("{allOf: [{$ref: '#/components/schemas/Pet'}, {nullable: true}]}", "X | null"),
        ("{$ref: '#/components/schemas/MaybePet'}", "X | null"),
        ("{type: string, enum: [a, null], nullable: true}", "Literal['a'] | null"),
        ("{anyOf: [{type: string, nullable: true}, {type: integer}]}", "string | integer | null"),
        ("{type: array, items: {type: string, nullable: true}}", "List[string | null]"),
    ],
)
def test_null_is_found_however_it_is_said(
    tmp_path: Path, version: str, schema: str, expected: str
) -> None:
    components = """
      Pet: {type: object, properties: {name: {type: string}}}
      MaybePet: {type: object, nullable: true, properties: {name: {type: string}}}
    """
    assert field_type(tmp_path, schema, components, version) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, enum: [b, a, b]}", "Literal['b', 'a']"),
        ("{const: tree}", "Literal['tree']"),
        ("{const: 3}", "Literal[3]"),
        ("{enum: [1, true, '1']}", "Literal[1, True, '1']"),
        ("{type: string, enum: [1, true]}", "Literal['1', 'true']"),
        ("{type: integer, enum: ['1', 2]}", "Literal[1, 2]"),
        ("{type: boolean, enum: [true]}", "Literal[True]"),
        ("{type: string, enum: []}", "string"),
        ("{enum: [null]}", "null"),
        ("{type: number, enum: [1.5, 2]}", "number"),
        ("{enum: [[1], {a: 1}]}", "any"),
        ("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}", "string | Literal['a', 'b']"),
        ("{anyOf: [{const: a}, {const: b}, {enum: [c, a]}]}", "Literal['a', 'b', 'c']"),
    ],
)
def test_constants(tmp_path: Path, schema: str, expected: str) -> None:
    assert field_type(tmp_path, schema) == expected


def test_values_that_no_literal_can_hold_are_told(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing: {type: object, properties: {x: {enum: [1.5]}}}
    """
    assert build(tmp_path, spec, THING).codes == ["enum-widened"]


def test_members_stand_in_order_required_first(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          required: [zeta, id, Beta]
          properties:
            zeta: {type: string}
            alpha: {type: string}
            username: {type: string}
            userStatus: {type: string}
            Beta: {type: string}
            id: {type: string}
    """
    fields = build(tmp_path, spec, THING).fields("thing")
    assert list(fields) == ["id", "beta", "zeta", "alpha?", "username?", "user_status?"]


def test_attribute_names_are_legal_and_unique_and_wire_names_kept(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          properties:
            fooBar: {type: string}
            foo_bar: {type: string}
            class: {type: string}
            copy: {type: string}
            model_name: {type: string}
            "1st": {type: string}
            "": {type: string}
    """
    definition = build(tmp_path, spec, THING).definition("thing")
    assert isinstance(definition, ObjectDefinition)
    assert {field.wire: field.name for field in definition.fields} == {
        "": "field",
        "1st": "field_1st",
        "class": "class_",
        "copy": "copy_",
        "fooBar": "foo_bar_2",
        "foo_bar": "foo_bar",
        "model_name": "api_model_name",
    }


def test_required_null_may_be_left_out_when_a_model_is_made(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          required: [a, b]
          properties: {a: {type: [string, 'null']}, b: {type: string}, c: {type: [string, 'null']}}
    """
    definition = build(tmp_path, spec, THING).definition("thing")
    assert isinstance(definition, ObjectDefinition)
    assert [(f.name, f.required, f.default_none) for f in definition.fields] == [
        ("a", True, True),
        ("b", True, False),
        ("c", False, False),
    ]


def test_further_members_with_a_type(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing: {properties: {a: {type: string}}, additionalProperties: {type: integer}}
    """
    definition = build(tmp_path, spec, THING).definition("thing")
    assert isinstance(definition, ObjectDefinition)
    assert definition.extra is not None


def test_deprecated_and_described_members(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Pet: {type: object, description: An animal., properties: {a: {type: string}}}
        Thing:
          description: A thing.
          properties:
            pet: {$ref: '#/components/schemas/Pet'}
            own: {$ref: '#/components/schemas/Pet', description: Mine., deprecated: true}
    """
    config = "resources: {things: {models: {thing: Thing, pet: Pet}}}"
    definition = build(tmp_path, spec, config).definition("thing")
    assert isinstance(definition, ObjectDefinition)
    assert definition.docs == "A thing."
    own, pet = definition.fields
    assert (own.docs, own.deprecated) == ("Mine.", True)
    assert (pet.docs, pet.deprecated) == ("An animal.", False)
