"""Parameters: their order, names, places and styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.operations import Place
from tests.support.built import build, show
from tests.support.methods import OK, body, names, one


def test_order_of_parameters(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        """parameters: [
            {in: header, name: X-Trace, schema: {type: string}},
            {in: query, name: zeta, schema: {type: string}},
            {in: query, name: alpha, schema: {type: string}},
            {in: query, name: must, required: true, schema: {type: string}},
            {in: path, name: thing_id, required: true, schema: {type: string}},
            {in: path, name: owner_id, required: true, schema: {type: integer}}],
        """ + body("{required: [name], properties: {size: {type: integer}, name: {type: string}, id: {type: string}}}"),
        path="/owners/{owner_id}/things/{thing_id}",
    )  # fmt: skip
    assert [(p.name, p.place, p.required, p.positional) for p in operation.parameters] == [
        ("thing_id", Place.PATH, True, True),
        ("owner_id", Place.PATH, True, False),
        ("must", Place.QUERY, True, False),
        ("name", Place.BODY, True, False),
        ("alpha", Place.QUERY, False, False),
        ("zeta", Place.QUERY, False, False),
        ("id", Place.BODY, False, False),
        ("size", Place.BODY, False, False),
        ("x_trace", Place.HEADER, False, False),
    ]


def test_the_configuration_says_what_is_positional(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        "parameters: [{in: query, name: q, schema: {type: string}}, {in: path, name: id, required: true}]",
        path="/things/{id}",
        method="positional_params: [q, id]",
    )
    assert [(p.name, p.positional) for p in operation.parameters] == [("id", True), ("q", True)]


def test_positional_parameters_stand_in_the_order_of_the_configuration(tmp_path: Path) -> None:
    parameters = (
        "parameters: [{in: path, name: a, required: true}, {in: path, name: b, required: true}]"
    )
    path = "/things/{a}/{b}"
    operation = one(tmp_path, parameters, path=path, method="positional_params: [b, a]")
    assert [(p.name, p.positional) for p in operation.parameters] == [("b", True), ("a", True)]
    for settings in (
        {"method": "positional_params: []"},
        {"config": "settings: {positional_params: false}"},
    ):
        operation = one(tmp_path, parameters, path=path, **settings)
        assert [(p.name, p.positional) for p in operation.parameters] == [
            ("a", False),
            ("b", False),
        ]


def test_parameters_of_the_path_item_count_unless_overridden(tmp_path: Path) -> None:
    spec = f"""
    paths:
      /things/{{id}}:
        parameters:
          - {{in: path, name: id, required: true, schema: {{type: string}}}}
          - {{in: query, name: q, schema: {{type: string}}}}
        get:
          parameters: [{{in: query, name: q, schema: {{type: integer}}}}]
          {OK}
    """
    built = build(tmp_path, spec, "resources: {things: {methods: {get: 'get /things/{other}'}}}")
    shown = [(p.name, show(p.type)) for p in built.method("things.get").parameters]
    assert shown == [("id", "string"), ("q", "integer")]


def test_a_path_without_its_declaration_has_a_text_parameter(tmp_path: Path) -> None:
    operation = one(tmp_path, "", path="/things/{id}", verb="get")
    assert [(p.name, show(p.type)) for p in operation.parameters] == [("id", "string")]


def test_names_that_two_places_use_have_the_place_in_front(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        "parameters: [{in: query, name: size, schema: {type: string}}, {in: header, name: From}], "
        + body("{required: [name], properties: {name: {type: string}, from: {type: string}}}"),
        path="/things/{name}",
        verb="put",
    )
    assert names(operation) == ["path_name", "body_name", "size", "body_from", "header_from"]
    assert [p.wire for p in operation.parameters if p.positional] == ["name"]


def test_the_document_names_parameters_and_leaves_some_out(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        """parameters: [
          {in: path, name: name, required: true, schema: {type: string, x-stainless-param: existingName}},
          {in: query, name: q, x-stainless-param: search_text, schema: {type: string}},
          {in: query, name: r, schema: {type: string, x-stainless-naming: {python: {property_name: class}, go: {}}}},
          {in: query, name: only_go, x-stainless-skip: [python, java], schema: {type: string}},
          {in: query, name: not_go, schema: {type: string, x-stainless-skip: [go]}},
          {in: header, name: Never, schema: {type: string, x-stainless-skip: true}}], """
        + body("{properties: {name: {type: string}, hidden: {x-stainless-skip: true}}}"),
        path="/things/{name}",
        verb="put",
    )
    assert names(operation) == ["existing_name", "not_go", "search_text", "class_", "name"]
    assert {p.name: p.wire for p in operation.parameters}["search_text"] == "q"


def test_a_schema_for_packages_takes_the_place_of_that_for_servers(tmp_path: Path) -> None:
    own = "{x-stainless-param: betas, type: array, items: {type: string, nullable: true}}"
    operation = one(
        tmp_path,
        f"""parameters: [{{in: header, name: acme-beta,
          schema: {{type: string, x-stainless-override-schema: {own}}}}}]""",
    )
    assert [(p.name, p.wire, show(p.type)) for p in operation.parameters] == [
        ("betas", "acme-beta", "Sequence[string | null]")
    ]


def test_names_that_every_signature_has(tmp_path: Path) -> None:
    members = ", ".join(f"{name}: {{}}" for name in ("timeout", "self", "from", "extra_body"))
    schema = f"{{properties: {{{members}}}}}"
    operation = one(tmp_path, body(schema))
    assert names(operation) == ["extra_body_", "from_", "self_", "timeout_"]
    assert [p.wire for p in operation.parameters] == ["extra_body", "from", "self", "timeout"]


def test_idempotency_key_is_taken_where_it_is_configured(tmp_path: Path) -> None:
    schema = body("{properties: {idempotency_key: {type: string}}}")
    assert names(one(tmp_path, schema)) == ["idempotency_key"]
    config = "client_settings: {idempotency_header: Idempotency-Key}"
    operation = one(tmp_path, schema, config=config)
    assert names(operation) == ["idempotency_key_"]
    assert operation.idempotent


def test_headers_that_are_set_elsewhere_are_no_parameters(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        """parameters: [
          {in: header, name: Accept}, {in: header, name: Authorization}, {in: header, name: x-key},
          {in: header, name: X-Version}, {in: header, name: X-Other, schema: {type: integer}},
          {in: cookie, name: sid}]""",
        method="default_headers: {x-version: '2'}",
        extra="components: {securitySchemes: {k: {type: apiKey, in: header, name: X-Key}}}",
    )
    assert [(p.name, p.place) for p in operation.parameters] == [
        ("x_other", Place.HEADER),
        ("sid", Place.COOKIE),
    ]
    assert operation.headers == (("x-version", "2"),)
    assert operation.params_type is None


def test_default_headers_are_inherited_and_the_closest_wins(tmp_path: Path) -> None:
    spec = f"paths: {{/a: {{get: {{{OK}}}}}}}"
    config = """
    resources:
      outer:
        default_headers: {A: outer, B: outer, C: outer}
        subresources:
          inner:
            default_headers: {b: inner}
            methods:
              get: {endpoint: get /a, default_headers: {C: null, D: method}}
    """
    operation = build(tmp_path, spec, config).method("outer.inner.get")
    assert operation.headers == (("A", "outer"), ("b", "inner"), ("D", "method"))


@pytest.mark.parametrize(
    ("parameter", "config", "expected"),
    [
        ("name: ids, explode: false", "", ("ids", "", None)),
        ("name: ids, explode: true", "", ("ids", "form", True)),
        (
            "name: ids, explode: true",
            "query_settings: {array_format: comma}",
            ("ids", "form", True),
        ),
        (
            "name: ids, explode: false",
            "query_settings: {array_format: brackets}",
            ("ids", "form", False),
        ),
        ("name: ids, style: pipeDelimited", "", ("ids", "pipeDelimited", False)),
        ("name: 'ids[]'", "query_settings: {array_format: brackets}", ("ids", "", None)),
        ("name: 'ids[]'", "query_settings: {array_format: comma}", ("ids[]", "form", True)),
    ],
)
def test_styles_of_query_parameters(
    tmp_path: Path, parameter: str, config: str, expected: tuple[str, str, bool | None]
) -> None:
    text = f"parameters: [{{in: query, {parameter}, schema: {{type: array, items: {{type: integer}}}}}}]"
    found = one(tmp_path, text, config=config).parameters[0]
    assert (found.wire, found.style, found.explode) == expected
    assert found.name == "ids"
    assert show(found.type) == "Iterable[integer]"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("{type: string}", "Sequence[string]"),
        ("{type: string, enum: [a]}", "List[Literal['a']]"),
        ("{type: integer}", "Iterable[integer]"),
        ("{anyOf: [{type: string}, {type: integer}]}", "Sequence[string | integer]"),
        ("{properties: {a: {type: string}}}", "Iterable[Thing]"),
        ("{}", "Iterable[any]"),
    ],
)
def test_arrays_of_requests(tmp_path: Path, items: str, expected: str) -> None:
    schema = f"{{properties: {{things: {{type: array, items: {items}}}}}}}"
    assert show(one(tmp_path, body(schema)).parameters[0].type) == expected


def test_what_cannot_be_sent_is_left_out_and_told_at_its_place(tmp_path: Path) -> None:
    spec = f"""
    paths:
      /things/{{id}}/{{part}}:
        get:
          parameters:
          - {{in: path, name: id, required: true, schema: {{type: string}}}}
          - {{in: path, name: gone, required: true, schema: {{type: string}}}}
          - {{in: header, name: no token, schema: {{type: string}}}}
          - {{in: elsewhere, name: a, schema: {{type: string}}}}
          - {{in: query, schema: {{type: string}}}}
          - {{in: query, name: q q}}
          {OK}
    """
    built = build(
        tmp_path, spec, "resources: {things: {methods: {get: 'get /things/{id}/{part}'}}}"
    )
    assert sorted(item.wire for item in built.method("things.get").parameters) == [
        "id",
        "part",
        "q q",
    ]
    told = [(item.code, item.source.pointer) for item in built.diagnostics.items if item.source]
    path = "#/paths/~1things~1{id}~1{part}"
    ignored = [("parameter-ignored", f"{path}/get/parameters/{index}") for index in (1, 2, 3, 4)]
    untyped = ("parameter-without-schema", f"{path}/get/parameters/5")
    assert sorted(told) == [*ignored, ("parameter-undeclared", path), untyped]
