"""The client and the project: names, options, credentials, environments, streams, metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.ir.resources import AuthKind, Client, Project, StreamAction
from tests.support.built import build

SCHEMES = """
components:
  securitySchemes:
    bearer: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
    header: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: key}
    oauth: {type: oauth2, flows: {}}
"""


def client_of(tmp_path: Path, config: str = "", spec: str = SCHEMES) -> Client:
    return build(tmp_path, spec, config).api.client


def project_of(tmp_path: Path, config: str = "", spec: str = "paths: {}") -> Project:
    return build(tmp_path, spec, config).api.project


@pytest.mark.parametrize(
    ("config", "name", "prefix"),
    [
        ("organization: {name: acme-api}", "AcmeAPI", "ACME_API"),
        ("organization: {name: acme}\nspecloom: {client_name: AcMe}", "AcMe", "ACME"),
        ("client_settings: {default_client_name: other one}", "OtherOne", "OTHER_ONE"),
        ("client_settings: {default_env_prefix: MY_ENV}", "Zoo", "MY_ENV"),
        ("organization: {name: acme}\ncustom_casings: {acme: {pascal: ACME}}", "ACME", "ACME"),
    ],
)
def test_names_of_the_client(tmp_path: Path, config: str, name: str, prefix: str) -> None:
    client = client_of(tmp_path, config)
    assert (client.name, client.root_error) == (name, f"{name}Error")
    assert (client.base_url_env, client.log_env) == (f"{prefix}_BASE_URL", f"{prefix}_LOG")


def test_options_and_their_credentials(tmp_path: Path) -> None:
    config = """
    client_settings:
      opts:
        password: {type: string, auth: {security_scheme: basic, role: password}, read_env: PW}
        username: {type: string, nullable: true, auth: {security_scheme: basic, role: username}}
        KEY: {type: string, auth: {security_scheme: query}, send_as_query_param: key, accepts_callable: true}
        region: {type: string, send_in_header: X-Region, default: eu, description: Where.}
        base_url: {type: string}
        webhook_secret: {type: string, nullable: true}
    """
    client = client_of(tmp_path, config)
    options = {option.name: option for option in client.options}
    assert list(options) == ["password", "username", "key", "region", "webhook_secret"]
    assert [o.required for o in client.options] == [True, False, True, False, False]
    assert [o.sensitive for o in client.options] == [True, True, True, False, True]
    assert (options["password"].read_env, options["key"].refreshable) == ("PW", True)
    assert (options["key"].send_as_query_param, options["region"].send_in_header) == (
        "",
        "X-Region",
    )
    assert (options["region"].default, options["region"].docs) == ("eu", "Where.")
    assert [(a.name, a.kind, a.parameter, a.options) for a in client.auth] == [
        ("basic", AuthKind.BASIC, "Authorization", ("username", "password")),
        ("query", AuthKind.QUERY, "key", ("key",)),
    ]


def test_security_without_options_gets_some(tmp_path: Path) -> None:
    spec = f"security: [{{basic: []}}, {{header: []}}, {{}}]\n{SCHEMES}"
    client = client_of(tmp_path, "organization: {name: acme}", spec)
    assert [(o.name, o.read_env, o.required) for o in client.options] == [
        ("username", "ACME_USERNAME", False),
        ("password", "ACME_PASSWORD", False),
        ("api_key", "ACME_API_KEY", False),
    ]
    assert client.security == (("basic",), ("header",), ())


def test_the_configuration_decides_on_security(tmp_path: Path) -> None:
    spec = f"security: [{{basic: []}}]\n{SCHEMES}"
    config = """
    security: [{own: []}]
    security_schemes: {own: {type: apiKey, in: cookie, name: sid}}
    client_settings: {opts: {session: {type: string, auth: {security_scheme: own}}}}
    """
    client = client_of(tmp_path, config, spec)
    assert client.security == (("own",),)
    assert [(a.kind, a.parameter) for a in client.auth] == [(AuthKind.COOKIE, "sid")]


OAUTH = """
security: [{o: [read, write]}, {o: [read], tls: []}, {tls: []}]
components:
  securitySchemes:
    o: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {read: r, write: w, admin: a}}}}
    tls: {type: mutualTLS}
