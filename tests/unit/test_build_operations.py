"""Methods: parameters and their order, bodies, responses, headers, deprecations, security."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.operations import BodyKind, Operation, Place, ResponseKind
from tests.support.built import Built, build, show

OK = "responses: {'200': {content: {application/json: {schema: {type: string}}}}}"


def build_one(
    tmp_path: Path,
    operation: str,
    *,
    path: str = "/things",
    verb: str = "post",
    method: str = "",
    config: str = "",
    extra: str = "",
) -> Built:
    """One method ``do`` of the resource ``things``; ``operation`` is YAML flow text without braces."""
    responses = "" if "responses" in operation else f", {OK}" if operation else OK
    spec = f"paths: {{'{path}': {{{verb}: {{{operation}{responses}}}}}}}\n{extra}"
    more = f", {method}" if method else ""
    settings = f"""
resources: {{things: {{methods: {{do: {{endpoint: "{verb} {path}"{more}}}}}}}}}
{config}
"""
    return build(tmp_path, spec, settings)


def one(tmp_path: Path, operation: str, **options: str) -> Operation:
    return build_one(tmp_path, operation, **options).method("things.do")


def body(schema: str, media_type: str = "application/json", required: bool = True) -> str:
    return f"requestBody: {{required: {str(required).lower()}, content: {{{media_type}: {{schema: {schema}}}}}}}"


def names(operation: Operation) -> list[str]:
    return [parameter.name for parameter in operation.parameters]


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
        ("name: ids, explode: true", "query_settings: {array_format: comma}", ("ids", "", None)),
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


@pytest.mark.parametrize(
    ("schema", "name", "expected"),
    [
        ("{type: array, items: {type: integer}}", "body", "Iterable[integer]"),
        ("{type: string}", "body", "string"),
        ("{additionalProperties: {type: string}}", "body", "Dict[string]"),
        ("{anyOf: [{type: string}, {properties: {a: {type: string}}}]}", "body", "Body"),
        ("{properties: {a: {type: string}}}", "thing", "Thing"),
    ],
)
def test_bodies_that_are_one_parameter(
    tmp_path: Path, schema: str, name: str, expected: str
) -> None:
    method = f"body_param_name: {name}" if name != "body" else ""
    operation = one(tmp_path, body(schema), method=method)
    found = operation.parameters[0]
    assert (found.name, found.place, found.required) == (name, Place.WHOLE_BODY, True)
    assert show(found.type) == expected


def test_a_body_of_several_objects_has_the_members_of_all(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        body(
            "{oneOf: [{required: [kind, a], properties: {kind: {const: x}, a: {type: string}}},"
            " {required: [kind], properties: {kind: {const: y}, a: {type: integer}}}]}"
        ),
    )
    assert [(p.name, show(p.type), p.required) for p in operation.parameters] == [
        ("kind", "Literal['x', 'y']", True),
        ("a", "string | integer", False),
    ]


@pytest.mark.parametrize(
    ("media_type", "kind", "unusual"),
    [
        ("application/json", BodyKind.JSON, ""),
        ("application/merge-patch+json", BodyKind.JSON, "application/merge-patch+json"),
        ("'*/*'", BodyKind.JSON, ""),
        ("application/x-www-form-urlencoded", BodyKind.FORM, ""),
        ("multipart/form-data", BodyKind.MULTIPART, ""),
    ],
)
def test_kinds_of_bodies(tmp_path: Path, media_type: str, kind: BodyKind, unusual: str) -> None:
    operation = one(tmp_path, body("{properties: {a: {type: string}}}", media_type))
    assert (operation.body, operation.body_media_type, operation.body_required) == (
        kind,
        unusual,
        True,
    )


@pytest.mark.parametrize(
    ("media_type", "kind", "expected"),
    [
        ("application/octet-stream", BodyKind.BINARY, "file"),
        ("image/png", BodyKind.BINARY, "file"),
        ("text/plain", BodyKind.TEXT, "string"),
    ],
)
def test_raw_bodies(tmp_path: Path, media_type: str, kind: BodyKind, expected: str) -> None:
    operation = one(
        tmp_path, body("{type: string}", media_type, required=False), method="body_param_name: data"
    )
    found = operation.parameters[0]
    assert (operation.body, operation.body_media_type) == (kind, media_type)
    assert (found.name, show(found.type), found.required) == ("data", expected, False)


def test_files_of_a_multipart_body(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        body(
            "{properties: {file: {type: string, format: binary}, name: {type: string},"
            " images: {type: array, items: {type: string, format: binary}},"
            " mask: {properties: {image: {type: string, format: binary}}}}}",
            "multipart/form-data",
        ),
    )
    assert operation.files == (("file",), ("images", "<array>"), ("mask", "image"))
    shown = {p.name: show(p.type) for p in operation.parameters}
    assert shown == {
        "file": "file",
        "images": "Sequence[file]",
        "mask": "Mask",
        "name": "string",
    }


def test_json_is_the_first_choice_of_several(tmp_path: Path) -> None:
    text = (
        "requestBody: {content: {application/xml: {schema: {type: string}},"
        " application/json: {schema: {properties: {a: {type: string}}}}}}"
    )
    operation = one(tmp_path, text)
    assert (operation.body, names(operation), operation.body_required) == (
        BodyKind.JSON,
        ["a"],
        False,
    )


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{properties: {a: {type: string}}}", False),
        ("{properties: {aB: {type: string}}}", False),
        ("{properties: {a: {properties: {b_c: {type: string}}}}}", False),
        ("{properties: {a: {properties: {bC: {type: string}}}}}", True),
        ("{properties: {a: {type: array, items: {properties: {bC: {type: string}}}}}}", True),
        ("{properties: {a: {type: string, format: byte}}}", True),
        ("{properties: {a: {type: string, format: date-time}}}", False),
    ],
)
def test_bodies_whose_names_differ_inside_are_transformed(
    tmp_path: Path, schema: str, expected: bool
) -> None:
    assert one(tmp_path, body(schema)).transform is expected


@pytest.mark.parametrize(
    ("responses", "kind", "accept", "returned"),
    [
        ("'204': {description: gone}", ResponseKind.NONE, "*/*", None),
        ("'200': {content: {application/json: {schema: {type: integer}}}}", ResponseKind.JSON, "", "integer"),
        ("'200': {content: {application/json: {}}}", ResponseKind.JSON, "", "any"),
        (
            "'200': {content: {application/hal+json: {schema: {type: boolean}}}}",
            ResponseKind.JSON, "application/hal+json", "boolean",
        ),
        ("'200': {content: {text/csv: {}}}", ResponseKind.TEXT, "text/csv", "string"),
        (
            "'200': {content: {application/octet-stream: {schema: {type: string, format: binary}}}}",
            ResponseKind.BINARY, "application/octet-stream", None,
        ),
        ("'200': {content: {image/png: {}}}", ResponseKind.BINARY, "image/png", None),
        (
            "'400': {content: {application/json: {}}}, '201': {description: d},"
            " '202': {content: {application/json: {schema: {type: string}}}}",
            ResponseKind.JSON, "", "string",
        ),
        (
            "'2XX': {content: {text/plain: {}, application/json: {schema: {type: string}}}}",
            ResponseKind.JSON, "", "string",
        ),
        ("default: {content: {application/json: {schema: {type: string}}}}", ResponseKind.JSON, "", "string"),
    ],
)  # fmt: skip
def test_responses(
    tmp_path: Path, responses: str, kind: ResponseKind, accept: str, returned: str | None
) -> None:
    operation = one(tmp_path, f"responses: {{{responses}}}", verb="get")
    assert (operation.response.kind, operation.accept) == (kind, accept)
    found = operation.response.type
    assert (show(found) if found is not None else None) == returned


def test_inline_responses_get_a_file(tmp_path: Path) -> None:
    text = (
        "responses: {'200': {content: {application/json: {schema:"
        " {type: array, items: {properties: {a: {type: object, properties: {b: {type: string}}}}}}}}}}"
    )
    built = build_one(tmp_path, text, verb="get")
    assert built.files() == {
        "thing_do_response": ["ThingDoResponseItemA", "ThingDoResponseItem", "ThingDoResponse"]
    }


ENVELOPE = """
components:
  schemas:
    Envelope: {properties: {data: {type: array, items: {type: string}}}}
    Other: {properties: {data: {type: string}, more: {type: string}}}
