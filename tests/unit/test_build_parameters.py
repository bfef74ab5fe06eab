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


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("put", ["existing_name", "name", "size"]), ("delete", ["path_name", "name", "size"])],
)
def test_names_that_two_places_use(tmp_path: Path, verb: str, expected: list[str]) -> None:
    operation = one(
        tmp_path,
        "parameters: [{in: query, name: size, schema: {type: string}}], "
        + body("{properties: {name: {type: string}}}"),
        path="/things/{name}",
        verb=verb,
    )
    assert sorted(names(operation)) == sorted(expected)


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