"""


def test_client_credentials_are_exchanged_for_a_token(tmp_path: Path) -> None:
    built = build(tmp_path, OAUTH, "organization: {name: acme}")
    client = built.api.client
    assert [(o.name, o.read_env, o.sensitive) for o in client.options] == [
        ("bearer_token", "ACME_BEARER_TOKEN", True),
        ("client_id", "ACME_CLIENT_ID", True),
        ("client_secret", "ACME_CLIENT_SECRET", True),
        ("token_url", "ACME_TOKEN_URL", False),
    ]
    (scheme,) = client.auth
    assert (scheme.kind, scheme.options) == (AuthKind.OAUTH2, ("client_id", "client_secret"))
    assert (scheme.token_url, scheme.scopes) == ("/t", ("read", "write"))
    assert (scheme.token_option, scheme.url_option) == ("bearer_token", "token_url")
    assert client.security == (("o",), ())
    assert built.codes == ["client-certificate"]


@pytest.mark.parametrize(
    ("opts", "expected"),
    [
        ("t: {type: string, auth: {security_scheme: o}}", (AuthKind.BEARER, ("t",), "")),
        (
            """{
            s: {type: string, auth: {security_scheme: o, role: client_secret}},
            i: {type: string, auth: {security_scheme: o, role: client_id}}}""",
            (AuthKind.OAUTH2, ("i", "s"), ""),
        ),
        (
            """{
            s: {type: string, auth: {security_scheme: o, role: client_secret}},
            t: {type: string, auth: {security_scheme: o, role: token}},
            i: {type: string, auth: {security_scheme: o, role: client_id}}}""",
            (AuthKind.OAUTH2, ("i", "s"), "t"),
        ),
    ],
)
def test_options_decide_what_oauth_sends(
    tmp_path: Path, opts: str, expected: tuple[AuthKind, tuple[str, ...], str]
) -> None:
    opts = opts if opts.startswith("{") else f"{{{opts}}}"
    config = f"{{client_settings: {{opts: {opts}}}, specloom: {{oauth_client_auth: body}}}}"
    (scheme,) = client_of(tmp_path, config, OAUTH).auth
    assert (scheme.kind, scheme.options, scheme.token_option) == expected
    assert scheme.in_body is (scheme.kind is AuthKind.OAUTH2)


def test_schemes_of_the_authorization_header(tmp_path: Path) -> None:
    spec = """
    security: [{a: []}, {b: []}, {c: []}, {d: []}]
    components:
      securitySchemes:
        a: {type: http, scheme: bearer, x-stainless-auth: {scheme_keyword: Token}}
        b: {type: http, scheme: digest}
        c: {type: http, scheme: DPoP}
        d: {type: http, scheme: "Evil\\r\\nX-Header:"}
        e: {type: apiKey, in: body, name: k}
    """
    built = build(tmp_path, spec)
    assert [(a.name, a.kind, a.prefix) for a in built.api.client.auth] == [
        ("a", AuthKind.HEADER, "Token "),
        ("b", AuthKind.DIGEST, ""),
        ("c", AuthKind.HEADER, "DPoP "),
    ]
    assert built.codes == ["unsupported-security-scheme"] * 2


def test_an_option_for_no_scheme_is_an_error(tmp_path: Path) -> None:
    config = "client_settings: {opts: {k: {type: string, auth: {security_scheme: bearr}}}}"
    built = build(tmp_path, SCHEMES, config)
    assert built.codes == ["unknown-security-scheme"]
    assert "'bearer'" in built.diagnostics.items[0].hint


def test_environments(tmp_path: Path) -> None:
    config = "environments: {production: https://a.example, local: http://localhost}"
    found = client_of(tmp_path, config).environments
    assert [(e.name, e.url) for e in found] == [
        ("production", "https://a.example"),
        ("local", "http://localhost"),
    ]
    servers = """
    servers:
      - url: /relative
      - url: https://{host}/v{version}
        variables: {host: {default: api.example}, version: {default: 2}}
    """
    client = client_of(tmp_path, "", servers)
    assert [(e.name, e.url) for e in client.environments] == [
        ("production", "https://api.example/v2")
    ]
    assert client_of(tmp_path).environments == ()


SERVERS = """
servers:
  - url: https://{region}.acme.test/{base}
    variables:
      region: {default: eu, enum: [eu, us], description: Where it runs.}
      base: {default: v1}
