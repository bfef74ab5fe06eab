"""The comparison: what is one schema in two spellings, what is matched, what is told once."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from specloom.diagnostics import SpecloomError
from specloom.diff import Direction, Severity
from specloom.diff.changes import codes as all_codes
from specloom.diff.changes import kinds
from tests.support.revisions import changed, codes, document

TEXT = {"type": "string"}
CAT = {"type": "object", "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}}
DOG = {"type": "object", "properties": {"kind": {"const": "dog"}, "tricks": {"type": "integer"}}}
FISH = {"type": "object", "properties": {"kind": {"const": "fish"}, "fins": {"type": "integer"}}}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_codes_are_unique_and_opposites_are_kinds() -> None:
    names = [kind.kind for kind in kinds()]
    assert len(names) == len(set(names)) > 90
    assert {name for kind in kinds() for name in kind.opposites} <= set(names)
    assert all(kind.opposites for kind in kinds())
    for kind, direction in all_codes().values():
        effect = kind.effects()[direction]
        assert effect.advice.endswith(".")
        assert kind.what.format(name="a", before="b", after="c")


SAME = {
    "a part of allOf": (
        thing(a=TEXT, b=TEXT),
        {"allOf": [thing(a=TEXT), {"properties": {"b": TEXT}}]},
    ),
    "a reference": (thing(a=TEXT), {"$ref": "#/components/schemas/Thing"}),
    "a union of one": (thing(a=TEXT), {"oneOf": [thing(a=TEXT)]}),
    "null as a member": ({"type": ["string", "null"]}, {"anyOf": [TEXT, {"type": "null"}]}),
    "a union in another order": ({"oneOf": [CAT, DOG]}, {"oneOf": [DOG, CAT]}),
    "a nameless union within": (
        {"anyOf": [CAT, DOG, FISH]},
        {"anyOf": [{"oneOf": [CAT, DOG]}, FISH]},
    ),
    "const": ({"const": "a"}, {"enum": ["a"]}),
    "an enum in another order": ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}),
    "required in another order": (
        {**thing(a=TEXT, b=TEXT), "required": ["a", "b"]},
        {**thing(b=TEXT, a=TEXT), "required": ["b", "a"]},
    ),
    "no lower bound": ({"type": "string", "minLength": 0}, TEXT),
    "an open object": ({**thing(a=TEXT), "additionalProperties": True}, thing(a=TEXT)),
    "a description": ({**TEXT, "description": "a"}, {**TEXT, "description": "b"}),
}


@pytest.mark.parametrize("way", ["request", "response"])
@pytest.mark.parametrize("case", SAME)
def test_two_spellings_of_one_schema(tmp_path: Path, case: str, way: str) -> None:
    schemas = {"Thing": thing(a=TEXT)}
    old, new = (document(side, way=way, schemas=schemas) for side in SAME[case])
    assert codes(changed(tmp_path, old, new)) == []


def test_a_shared_schema_is_told_once_and_names_its_users(tmp_path: Path) -> None:
    old = document({"$ref": "#/components/schemas/Thing"}, schemas={"Thing": thing(a=TEXT)})
    old["paths"]["/others"] = copy.deepcopy(old["paths"]["/things"])
    old["paths"]["/others"]["post"]["operationId"] = "other"
    new = copy.deepcopy(old)
    new["components"]["schemas"]["Thing"]["required"] = ["a"]
    (change,) = changed(tmp_path, old, new)
    assert change.code == "request-property-became-required"
    assert change.uses == ("POST /things", "POST /others")
    assert change.new.pointer == "#/components/schemas/Thing/properties/a"
    assert change.subject == "Thing.a"


def test_a_schema_that_is_sent_and_read_is_told_in_both_directions(tmp_path: Path) -> None:
    answer = {
        "200": {
            "description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
        }
    }
    reference = {"$ref": "#/components/schemas/Thing"}
    sides = [
        document(reference, responses=answer, schemas={"Thing": thing(a={"enum": values})})
        for values in (["x", "y"], ["x", "y", "z"])
    ]
    found = changed(tmp_path, *sides)
    assert sorted(codes(found)) == ["request-enum-value-added", "response-enum-value-added"]
    severities = {change.direction: change.severity for change in found}
    assert severities == {
        Direction.REQUEST: Severity.INFO,
        Direction.RESPONSE: Severity.DANGEROUS,
    }
    grown = next(item for item in found if item.direction is Direction.RESPONSE)
    effect = grown.effect
    assert [effect.wire.value, effect.types.value, effect.runtime.value] == [
        "breaks",
        "risk",
        "safe",
    ]


def test_a_schema_that_nothing_reaches_gets_the_worse_reading(tmp_path: Path) -> None:
    sides = [
        document(schemas={"Event": thing(a={"enum": values})}) for values in (["x"], ["x", "y"])
    ]
    (change,) = changed(tmp_path, *sides)
    assert change.code == "response-enum-value-added"
    assert "no operation reaches it" in change.note
    (back,) = changed(tmp_path, sides[1], sides[0])
    assert back.code == "request-enum-value-removed"


def test_a_member_that_moved_and_changed_is_one_change(tmp_path: Path) -> None:
    taller = copy.deepcopy(CAT)
    taller["properties"]["lives"]["maximum"] = 9  # type: ignore[index]
    old, new = document({"oneOf": [CAT, DOG]}), document({"oneOf": [DOG, taller]})
    (change,) = changed(tmp_path, old, new)
    assert change.code == "request-bound-added"
    assert change.subject == "POST /things request body.lives"


def test_a_member_that_was_replaced_is_two_changes(tmp_path: Path) -> None:
    old, new = document({"oneOf": [CAT, DOG]}), document({"oneOf": [CAT, FISH]})
    found = changed(tmp_path, old, new)
    assert codes(found) == ["request-union-member-removed", "request-union-member-added"]
    assert [change.name for change in found] == ['"dog"', '"fish"']


def test_a_schema_that_became_a_union_is_one_change(tmp_path: Path) -> None:
    old, new = document(CAT, way="response"), document({"oneOf": [CAT, DOG]}, way="response")
    (change,) = changed(tmp_path, old, new)
    assert change.code == "response-union-member-added"
    (back,) = changed(tmp_path, new, old)
    assert back.code == "response-union-member-removed"


def test_a_nullable_text_that_became_a_nullable_union(tmp_path: Path) -> None:
    old = document({"type": ["string", "null"], "default": "a"})
    new = document({"anyOf": [TEXT, {"type": "integer"}, {"type": "null"}], "default": "a"})
    assert codes(changed(tmp_path, old, new)) == ["request-union-member-added"]


def test_a_read_only_property_travels_in_answers_only(tmp_path: Path) -> None:
    sides = [
        document(thing(a={"type": "string", "readOnly": True, "enum": values}))
        for values in (["x"], ["x", "y"])
    ]
    assert codes(changed(tmp_path, *sides)) == ["response-enum-value-added"]


def test_recursive_schemas_end(tmp_path: Path) -> None:
    node = {"$ref": "#/components/schemas/Node"}
    tree: dict[str, Any] = thing(left=node, right={"anyOf": [node, {"type": "null"}]})
    taller = copy.deepcopy(tree)
    taller["properties"]["colour"] = TEXT
    old, new = (document(node, schemas={"Node": side}) for side in (tree, taller))
    assert codes(changed(tmp_path, old, new)) == ["request-property-added"]


def test_a_schema_with_another_name_is_a_rename(tmp_path: Path) -> None:
    old = document({"$ref": "#/components/schemas/Cat"}, schemas={"Cat": CAT})
    new = document({"$ref": "#/components/schemas/Feline"}, schemas={"Feline": CAT})
    (change,) = changed(tmp_path, old, new)
    assert (change.code, change.message) == ("schema-renamed", "is now called Feline")


def test_a_rename_says_that_it_is_a_reading(tmp_path: Path) -> None:
    old, new = (document(thing(**{name: TEXT})) for name in ("size", "max_size"))
    (change,) = changed(tmp_path, old, new)
    assert (change.code, change.severity) == ("request-property-renamed", Severity.BREAKING)
    assert (change.before, change.after) == ("size", "max_size")
    assert change.note.startswith("read as a rename because")


@pytest.mark.parametrize(
    ("name", "schema", "required"),
    [("colour", TEXT, []), ("sizes", {"type": "integer"}, []), ("sizes", TEXT, ["sizes"])],
)
def test_what_is_not_alike_is_not_a_rename(
    tmp_path: Path, name: str, schema: Any, required: list[str]
) -> None:
    old = document(thing(size=TEXT))
    new = document({**thing(**{name: schema}), "required": required})
    removed, added = changed(tmp_path, old, new)
    assert removed.code == "request-property-removed"
    assert added.code.endswith("property-added")


def test_a_property_that_says_much_may_have_any_name(tmp_path: Path) -> None:
    schema = {"type": "string", "enum": ["a", "b"]}
    old, new = document(thing(kind=schema)), document(thing(mode={**schema, "description": "x"}))
    assert codes(changed(tmp_path, old, new)) == ["request-property-renamed"]


def test_an_operation_keeps_its_id_at_another_path(tmp_path: Path) -> None:
    old, new = document(TEXT), document(TEXT)
    new["paths"] = {"/items": new["paths"]["/things"]}
    (change,) = changed(tmp_path, old, new)
    assert change.code == "operation-moved"
    assert change.message == "moved from POST /things to POST /items"


def test_an_operation_that_looks_alike_moved(tmp_path: Path) -> None:
    body = {"$ref": "#/components/schemas/Thing"}
    old = document(body, schemas={"Thing": thing(a=TEXT)})
    new = copy.deepcopy(old)
    old["paths"] = {"/v1/users/things": old["paths"]["/things"]}
    new["paths"] = {"/v1/people/things": new["paths"]["/things"]}
    new["paths"]["/v1/people/things"]["post"]["operationId"] = "perform"
    assert codes(changed(tmp_path, old, new)) == ["operation-moved", "operation-id-changed"]
    new["components"]["schemas"]["Other"] = thing(b=TEXT)
    post = new["paths"]["/v1/people/things"]["post"]
    post["requestBody"]["content"]["application/json"]["schema"] = {
        "$ref": "#/components/schemas/Other"
    }
    assert codes(changed(tmp_path, old, new))[:2] == ["operation-removed", "operation-added"]


def test_a_path_variable_with_another_name(tmp_path: Path) -> None:
    sides: list[dict[str, Any]] = []
    for name in ("id", "thing_id"):
        parameter = {"name": name, "in": "path", "required": True, "schema": TEXT}
        side = document(TEXT, parameters=[parameter])
        side["paths"] = {f"/things/{{{name}}}": side["paths"]["/things"]}
        sides.append(side)
    (change,) = changed(tmp_path, *sides)
    assert (change.code, change.before, change.after) == ("parameter-renamed", "id", "thing_id")


def test_a_webhook_body_is_read_and_not_sent(tmp_path: Path) -> None:
    sides: list[dict[str, Any]] = []
    for values in (["a"], ["a", "b"]):
        side = document({"enum": values})
        side["webhooks"] = {"happened": side["paths"].pop("/things")}
        sides.append(side)
    (change,) = changed(tmp_path, *sides)
    assert change.code == "response-enum-value-added"
    assert change.uses == ("webhook happened",)


def test_parts_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    reference = {"$ref": "#/components/schemas/One"}
    schemas: dict[str, Any] = {
        "One": {"allOf": [{"$ref": "#/components/schemas/Two"}], "properties": {"n": reference}},
        "Two": {"allOf": [reference], "properties": {"n": {"allOf": [reference]}}},
    }
    taller = copy.deepcopy(schemas)
    taller["Two"]["properties"]["m"] = TEXT
    old, new = (document(reference, schemas=side) for side in (schemas, taller))
    found = changed(tmp_path, old, new)
    assert codes(found) == ["request-property-added"]


def test_more_pairs_than_any_api_has_are_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specloom.diff.walk._MOST", 2)
    side = document(thing(a=TEXT, b=TEXT, c=TEXT))
    with pytest.raises(SpecloomError) as caught:
        changed(tmp_path, side, side)
    assert caught.value.diagnostics[0].code == "too-much"
