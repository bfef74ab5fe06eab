"""Overlays: what they change, what they refuse, and where changed nodes point."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specloom.load import Document, load_document
from specloom.load.query import QueryError, select, standard
from tests.support.specs import failures, write

SPEC = """openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a/{id}:
    get: {operationId: a, tags: [x], responses: {200: {description: ok}}}
    post: {operationId: b, tags: [y], responses: {200: {description: ok}}}
  /b:
    get: {operationId: c, tags: [x, y], responses: {200: {description: ok}}}
components:
  schemas:
    U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {type: array}]}
    A: &shared {type: object, properties: {id: {type: string}}}
    B: *shared
"""


def overlaid(folder: Path, actions: str, *, head: str = "overlay: 1.0.0\n") -> Document:
    overlay = write(
        folder, f"{head}info: {{title: o, version: '1'}}\nactions:\n{actions}", "o.yaml"
    )
    return load_document(write(folder, SPEC), overlays=[overlay])


def test_update_merges_mappings_and_extends_lists(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "- target: $.paths['/a/{id}'].get\n"
        "  update: {deprecated: true, tags: [z], responses: {404: {description: no}}}\n"
        "- {target: '$.paths[\"/b\"].get.tags', update: w}\n",
    )
    assert document.at("#/paths/~1a~1{id}/get") == {
        "operationId": "a",
        "tags": ["x", "z"],
        "responses": {"200": {"description": "ok"}, "404": {"description": "no"}},
        "deprecated": True,
    }
    assert document.at("#/paths/~1b/get/tags") == ["x", "y", "w"]


def test_changed_nodes_point_to_the_overlay_and_others_stay(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "- target: $.paths['/a/{id}'].*\n  update:\n    deprecated: true\n    tags: [z]\n"
        "- {target: '$.components.schemas.U.oneOf[0]', remove: true}\n",
    )
    places = {
        "#/paths/~1a~1{id}/post/deprecated": ("o.yaml", (6, 5)),
        "#/paths/~1a~1{id}/post/tags/1": ("o.yaml", (7, 12)),
        "#/paths/~1a~1{id}/post/tags/0": ("spec.yaml", (6, 35)),
        "#/components/schemas/U/oneOf/0/$ref": ("spec.yaml", (11, 52)),
        "#/components/schemas/U/oneOf/1/type": ("spec.yaml", (11, 86)),
    }
    for pointer, (file, place) in places.items():
        source = document.source(pointer)
        assert (Path(source.file).name, document.locate(source)) == (file, place), pointer


def test_a_change_through_one_alias_is_not_seen_through_another(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path, "- {target: $.components.schemas.B.properties.id, update: {format: uuid}}\n"
    )
    assert document.at("#/components/schemas/A/properties/id") == {"type": "string"}
    assert document.at("#/components/schemas/B/properties/id") == {
        "type": "string",
        "format": "uuid",
    }


def test_filters_wildcards_and_removal(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "- {target: \"$.components.schemas.U.oneOf[?@['$ref']=='#/components/schemas/A']\", remove: true}\n"
        "- {target: \"$.paths.*[?@.operationId == 'b']\", remove: true}\n"
        "- {target: '$..tags', remove: true}\n",
    )
    assert document.at("#/components/schemas/U/oneOf") == [
        {"$ref": "#/components/schemas/B"},
        {"type": "array"},
    ]
    paths: Any = document.at("#/paths")
    assert [list(item) for item in paths.values()] == [["get"], ["get"]]
    assert "tags" not in paths["/b"]["get"]


def test_several_items_are_removed_from_one_list(tmp_path: Path) -> None:
    document = overlaid(tmp_path, "- {target: '$.components.schemas.U.oneOf[0,1]', remove: true}\n")
    assert document.at("#/components/schemas/U/oneOf") == [{"type": "array"}]
    assert document.locate(document.source("#/components/schemas/U/oneOf/0")) == (11, 85)


def test_copy_of_version_1_1(tmp_path: Path) -> None:
    document = overlaid(
        tmp_path,
        "- {target: \"$.paths['/b'].get\", copy: \"$.paths['/a/{id}'].post\"}\n",
        head="overlay: 1.1.0\n",
    )
    assert document.at("#/paths/~1b/get/operationId") == "b"
    assert (
        document.source("#/paths/~1b/get/operationId").pointer
        == "#/paths/~1a~1{id}/post/operationId"
    )


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ("- target: $.paths['/nope']\n  update: {}\n", ["4:3 no-match"]),
        ("- {target: $.info, update: 5}\n", ["4:20 overlay-action"]),
        ("- {target: $.info}\n", ["4:3 overlay-action"]),
        ("- {update: {}}\n", ["4:3 overlay-action"]),
        ("- {target: '$.[', update: {}}\n", ["4:4 bad-jsonpath"]),
        ("- {target: info, update: {}}\n", ["4:4 bad-jsonpath"]),
        ("- {target: $.info, updat: {}, update: {}}\n", ["4:20 overlay-action"]),
        ("- 5\n- {target: $.x, remove: true}\n", ["4:3 overlay-action", "5:4 no-match"]),
        ("- {target: $, update: {info: [1]}}\n", ["4:24 wrong-type"]),
    ],
)
def test_wrong_actions_are_told_with_their_place(
    actions: str, expected: list[str], tmp_path: Path
) -> None:
    assert failures(lambda: overlaid(tmp_path, actions)) == expected


def test_what_is_no_overlay(tmp_path: Path) -> None:
    assert failures(lambda: overlaid(tmp_path, "- {}\n", head="overlay: 2.0.0\n")) == [
        "1:1 overlay-version"
    ]
    assert failures(lambda: overlaid(tmp_path, "  a: 1\n")) == ["3:1 overlay-action"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.paths./v1/users.get", "$.paths['/v1/users'].get"),
        ("$.paths./a/{id}/*.get", "$.paths['/a/{id}/*'].get"),
        ("$..propertyNames", "$..propertyNames"),
        ("$.x-a..y-b", "$['x-a']..['y-b']"),
        ("$.a[b].c", "$.a['b'].c"),
        ("$.a[(@.length-1)]", "$.a[-1]"),
        ("$.l[?(@.$ref === 'x')]", "$.l[?(@['$ref'] == 'x')]"),
        ("$.l[?(@.type == \"a]\")].b", "$.l[?(@.type == \"a]\")].b"),
        ("$['a.b']['c']", "$['a.b']['c']"),
    ],
)  # fmt: skip
def test_the_dialect_of_transforms_is_understood(path: str, expected: str) -> None:
    assert standard(path) == expected


def test_descent_reaches_as_deep_as_documents_may_nest() -> None:
    deep: dict[str, object] = {"end": 1}
    for _ in range(250):
        deep = {"a": deep}
    assert [len(tokens) for tokens in select(deep, "$..end")] == [251]


def test_select() -> None:
    data: dict[str, object] = {"a": [{"n": 1}, {"n": 2}], "b": {"n": 1}}
    assert select(data, "$..[?(@.n == 1)]^") == [(), ("a",)]
    assert select(data, "$") == [()]
    for wrong in ("a", "$[", "$x", "$." + "a" * 5000, "$.a[?(@.n =~ "):
        with pytest.raises(QueryError):
            select(data, wrong)
