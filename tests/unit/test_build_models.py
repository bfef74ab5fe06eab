"""Models: their files, faces, names, and the schemas that become models unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.types import AliasDefinition, Face
from tests.support.built import Built, build

PETS = """
paths:
  /pets:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    NewPet:
      required: [owner]
      properties:
        owner: {$ref: '#/components/schemas/Owner'}
        colour: {$ref: '#/components/schemas/Colour'}
        tags: {$ref: '#/components/schemas/Tags'}
        chip_param: {$ref: '#/components/schemas/Chip'}
    Pet: {properties: {owner: {$ref: '#/components/schemas/Owner'}, colour: {$ref: '#/components/schemas/Colour'}}}
    Owner: {type: object, properties: {name: {type: string}, address: {$ref: '#/components/schemas/Address'}}}
    Address: {type: object, properties: {street: {type: object, properties: {no: {type: integer}}}}}
    Colour: {type: string, enum: [red, blue]}
    Tags: {type: array, items: {type: string}}
    Chip: {type: object, properties: {id: {type: string}}}
"""
METHODS = "methods: {create: post /pets}"


def pets(tmp_path: Path, models: str, more: str = "") -> Built:
    config = (
        f"resources: {{zoo: {{subresources: {{pets: {{models: {models}, {METHODS}}}}}}}{more}}}"
    )
    return build(tmp_path, PETS, config)


def test_a_model_that_both_sides_use_has_a_twin(tmp_path: Path) -> None:
    built = pets(tmp_path, "{pet: Pet, owner: Owner, colour: Colour}")
    assert built.files() == {
        "zoo/colour": ["Colour"],
        "zoo/owner": ["AddressStreet", "Address", "Owner"],
        "zoo/owner_param": ["AddressStreet", "Address", "OwnerParam"],
        "zoo/pet": ["Pet"],
        "zoo/pet_create_params": ["ChipParam", "PetCreateParams"],
    }
    assert built.definition("zoo/owner_param").face is Face.REQUEST
    assert built.fields("zoo/pet_create_params") == {
        "owner": "OwnerParam",
        "chip_param?": "ChipParam",
        "colour?": "Colour",
        "tags?": "Sequence[string]",
    }


def test_a_model_that_is_only_sent_has_no_response_face(tmp_path: Path) -> None:
    built = pets(tmp_path, "{chip_param: Chip, tags: Tags, pet: Pet}")
    assert [file for file in built.files() if "chip" in file] == ["zoo/chip_param"]
    assert [file for file in built.files() if "tags" in file] == ["zoo/tags_param"]
    assert built.alias("zoo/tags_param") == "Sequence[string]"


def test_shared_models_stand_apart_with_one_name(tmp_path: Path) -> None:
    built = pets(tmp_path, "{pet: Pet}", ", $shared: {models: {owner: Owner, colour: Colour}}")
    assert built.files()["shared/owner"][-1] == "Owner"
    assert built.files()["shared_params/owner"][-1] == "Owner"
    assert built.files()["shared_params/colour"] == ["Colour"]
    owner = built.definition("zoo/pet_create_params")
    assert built.fields("zoo/pet")["owner?"] == "Owner"
    fields = {f.wire: f.type for f in getattr(owner, "fields")}  # noqa: B009
    assert fields["owner"].name.module == ("shared_params", "owner")
    assert fields["colour"].name.module == ("shared", "colour")


def test_a_model_that_nothing_uses_is_a_response(tmp_path: Path) -> None:
    spec = "components: {schemas: {A: {type: object, properties: {x: {type: string}}}}}"
    built = build(tmp_path, spec, "resources: {things: {models: {a: A}}}")
    assert built.definition("a").face is Face.RESPONSE


def test_an_inline_schema_can_be_a_model(tmp_path: Path) -> None:
    built = pets(tmp_path, "{pet: Pet, street: '#/components/schemas/Address/properties/street'}")
    assert built.files()["zoo/street"] == ["Street"]
    assert built.files()["zoo/pet"] == ["OwnerAddress", "Owner", "Pet"]


def test_two_names_for_one_schema(tmp_path: Path) -> None:
    built = pets(tmp_path, "{pet: Pet, animal: Pet}")
    assert built.alias("zoo/animal") == "Pet"


def test_read_only_and_write_only_members_have_one_side(tmp_path: Path) -> None:
    spec = """
    paths:
      /pets:
        post:
          requestBody: {content: {application/json: {schema: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}}}}
          responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    components:
      schemas:
        Pet:
          type: object
          properties: {id: {type: string, readOnly: true}, pin: {type: string, writeOnly: true}, x: {type: string}}
    """
    built = build(
        tmp_path, spec, "resources: {pets: {models: {pet: Pet}, methods: {create: post /pets}}}"
    )
    assert list(built.fields("pet")) == ["id?", "x?"]
    assert list(built.fields("pet_param")) == ["pin?", "x?"]


RECURSIVE = """
components:
  schemas:
    Thing:
      type: object
      properties: {tree: {$ref: '#/components/schemas/TreeNode'}, any: {$ref: '#/components/schemas/Json'}}
    TreeNode: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/TreeNode'}}}}
    Json:
      anyOf:
        - {type: string}
        - {type: array, items: {$ref: '#/components/schemas/Json'}}
        - {type: object, additionalProperties: {$ref: '#/components/schemas/Json'}}
