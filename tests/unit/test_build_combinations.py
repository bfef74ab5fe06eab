"""allOf, oneOf and anyOf: merged, flattened, told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.types import AliasDefinition, UnionType
from tests.support.built import Built, build, field_type

THING = "resources: {things: {models: {thing: Thing}}}"
CATS = """
components:
  schemas:
    Thing:
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
    Cat: {type: object, required: [type], properties: {type: {const: cat}, name: {type: string}}}
    Dog: {type: object, required: [type], properties: {type: {const: dog}}}
"""


def union(built: Built, file: str) -> UnionType:
    definition = built.definition(file)
    assert isinstance(definition, AliasDefinition)
    assert isinstance(definition.type, UnionType)
    return definition.type


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{allOf: [{type: string}, {maxLength: 3}]}", "string"),
        ("{allOf: [{type: number}, {type: integer}]}", "integer"),
        ("{allOf: [{type: string}, {format: date-time, type: string}]}", "date-time"),
        ("{allOf: [{type: string}, {enum: [a]}]}", "Literal['a']"),
        ("{allOf: [{enum: [a, b, c]}, {enum: [c, b]}]}", "Literal['b', 'c']"),
        ("{allOf: [{type: array}, {items: {type: string}, type: array}]}", "List[string]"),
        ("{allOf: [{type: object, properties: {}}]}", "any"),
        ("{allOf: []}", "any"),
    ],
)
def test_all_of_narrows(tmp_path: Path, schema: str, expected: str) -> None:
    assert field_type(tmp_path, schema) == expected


def test_all_of_adds_members_and_requirements(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Base: {type: object, required: [a], properties: {a: {type: string}, b: {type: object,
          properties: {x: {type: string}}}}}
        Thing:
          allOf:
            - $ref: '#/components/schemas/Base'
            - required: [b]
            - properties:
                b: {type: object, properties: {y: {type: integer}}, required: [y]}
          properties: {c: {type: boolean}}
    """
    built = build(tmp_path, spec, THING)
    assert built.fields("thing") == {"a": "string", "b": "B", "c?": "boolean"}
    assert built.fields("thing", "B") == {"y": "integer", "x?": "string"}
    assert built.codes == []


def test_a_property_of_many_parts_has_what_each_says_of_it(tmp_path: Path) -> None:
    parts = ", ".join(f"{{properties: {{a: {{properties: {{x{n}: {{}}}}}}}}}}" for n in range(90))
    built = build(tmp_path, f"components: {{schemas: {{Thing: {{allOf: [{parts}]}}}}}}", THING)
    assert "deep-schema" not in built.codes
    assert {*built.fields("thing", "A")} == {f"x{n}?" for n in range(90)}


def test_parts_that_exclude_each_other_warn(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing: {allOf: [{type: object, properties: {a: {type: string}}}, {properties: {a: {type: boolean}}}]}
    """
    built = build(tmp_path, spec, THING)
    assert built.fields("thing") == {"a?": "string"}
    assert built.codes == ["allof-conflict"]


def test_names_below_a_class_that_inherits_repeat_its_own(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Base: {type: object, properties: {a: {type: string}}}
        Thing:
          allOf:
            - $ref: '#/components/schemas/Base'
            - properties: {data: {type: object, properties: {x: {type: string}}}}
    """
    config = "resources: {things: {models: {thing: Thing, base: Base}}}"
    assert build(tmp_path, spec, config).files()["thing"] == ["ThingData", "Thing"]


def test_a_union_in_all_of_is_multiplied_out(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          allOf:
            - properties: {id: {type: string}}
              type: object
            - oneOf:
                - {title: Left, properties: {l: {type: string}}}
                - {title: Right, properties: {r: {type: string}}}
    """
    built = build(tmp_path, spec, THING)
    assert built.alias("thing") == "Left | Right"
    assert built.fields("thing", "Right") == {"id?": "string", "r?": "string"}


def test_alternatives_that_differ_in_requirements_only_are_one_object(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          anyOf: [{required: [a]}, {required: [b]}]
    """
    assert build(tmp_path, spec, THING).fields("thing") == {"a?": "string", "b?": "string"}


def test_same_members_twice_are_one_object(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          anyOf:
            - {type: object, required: [a, c], properties: {a: {type: string}, c: {type: string}}}
            - {type: object, required: [a], properties: {a: {type: string}, c: {type: string}}}
    """
    assert build(tmp_path, spec, THING).fields("thing") == {"a": "string", "c?": "string"}


def test_a_property_tells_variants_apart_without_a_declaration(tmp_path: Path) -> None:
    built = build(tmp_path, CATS, THING)
    found = union(built, "thing")
    assert built.alias("thing") == "Cat | Dog by type"
    assert found.discriminator is not None
    pairs = [(value, name.name) for value, name in found.discriminator.mapping]
    assert pairs == [("cat", "Cat"), ("dog", "Dog")]


@pytest.mark.parametrize(
    "change",
    [
        ("required: [type], properties: {type: {const: dog}}", "properties: {type: {const: dog}}"),
        ("type: {const: dog}", "type: {const: cat}"),
        ("type: {const: dog}", "type: {type: string}"),
        ("type: {const: dog}", "type: {type: [string, 'null'], enum: [dog, null]}"),
    ],
)
def test_a_property_that_cannot_tell_is_no_discriminator(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    changed = CATS.replace(*change)
    assert changed != CATS
    assert union(build(tmp_path, changed, THING), "thing").discriminator is None


def test_a_declared_discriminator_comes_first(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          discriminator: {propertyName: animalKind}
          oneOf:
            - {type: object, required: [type, animalKind], properties: {type: {const: a}, animalKind: {const: x}}}
            - {type: object, required: [type, animalKind], properties: {type: {const: b}, animalKind: {const: y}}}
    """
    built = build(tmp_path, spec, THING)
    found = union(built, "thing").discriminator
    assert found is not None
    assert (found.wire, found.attribute) == ("animalKind", "animal_kind")
    assert built.alias("thing") == "X | Y by animalKind"


def test_unions_are_flattened_and_listed_ones_kept(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Inner: {anyOf: [{type: string}, {anyOf: [{type: integer}, {type: 'null'}]}, {type: string}]}
        Named: {anyOf: [{type: boolean}, {type: number}]}
        Thing:
          properties:
            a: {anyOf: [{$ref: '#/components/schemas/Inner'}, {type: string}]}
            b: {anyOf: [{$ref: '#/components/schemas/Named'}, {type: string}]}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {thing: Thing, named: Named}}}")
    assert built.fields("thing") == {"a?": "string | integer | null", "b?": "Named | string"}


def test_names_of_variants(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Unnamed: {type: object, properties: {u: {type: string}}}
        Thing:
          properties:
            tool:
              oneOf:
                - {type: object, title: Not used, required: [type], properties: {type: {const: code_run}}}
                - {type: object, title: Titled one, properties: {t: {type: string}}}
                - {$ref: '#/components/schemas/Unnamed'}
                - {type: object, properties: {n: {type: string}}}
                - {type: string}
            words: {anyOf: [{type: string}, {type: array, items: {type: object, properties: {w: {type: string}}}}]}
    """
    built = build(tmp_path, spec, THING)
    assert built.files()["thing"] == [
        "ToolCodeRun",
        "ToolTitledOne",
        "ToolUnnamed",
        "ToolUnionMember3",
        "Tool",
        "WordsUnionMember1",
        "Thing",
    ]
    assert built.fields("thing")["words?"] == "string | List[WordsUnionMember1]"
