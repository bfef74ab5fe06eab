"""Methods: responses, headers, deprecations, security, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.operations import ResponseKind
from specloom.ir.types import Scalar, ScalarType
from tests.support.built import build, show
from tests.support.methods import OK, build_one, one


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


def test_an_envelope_that_is_no_model_gives_each_method_a_type_of_its_own(tmp_path: Path) -> None:
    content = "{application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}"
    spec = f"paths: {{/a: {{get: {{responses: {{'200': {{content: {content}}}}}}}}}}}\n{ENVELOPE}"
    config = """
    settings: {unwrap_response_fields: [data]}
    resources: {things: {methods: {do: get /a}}, others: {methods: {do: get /a}}}
    """
    built = build(tmp_path, spec, config)
    for path, returned in (("things.do", "ThingDoResponse"), ("others.do", "OtherDoResponse")):
        response = built.method(path).response
        assert response.type is not None
        assert (response.unwrap, show(response.type)) == ("data", returned)


def test_an_object_of_which_nothing_is_said_is_any_value(tmp_path: Path) -> None:
    content = "{application/json: {schema: {type: object, title: Raw}}}"
    spec = f"paths: {{/a: {{get: {{responses: {{'200': {{content: {content}}}}}}}}}}}"
    built = build(tmp_path, spec, "resources: {things: {methods: {do: get /a}}}")
    assert built.method("things.do").response.type == ScalarType(Scalar.ANY)
    assert built.files() == {}


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


def test_combinations_of_schemes_and_the_method_of_the_configuration(tmp_path: Path) -> None:
    spec = f"""
    security: [{{k: []}}]
    paths:
      /a:
        get: {{security: [{{k: [], o: []}}, {{}}, {{unknown: [], k: []}}], {OK}}}
        post: {{security: [{{k: [], tls: []}}], {OK}}}
        put: {{security: [], {OK}}}
    components:
      securitySchemes:
        k: {{type: apiKey, in: header, name: X-Key}}
        o: {{type: http, scheme: bearer}}
        tls: {{type: mutualTLS}}
    """
    config = """
    client_settings:
      opts:
        key: {type: string, auth: {security_scheme: k}}
        tok: {type: string, auth: {security_scheme: o}}
    resources: {a: {methods: {get: get /a, post: post /a, put: {endpoint: put /a, security: [{o: []}]}}}}
    """
    built = build(tmp_path, spec, config)
    found = [built.method(f"a.{verb}").security for verb in ("get", "post", "put")]
    assert found == [(("k", "o"), ()), None, (("o",),)]


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


def test_a_method_says_what_it_calls(tmp_path: Path) -> None:
    spec = f"paths: {{/things: {{post: {{{OK}}}}}}}"
    config = "resources: {things: {methods: {do: {type: http}}}}"
    assert build(tmp_path, spec, config).codes == ["method-without-endpoint"]


def test_a_package_is_given_a_name_that_can_be_imported(tmp_path: Path) -> None:
    config = "targets: {python: {package_name: 1st-pets}}"
    built = build(tmp_path, "paths: {}", config)
    assert built.codes == ["bad-package-name"]
    assert built.api.project.package.isidentifier()


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


def test_what_methods_of_the_client_give_is_called_by_the_method_alone(tmp_path: Path) -> None:
    spec = """
    paths:
      /a:
        get:
          parameters: [{in: query, name: q}]
          responses:
            "200": {content: {application/json: {schema: {properties: {a: {type: string}}}}}}
    """
    config = "resources: {$client: {methods: {read: get /a}}, things: {methods: {read: get /a}}}"
    files = build(tmp_path, spec, config).files()
    assert {"client_read_params", "read_response", "thing_read_response"} <= set(files)
    assert "client_read_response" not in files


def test_a_resource_that_is_called_like_a_type(tmp_path: Path) -> None:
    spec = f"""
    paths: {{/a: {{get: {{{OK}}}}}}}
    components: {{schemas: {{User: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
    """
    config = "resources: {user: {models: {user: User}, methods: {get: get /a}}, things: {methods: {get: get /a}}}"
    found = [resource.class_name for resource in build(tmp_path, spec, config).api.resources]
    assert found == ["UserResource", "Things"]


def test_resources_that_one_package_exports_have_different_classes(tmp_path: Path) -> None:
    spec = f"paths: {{/a: {{get: {{{OK}}}}}}}"
    config = """
    resources:
      teams:
        methods: {get: get /a}
        subresources: {teams: {methods: {get: get /a}}, members: {methods: {get: get /a}}}
    """
    (teams,) = build(tmp_path, spec, config).api.resources
    assert teams.class_name == "Teams"
    assert [child.class_name for child in teams.children] == ["TeamsTeams", "Members"]


def test_an_alias_is_another_name_of_a_method_and_says_itself_that_it_is_deprecated(
    tmp_path: Path,
) -> None:
    spec = f"paths: {{/a: {{get: {{{OK}}}}}}}"
    config = """
    resources:
      a:
        methods:
          find: {type: alias, to: search, deprecated: use list}
          search: {type: alias, to: list}
          list: {endpoint: get /a, positional_params: []}
    """
    built = build(tmp_path, spec, config)
    made = [built.method(f"a.{name}") for name in ("find", "search", "list")]
    assert {(item.method, item.path) for item in made} == {("get", "/a")}
    assert [item.deprecated for item in made] == ["use list", "", ""]


@pytest.mark.parametrize(
    ("methods", "said"),
    [
        ("{old: {type: alias, to: lst}, list: get /a}", "'lst', which this is another name of, is not there"),
        ("{b: {type: alias, to: c}, c: {type: alias, to: b}}", "which this is another name of, stands for itself"),
    ],
)  # fmt: skip
def test_an_alias_of_nothing_is_an_error(tmp_path: Path, methods: str, said: str) -> None:
    spec = f"paths: {{/a: {{get: {{{OK}}}}}}}"
    built = build(tmp_path, spec, f"resources: {{a: {{methods: {methods}}}}}")
    assert set(built.codes) == {"unknown-alias"}
    assert said in built.diagnostics.items[0].message


def test_methods_that_read_webhooks(tmp_path: Path) -> None:
    spec = """
    webhooks:
      one: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/One"}}}}}}
      two-2: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Two"}}}}}}
    components:
      schemas:
        One: {type: object, required: [kind], properties: {kind: {const: 1}, size: {type: integer}}}
        Two: {type: object, required: [kind], properties: {kind: {const: 2}}}
    """
    config = """
    client_settings: {opts: {webhook_signing_secret: {type: string, nullable: true}}}
    resources:
      hooks: {methods: {unwrap: {type: webhook_unwrap, discriminator: kind}, check: {type: webhook_verify}}}
    """
    built = build(tmp_path, spec, config)
    unwrap, check = built.resource("hooks").webhooks
    assert (unwrap.name, unwrap.secret, unwrap.own_form) == (
        "unwrap",
        "webhook_signing_secret",
        False,
    )
    assert (check.name, check.event, check.secret) == ("check", None, "webhook_signing_secret")
    assert built.alias("unwrap_webhook_event") == "OneWebhookEvent | Two2WebhookEvent by kind"
    assert built.codes == []


@pytest.mark.parametrize(
    ("methods", "secrets"),
    [
        ("unwrap: {type: webhook_unwrap, webhook_key_opt: api_key}, raw: {type: webhook_unwrap}", ["api_key", ""]),
        ("unwrap: {type: webhook_unwrap}, unsafe_unwrap: {type: webhook_unwrap}", ["webhook_key", ""]),
        ("unwrap: {type: webhook_unwrap, webhook_key_opt: missing}", [""]),
    ],
)  # fmt: skip
def test_a_method_without_a_key_of_its_own_may_verify_nothing(
    tmp_path: Path, methods: str, secrets: list[str]
) -> None:
    opts = "api_key: {type: string, nullable: true}, webhook_key: {type: string, nullable: true}"
    config = (
        f"client_settings: {{opts: {{{opts}}}}}\nresources: {{hooks: {{methods: {{{methods}}}}}}}"
    )
    built = build(tmp_path, "paths: {}", config)
    hooks = built.resource("hooks").webhooks
    assert [(item.secret, item.own_form) for item in hooks] == [(name, False) for name in secrets]
    assert ("unknown-parameter" in built.codes) == ("missing" in methods)


@pytest.mark.parametrize(
    ("methods", "code"),
    [
        ("hooks: {methods: {unwrap: {type: webhook_unwrap}}}", "no-webhooks"),
        ("hooks: {methods: {check: {type: webhook_verify}}}", "no-webhook-secret"),
        ("$client: {methods: {unwrap: {type: webhook_unwrap}}}", "webhooks-without-resource"),
        (
            "hooks: {methods: {check: {type: webhook_verify, secret_option: wrong}}}",
            "unknown-parameter",
        ),
        (
            "hooks: {methods: {unwrap: {type: webhook_unwrap, event_types: {a: Missing}}}}",
            "unknown-schema",
        ),
    ],
)
def test_what_is_wrong_with_methods_that_read_webhooks(
    tmp_path: Path, methods: str, code: str
) -> None:
    built = build(tmp_path, "paths: {}", f"resources: {{{methods}}}")
    assert built.codes[0] == code


def test_answers_of_several_statuses_are_a_union_but_for_pages(tmp_path: Path) -> None:
    json = "{content: {application/json: {schema: {$ref: '#/components/schemas/NAME'}}}}"
    spec = f"""
paths:
  /a:
    post: {{responses: {{'200': {json.replace("NAME", "Done")}, '202': {json.replace("NAME", "Later")}}}}}
    put: {{responses: {{'200': {json.replace("NAME", "Done")}, '201': {json.replace("NAME", "Done")}}}}}
    get:
      parameters: [{{in: query, name: after, schema: {{type: string}}}}]
      responses: {{'200': {json.replace("NAME", "Page")}, '202': {json.replace("NAME", "Later")}}}
components:
  schemas:
    Done: {{properties: {{done: {{type: boolean}}}}}}
    Later: {{properties: {{at: {{type: string}}}}}}
    Page: {{properties: {{
      data: {{type: array, items: {{$ref: '#/components/schemas/Done'}}}}, next: {{type: string}}}}}}
"""
    config = """
pagination:
- {name: cursor_page, type: cursor, request: {after: {type: string, x-stainless-pagination-property:
    {purpose: next_cursor_param}}}, response: {data: {type: array, items: {}}, next: {type: string,
    x-stainless-pagination-property: {purpose: next_cursor_field}}}}
resources:
  things:
    models: {done: Done, later: Later}
    methods: {create: post /a, update: put /a, list: get /a}
"""
    built = build(tmp_path, spec, config)
    assert built.alias("thing_create_response") == "Done | Later"
    assert show(built.method("things.update").response.type) == "Done"
    page = built.method("things.list").response.page
    assert page is not None
    assert show(page.item) == "Done"


def test_a_resource_is_not_called_as_a_device_of_windows(tmp_path: Path) -> None:
    config = "resources: {con: {methods: {list: get /x}, subresources: {aux: {methods: {list: get /x}}}}}"
    built = build(tmp_path, "paths: {/x: {get: {responses: {'204': {}}}}}", config)
    assert built.method("con_.aux_.list").path == built.method("con_.list").path == "/x"