paths:
  /a: {get: {servers: [{url: https://up.acme.test}], responses: {'204': {description: No.}}}}
  /b:
    servers: [{url: "https://{region}.files.test/x", variables: {region: {default: eu}}}]
    get: {responses: {'204': {description: No.}}}
    post: {servers: [{url: /v2}], responses: {'204': {description: No.}}}
  /c:
    get:
      servers:
        - url: https://{region}.acme.test/{base}
          variables: {region: {default: eu}, base: {default: v1}}
      responses: {'204': {description: No.}}
  /d: {get: {servers: [{url: "ftp://x/y"}], responses: {'204': {description: No.}}}}
"""


def test_variables_of_servers_are_options(tmp_path: Path) -> None:
    config = """
    client_settings: {opts: {area: {type: string, nullable: true, server_variable: region}}}
    resources: {r: {methods: {a: get /a, b: get /b, b2: post /b, c: get /c, d: get /d}}}
    """
    built = build(tmp_path, SERVERS, config)
    client = built.api.client
    assert [e.url for e in client.environments] == ["https://{area}.acme.test/v1"]
    (area,) = client.options
    assert (area.in_base_url, area.values, area.default) == (True, ("eu", "us"), "eu")
    assert area.docs == "Where it runs."
    found = {name: built.method(f"r.{name}").server for name in ("a", "b", "b2", "c", "d")}
    assert found == {
        "a": "https://up.acme.test",
        "b": "https://{area}.files.test/x",
        "b2": "/v2",
        "c": "",
        "d": "",
    }
    assert built.codes == []


@pytest.mark.parametrize(
    "config",
    [
        "environments: {production: 'https://{place}.acme.test'}",
        """
        environments: {production: 'https://{region}.acme.test'}
        client_settings: {opts: {area: {type: string, server_variable: regoin}}}
        """,
    ],
)
def test_variables_that_do_not_fit_together(tmp_path: Path, config: str) -> None:
    assert build(tmp_path, SERVERS, config).codes == ["unknown-server-variable"]


def test_a_server_without_a_host(tmp_path: Path) -> None:
    spec = "servers: [{url: /api/v3/}]\npaths: {}"
    client = client_of(tmp_path, "", spec)
    assert (client.environments, client.server_path) == ((), "/api/v3")


def test_settings(tmp_path: Path) -> None:
    config = """
    client_settings:
      default_timeout: 90000
      default_retries: {max_retries: 5, initial_delay_seconds: 1, max_delay_seconds: 9}
      default_headers: {A: '1', a: '2', B: null}
      idempotency_header: Idempotency-Key
    query_settings: {array_format: repeat, nested_format: dots}
    specloom: {telemetry_prefix: X-T, error_envelope: error, raw_response: legacy, request_id_header: x-id}
    """
    client = client_of(tmp_path, config)
    assert (client.timeout, client.max_retries) == (90.0, 5)
    assert (client.initial_retry_delay, client.max_retry_delay) == (1.0, 9.0)
    assert client.default_headers == (("a", "2"),)
    assert (client.array_format, client.nested_format) == ("repeat", "dots")
    assert (client.telemetry_prefix, client.telemetry_off_env) == ("X-T", "ZOO_NO_TELEMETRY")
    assert (client.error_key, client.request_id_header) == ("error", "x-id")
    assert (client.idempotency_header, client.raw_responses_are_read) == ("Idempotency-Key", True)
    plain = client_of(tmp_path)
    assert (plain.timeout, plain.max_retries, plain.raw_responses_are_read) == (60.0, 2, False)


def test_stream_rules(tmp_path: Path) -> None:
    config = """
    streaming:
      on_event:
        - {data_starts_with: '[DONE]', handle: done}
        - {event_type: [a, null], handle: continue}
        - {event_type: error, handle: error, error_property: error}
        - {event_type_starts_with: thread., handle: yield, yield_as: event_and_data}
        - {kind: fallthrough, handle: yield}
    """
    rules = client_of(tmp_path, config).stream_rules
    assert [(r.action, r.events, r.any_event, r.no_event, r.envelope) for r in rules] == [
        (StreamAction.DONE, (), True, False, False),
        (StreamAction.SKIP, ("a",), False, True, False),
        (StreamAction.ERROR, ("error",), False, False, False),
        (StreamAction.YIELD, ("thread.*",), False, False, True),
        (StreamAction.YIELD, (), True, False, False),
    ]
    assert (rules[0].data_starts_with, rules[2].error_property) == ("[DONE]", "error")


def test_the_project(tmp_path: Path) -> None:
    spec = "info: {title: The Zoo, version: 1.10, summary: Animals.}"
    config = """
    organization: {name: zoo, docs: https://docs.example, contact: a@example.com}
    targets: {python: {package_name: zoo_sdk, project_name: zoo-sdk}}
    settings: {license: MIT, file_header: Ours.}
    specloom: {version: 1.2.0}
    readme: {example_requests: {default: {type: request, endpoint: get /a}, odd: 3}}
    """
    project = project_of(tmp_path, config, spec)
    assert (project.package, project.distribution, project.version) == (
        "zoo_sdk",
        "zoo-sdk",
        "1.2.0",
    )
    assert (project.title, project.api_version) == ("The Zoo", "1.10")
    assert (project.description, project.licence) == ("Animals.", "MIT")
    assert dict(project.urls)["Homepage"] == "https://docs.example"
    assert project.contact == "a@example.com"
    assert (project.file_header, project.readme_examples) == ("Ours.", (("default", "get /a"),))


def test_a_project_without_configuration(tmp_path: Path) -> None:
    project = project_of(tmp_path, "", "info: {title: 'The Zoo: API!', version: '3'}")
    assert (project.package, project.distribution) == ("the_zoo_api", "the-zoo-api")


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("targets: {python: {project_name: '../evil'}}", "bad-project-name"),
        ("specloom: {version: 1.0; rm}", "bad-version"),
    ],
)
def test_names_that_no_package_can_have(tmp_path: Path, config: str, code: str) -> None:
    built = build(tmp_path, "paths: {}", config)
    assert built.codes == [code]
    assert built.api.project.distribution == "zoo"
    assert built.api.project.version == "0.1.0"


def test_factories_have_arguments_of_the_client(tmp_path: Path) -> None:
    config = "specloom: {factories: {async: make, sync: make_sync, arguments: {url: base_ur}}}"
    built = build(tmp_path, "paths: {}", config)
    assert built.codes == ["unknown-parameter"]
    with pytest.raises(SpecloomError):
        build(tmp_path, "paths: {}", "specloom: {factories: {async: a, sync: a, arguments: {}}}")
    with pytest.raises(SpecloomError):
        build(tmp_path, "paths: {}", "specloom: {factories: {async: a b, sync: c, arguments: {}}}")


def test_options_of_one_name_are_told(tmp_path: Path) -> None:
    config = "client_settings: {opts: {region: {}, api-key: {}, api_key: {}, Region: {}}}"
    built = build(tmp_path, "paths: {}", config)
    assert built.codes == ["option-name-clash", "option-name-clash"]


def test_the_older_form_of_targets_names_the_distribution(tmp_path: Path) -> None:
    config = """
    organization: {name: acme, github_org: acme-inc}
    package: {python: {name: acme-sdk, repo: acme-python}, node: {name: "@acme/sdk", skip: false}}
    """
    project = build(tmp_path, "paths: {}", config).api.project
    assert (project.package, project.distribution) == ("acme", "acme-sdk")
    assert ("Repository", "https://github.com/acme-inc/acme-python") in project.urls