"""


@pytest.mark.parametrize(
    ("schema", "unwrap", "returned"),
    [("Envelope", "data", "ThingDoResponse"), ("Other", "", "Other")],
)
def test_envelopes_are_unwrapped_where_they_hold_one_thing(
    tmp_path: Path, schema: str, unwrap: str, returned: str
) -> None:
    content = f"{{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}"
    spec = f"paths: {{/a: {{get: {{responses: {{'200': {{content: {content}}}}}}}}}}}\n{ENVELOPE}"
    config = """
    settings: {unwrap_response_fields: [data]}
    resources: {things: {models: {envelope: Envelope, other: Other}, methods: {do: get /a, again: get /a}}}
    """
    built = build(tmp_path, spec, config)
    for name in ("do", "again"):
        response = built.method(f"things.{name}").response
        assert response.unwrap == unwrap
        assert response.type is not None
        assert show(response.type) == returned
    if unwrap:
        assert built.fields("envelope") == {"data?": "ThingDoResponse"}


def test_deprecations_and_their_texts(tmp_path: Path) -> None:
    spec = f"paths: {{/a: {{get: {{deprecated: true, {OK}}}, post: {{{OK}}}}}}}"
    config = """
    specloom: {deprecation_message: in general}
    resources:
      a: {methods: {old: get /a, fine: post /a}}
      b: {deprecation_message: all of b, methods: {old: get /a, own: {endpoint: post /a, deprecated: mine}}}
    """
    built = build(tmp_path, spec, config)
    found = [built.method(name).deprecated for name in ("a.old", "a.fine", "b.old", "b.own")]
    assert found == ["in general", "", "all of b", "mine"]


def test_security_of_an_operation(tmp_path: Path) -> None:
    spec = f"""
    security: [{{k: []}}]
    paths:
      /a:
        get: {{{OK}}}
        post: {{security: [], {OK}}}
        put: {{security: [{{o: []}}, {{k: []}}], {OK}}}
        delete: {{security: [{{unknown: []}}], {OK}}}
    components:
      securitySchemes:
        k: {{type: apiKey, in: header, name: X-Key}}
        o: {{type: http, scheme: bearer}}
    """
    config = """
    client_settings:
      opts:
        key: {type: string, auth: {security_scheme: k}}
        tok: {type: string, auth: {security_scheme: o}}
    resources: {a: {methods: {get: get /a, post: post /a, put: put /a, delete: delete /a}}}
    """
    built = build(tmp_path, spec, config)
    found = [built.method(f"a.{verb}").security for verb in ("get", "post", "put", "delete")]
    assert found == [None, (), (("o",), ("k",)), None]


def test_options_of_a_method(tmp_path: Path) -> None:
    operation = one(
        tmp_path, "operationId: doIt, summary: S, description: D",
        method="default_request_options: {max_retries: 0, timeout: 5000}",
    )  # fmt: skip
    assert (operation.max_retries, operation.timeout) == (0, 5.0)
    assert (operation.operation_id, operation.summary, operation.description) == ("doIt", "S", "D")


@pytest.mark.parametrize(
    ("endpoint", "hint"),
    [("get /thngs", "the closest path is /things"), ("get /things", "this path has post")],
)
def test_an_absent_endpoint_is_an_error_with_a_hint(
    tmp_path: Path, endpoint: str, hint: str
) -> None:
    spec = f"paths: {{/things: {{post: {{{OK}}}}}}}"
    built = build(tmp_path, spec, f"resources: {{things: {{methods: {{do: {endpoint}}}}}}}")
    assert built.codes == ["unknown-endpoint"]
    found = built.diagnostics.items[0]
    assert found.hint == hint
    assert found.source is not None
    assert found.source.pointer == "#/resources/things/methods/do"


def test_names_that_clash(tmp_path: Path) -> None:
    spec = f"paths: {{/a: {{get: {{{OK}}}}}}}"
    config = """
    resources:
      things:
        methods: {parts: get /a, listAll: get /a, list_all: get /a, with_raw_response: get /a}
        subresources: {parts: {methods: {get: get /a}}}
      copy: {methods: {get: get /a}}
    """
    built = build(tmp_path, spec, config)
    assert built.codes == ["method-name-clash", "name-clash"]
    assert [r.path for r in built.api.resources] == [("things",), ("copy_",)]
    assert built.method("things.with_raw_response_").path == "/a"


def test_methods_of_the_client_and_resources_left_out(tmp_path: Path) -> None:
    spec = f"paths: {{/a: {{get: {{parameters: [{{in: query, name: q}}], {OK}}}}}}}"
    config = """
    resources:
      $client: {methods: {read: get /a}}
      empty: {models: {}}
      skipped: {skip: true, methods: {get: get /a}}
      elsewhere: {only: [go], methods: {get: get /a}}
    """
    built = build(tmp_path, spec, config)
    assert built.api.resources == ()
    assert built.method("read").params_type is not None
    assert "client_read_params" in built.files()