"""


def test_a_recursive_schema_becomes_a_model_of_its_first_user(tmp_path: Path) -> None:
    config = "resources: {a: {subresources: {things: {models: {thing: Thing}}}}}"
    built = build(tmp_path, RECURSIVE, config)
    assert built.files() == {
        "a/json": ["Json"],
        "a/thing": ["Thing"],
        "a/tree_node": ["TreeNode"],
    }
    assert built.fields("a/tree_node") == {"children?": "List[TreeNode]"}
    json = built.definition("a/json")
    assert isinstance(json, AliasDefinition)
    assert json.recursive
    assert built.alias("a/json") == "string | List[Json] | Dict[Json]"


def test_an_alias_that_passes_a_class_is_not_recursive(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Tool: {anyOf: [{$ref: '#/components/schemas/Box'}, {type: string}]}
        Box: {type: object, properties: {inside: {$ref: '#/components/schemas/Tool'}}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {tool: Tool, box: Box}}}")
    tool = built.definition("tool")
    assert isinstance(tool, AliasDefinition)
    assert not tool.recursive


def test_a_schema_made_of_itself_is_any_value(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing: {properties: {x: {$ref: '#/components/schemas/Loop'}}}
        Loop: {anyOf: [{$ref: '#/components/schemas/Loop'}, {allOf: [{$ref: '#/components/schemas/Loop'}]}]}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {thing: Thing}}}")
    assert built.fields("thing") == {"x?": "Loop"}
    assert built.alias("loop") == "any"
    assert "cyclic-schema" in built.codes


def test_unions_that_lead_back_to_themselves_only(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        A: {anyOf: [{$ref: '#/components/schemas/B'}, {type: string}]}
        B:
          anyOf:
            - $ref: '#/components/schemas/A'
            - {type: integer}
            - {type: array, items: {$ref: '#/components/schemas/B'}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {a: A, b: B}}}")
    assert (built.alias("a"), built.alias("b")) == (
        "string | integer | List[B]",
        "A | integer | List[B]",
    )


def test_schemas_that_would_be_written_out_too_often_become_models(tmp_path: Path) -> None:
    levels = "".join(
        f"    L{i}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/L{i + 1}'}}, "
        f"b: {{$ref: '#/components/schemas/L{i + 1}'}}}}}}\n"
        for i in range(40)
    )
    spec = f"components:\n  schemas:\n{levels}    L40: {{type: object, properties: {{x: {{type: string}}}}}}\n"
    built = build(tmp_path, spec, "resources: {things: {models: {l0: L0}}}")
    assert 1 < len(built.files()) < 41
    assert sum(map(len, built.files().values())) < 6_000


def test_long_chains_of_objects_do_not_nest(tmp_path: Path) -> None:
    chain = "".join(
        f"    C{i}: {{type: object, properties: {{n: {{$ref: '#/components/schemas/C{i + 1}'}}}}}}\n"
        for i in range(3000)
    )
    spec = f"components:\n  schemas:\n{chain}    C3000: {{type: object, properties: {{x: {{type: string}}}}}}\n"
    built = build(tmp_path, spec, "resources: {things: {models: {c0: C0}}}")
    names = [name for names in built.files().values() for name in names]
    assert len(names) == 3001
    assert max(map(len, names)) < 120
    assert built.codes == []


def test_a_variant_is_called_as_the_document_says(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Choice:
          anyOf:
            - {type: string}
            - {title: Other, x-stainless-variantName: named_choice, type: object, properties: {a: {type: string}}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {choice: Choice}}}")
    assert built.alias("choice") == "string | NamedChoice"


def test_deep_chains_of_unions_end_in_a_warning(tmp_path: Path) -> None:
    chain = "".join(
        f"    U{i}: {{anyOf: [{{$ref: '#/components/schemas/U{i + 1}'}}, {{type: array, maxItems: {i}}}]}}\n"
        for i in range(500)
    )
    spec = f"components:\n  schemas:\n{chain}    U500: {{type: string}}\n"
    built = build(tmp_path, spec, "resources: {things: {models: {u: U0}}}")
    assert "deep-schema" in built.codes


def test_colliding_names_are_told_apart(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        A: {type: object, properties: {x: {type: string}}}
        B: {type: object, properties: {y: {type: string}}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {fooBar: A, foo_bar: B}}}")
    assert built.files() == {"foo_bar": ["FooBar"], "foo_bar_2": ["FooBar2"]}
    assert built.codes == ["type-name-clash"]


def test_a_file_never_has_the_name_of_a_folder(tmp_path: Path) -> None:
    spec = "components: {schemas: {A: {type: object, properties: {x: {type: string}}}}}"
    config = "resources: {users: {models: {users: A}, subresources: {keys: {models: {key: A}}}}}"
    built = build(tmp_path, spec, config)
    assert built.files() == {"users/key": ["Key"], "users_2": ["Users"]}


def test_an_inline_name_gives_way_to_the_file_and_its_imports(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          properties:
            thing: {type: object, properties: {x: {type: string}}}
            pet: {type: object, properties: {real: {$ref: '#/components/schemas/Pet'}}}
            list: {type: object, properties: {x: {type: string}}}
        Pet: {type: object, properties: {x: {type: string}}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {thing: Thing, pet: Pet}}}")
    assert built.files()["thing"] == ["ThingList", "ThingPet", "ThingThing", "Thing"]


def test_list_items_and_map_values(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          properties:
            categories: {type: array, items: {type: array, items: {properties: {x: {type: string}}}}}
            statuses: {additionalProperties: {properties: {x: {type: string}}}}
        Things: {type: array, items: {properties: {x: {type: string}}}}
    """
    built = build(tmp_path, spec, "resources: {things: {models: {thing: Thing, things: Things}}}")
    assert built.fields("thing") == {
        "categories?": "List[List[Category]]",
        "statuses?": "Dict[Statuses]",
    }
    assert built.files()["things"] == ["ThingsItem", "Things"]


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("#/components/schemas/Pet/properties/owner", ["Keeper", "Pet"]),
        ("#/components/schemas/Owner", ["Keeper", "Pet"]),
    ],
)
def test_a_name_from_the_configuration(tmp_path: Path, pointer: str, expected: list[str]) -> None:
    spec = """
    components:
      schemas:
        Pet: {properties: {owner: {$ref: '#/components/schemas/Owner'}}}
        Owner: {type: object, properties: {x: {type: string}}}
    """
    config = f"""
    resources: {{pets: {{models: {{pet: Pet}}}}}}
    specloom: {{type_names: {{"{pointer}": Keeper}}}}
    """
    built = build(tmp_path, spec, config)
    assert built.files()["pet"] == expected
    assert built.codes == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ('{"#/components/schemas/No": Name}', "unknown-place"),
        ('{"#/components/schemas/Pet": "not a name"}', "bad-class-name"),
        ('{"#/components/schemas/Pet/properties/x": Unused}', "unused-type-name"),
    ],
)
def test_a_name_that_comes_to_nothing_is_an_error(tmp_path: Path, names: str, code: str) -> None:
    spec = "components: {schemas: {Pet: {type: object, properties: {x: {type: string}}}}}"
    config = f"resources: {{pets: {{models: {{pet: Pet}}}}}}\nspecloom: {{type_names: {names}}}"
    built = build(tmp_path, spec, config)
    assert built.codes == [code]
    source = built.diagnostics.items[0].source
    assert source is not None
    assert source.pointer.startswith("#/specloom/type_names/")


def test_a_model_of_an_absent_schema_is_an_error_with_a_hint(tmp_path: Path) -> None:
    spec = "components: {schemas: {RunObject: {type: string}}}"
    built = build(tmp_path, spec, "resources: {runs: {models: {run: RunObjct, x: '#/nowhere'}}}")
    assert built.codes == ["unknown-schema", "unknown-schema"]
    first = built.diagnostics.items[0]
    assert "RunObject" in first.hint
    assert first.source is not None
    assert first.source.pointer == "#/resources/runs/models/run"


def test_casings_of_the_configuration_and_of_the_document(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        GitHUBThing: {type: object, properties: {api_url: {properties: {x: {type: string}}}}}
    """
    config = """
    resources: {things: {models: {mcp_id: GitHUBThing, github_json: GitHUBThing}}}
    custom_casings: {mcp: {initialism: true}, json: {pascal: JSON}}
    """
    files = build(tmp_path, spec, config).files()
    assert files == {"mcp_id": ["APIURL", "MCPID"], "github_json": ["GitHUBJSON"]}


def test_initialisms_that_published_packages_share(tmp_path: Path) -> None:
    models = "{ai_message: A, acl_of_url: A, mcp_sql_json: A}"
    spec = "components: {schemas: {A: {type: object, properties: {id: {type: string}}}}}"
    built = build(tmp_path, spec, f"resources: {{things: {{models: {models}}}}}")
    names = {name for module in built.api.types for name in module.exports}
    assert {"AIMessage", "ACLOfURL", "McpSqlJson"} <= names


def test_a_word_is_no_initialism_and_has_a_plural(tmp_path: Path) -> None:
    spec = "components: {schemas: {Thing: {type: object, properties: {a: {type: string}}}}}"
    config = """
    resources: {things: {models: {api_thing: Thing, oauth_apps: Thing}}}
    custom_casings:
      api: {initialism: false}
      oauth: {singular: {pascal: OAuth}, plural: {pascal: OAuths}}
    """
    files = build(tmp_path, spec, config).files()
    assert files == {"api_thing": ["ApiThing"], "oauth_apps": ["OAuthApps"]}


def test_members_may_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    spec = """
    components:
      schemas:
        Thing:
          required: [z, b]
          properties: {q: {type: string}, z: {type: string}, b: {type: string}, a: {type: string}}
    """
    models = "resources: {things: {models: {thing: Thing}}}"
    assert list(build(tmp_path, spec, models).fields("thing")) == ["b", "z", "a?", "q?"]
    kept = f"settings: {{sort_schema_properties: false}}\n{models}"
    assert list(build(tmp_path, spec, kept).fields("thing")) == ["z", "b", "q?", "a?"]


def test_a_model_of_requests_may_have_a_plain_name(tmp_path: Path) -> None:
    built = pets(tmp_path, "{chip: {schema: Chip, no_params_suffix: true}, tags: Tags}")
    assert "zoo/chip" in built.files()
    assert "zoo/tags_param" in built.files()


def test_the_document_names_members_and_types_for_python_and_leaves_some_out(
    tmp_path: Path,
) -> None:
    spec = """
    paths:
      /pets:
        get:
          responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    components:
      schemas:
        Pet:
          required: [id, secret]
          properties:
            id: {type: string}
            secret: {type: string, x-stainless-skip: [go, python]}
            go_only: {type: string, x-stainless-skip: [go]}
            list: {type: string, x-stainless-naming: {python: {property_name: rule_list}, go: {property_name: no}}}
            kind: {properties: {a: {type: string}}, x-stainless-naming: {python: {type_name: species}}}
            either: {oneOf: [{type: string}, {type: integer, x-stainless-skip: true}]}
    """
    built = build(
        tmp_path, spec, "resources: {pets: {models: {pet: Pet}, methods: {get: 'get /pets'}}}"
    )
    assert built.fields("pet", "Pet") == {
        "id": "string",
        "either?": "string",
        "go_only?": "string",
        "kind?": "Species",
        "rule_list?": "string",
    }


def test_a_model_may_be_an_alias_a_jsonpath_or_left_out(tmp_path: Path) -> None:
    models = (
        "{pet: Pet, animal: {type: alias, to: pet}, colour: {schema: Colour, skip: [python]}, "
        "address: '$..Owner.properties.address'}"
    )
    built = pets(tmp_path, models)
    assert built.files()["zoo/animal"] == ["Animal"]
    assert isinstance(built.definition("zoo/animal"), AliasDefinition)
    assert "zoo/colour" not in built.files()
    assert "zoo/address" in built.files()


@pytest.mark.parametrize(
    ("models", "code"),
    [
        ("{animal: {type: alias, to: pat}}", "unknown-alias"),
        ("{animal: '$.components.schemas[*]'}", "unknown-schema"),
        ("{animal: '$[?'}", "unknown-schema"),
    ],
)
def test_models_that_stand_for_nothing(tmp_path: Path, models: str, code: str) -> None:
    assert pets(tmp_path, models).codes == [code]
