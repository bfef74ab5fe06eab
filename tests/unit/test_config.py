"""The configuration: documented keys are understood, mistakes are told with their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specloom.diagnostics import SpecloomError
from specloom.load import Config, config_json_schema, load_config, parse_config
from tests.support.specs import failure, write


def located(folder: Path, text: str) -> list[str]:
    found = failure(lambda: load_config(write(folder, text, "specloom.yml")))
    return [f"{item.source.line}:{item.source.column} {item.code}" for item in found if item.source]


def first(folder: Path, text: str) -> str:
    return (
        failure(lambda: load_config(write(folder, text, "specloom.yml")))[0]
        .render()
        .split(" ", 1)[1]
    )


FULL = """
edition: 2025-10-10
organization: {name: acme, docs: null, contact: ''}
targets: {python: {package_name: acme, publish: {pypi: false}}, go: {anything: [1]}}
environments: {production: https://a.example, local: {url: http://localhost}}
client_settings:
  idempotency: {header: Idempotency-Key}
  default_timeout: 30
  opts:
    api_key: {type: string, read_env: ACME_KEY, auth: {security_scheme: Key}, accepts_callable: true}
    user: {type: string, nullable: true, auth: {security_scheme: Basic, role: username}}
security: [{Key: []}, {}]
security_schemes: {Key: {type: apiKey, in: header, name: X-Key}}
resources:
  $shared: {models: {error: Error}}
  $client: {methods: {ping: get /ping}}
  beta:
    default_headers: {X-Beta: 'yes'}
    subresources:
      runs:
        models: {run: '#/components/schemas/Run', long: {schema: Long, x: 1}}
        methods:
          create:
            endpoint: post /runs/{id}
            streaming: {param_discriminator: stream, stream_event_model: beta.runs.event}
            default_request_options: {max_retries: 0}
            deprecated: use jobs
          list: {endpoint: get /runs, paginated: false, skip: [python]}
pagination:
  - name: page
    type: cursor
    request: {after: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}}
    response: {data: {type: array, items: {}}, next: {x-stainless-pagination-property: {purpose: next_cursor_field}}}
streaming:
  on_event:
    - {data_starts_with: '[DONE]', handle: done}
    - {event_type: [a, b], handle: yield, yield_as: event_and_data}
    - {event_type: null, handle: continue}
    - {kind: fallthrough, handle: yield, error_property: error}
query_settings: {array_format: brackets}
settings: {license: MIT, some_new_setting: 1}
custom_casings: {json: {initialism: true}}
specloom: {spec: s.yaml, version: '1.2', type_names: {'#/a': B}}
readme: {example_requests: {default: {type: request}}}
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config(write(tmp_path, FULL, "c.yml"))


def test_documented_keys_are_understood(config: Config) -> None:
    runs = config.resources["beta"].subresources["runs"]
    create = runs.methods["create"]
    assert (create.verb, create.path) == ("post", "/runs/{id}")
    assert create.deprecated == "use jobs"
    assert create.default_request_options is not None
    assert create.default_request_options.max_retries == 0
    assert config.resources["$client"].methods["ping"].endpoint == "get /ping"
    assert runs.models["run"].pointer == "#/components/schemas/Run"
    assert runs.models["long"].pointer == "#/components/schemas/Long"
    assert config.environment_urls() == {
        "production": "https://a.example",
        "local": "http://localhost",
    }
    assert config.client_settings.idempotency_name == "Idempotency-Key"
    assert config.client_settings.opts["api_key"].environment == "ACME_KEY"
    assert config.pagination[0].request["after"].purpose == "next_cursor_param"
    rules = config.streaming.on_event
    assert [rule.event_types for rule in rules] == [(), ("a", "b"), (None,), ()]
    assert config.security == [{"Key": []}, {}]
    assert config.edition == "2025-10-10"


def test_all_documented_forms_of_a_key_are_understood() -> None:
    config = parse_config(
        {
            "pagination": {"type": "fake_page", "request": {}, "response": {}},
            "settings": {"license": {"name": "BSD-3-Clause", "contents": "text"}},
            "custom_casings": {"ids": {"singular": {"pascal": "ID"}, "plural": {"pascal": "IDs"}}},
            "client_settings": {"default_timeout": "PT1M30S"},
            "resources": {
                "a": {
                    "deprecated": {"python": "gone"},
                    "mcp": True,
                    "methods": {
                        "b": {
                            "endpoint": "GET /x",
                            "unwrap_response": "data",
                            "deprecated": {"default": "old", "go": "no"},
                            "default_request_options": {"timeout": 2500},
                        },
                        "c": {"endpoint": "get /y", "unwrap_response": False},
                        "d": {"type": "alias", "to": "b", "deprecated": {"go": "x"}},
                    },
                }
            },
        }
    )
    methods = config.resources["a"].methods
    assert [page.name for page in config.pagination] == ["page"]
    assert (config.settings.license, config.settings.license_contents) == ("BSD-3-Clause", "text")
    assert config.client_settings.timeout_seconds == 90
    assert config.resources["a"].deprecated == "gone"
    assert (methods["b"].verb, methods["b"].deprecated) == ("get", "old")
    assert methods["b"].unwrap_response_fields == ["data"]
    assert methods["b"].default_request_options is not None
    assert methods["b"].default_request_options.timeout == 2.5
    assert methods["c"].unwrap_response_fields is False
    assert (methods["d"].to, methods["d"].deprecated) == ("b", False)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, 60), (500, 0.5), (600000, 600), ("PT10S", 10), ("P1DT1H", 90000), ("pt0.5s", 0.5)],
)
def test_default_timeouts(value: Any, seconds: float) -> None:
    config = parse_config({"client_settings": {"default_timeout": value}})
    assert config.client_settings.timeout_seconds == seconds


def test_nodes_know_their_place(config: Config, tmp_path: Path) -> None:
    method = config.resources["beta"].subresources["runs"].methods["create"]
    base = "#/resources/beta/subresources/runs/methods/create"
    assert method.source().pointer == base
    assert (
        method.source("streaming", "stream_event_model").pointer
        == f"{base}/streaming/stream_event_model"
    )
    assert config.pagination[0].response is not None
    assert config.security_schemes["Key"].source("in").pointer == "#/security_schemes/Key/in"
    assert config.file == str(tmp_path / "c.yml")


def test_a_configuration_without_a_file() -> None:
    config = parse_config({"resources": None, "organization": {"name": "a"}})
    assert config.resources == {}
    assert config.file == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resurces: {}\n", "error[config-unknown-key]: unknown key 'resurces'; did you mean 'resources'? "
         "(at #/resurces)"),
        ("settings: {licens: MIT}\n", "error[config-unknown-key]: unknown key 'licens'; "
         "did you mean 'license'? (at #/settings/licens)"),
        ("resources: {a: {methods: {b: {endpoint: get /x, paginatd: false}}}}\n",
         "error[config-unknown-key]: unknown key 'paginatd'; did you mean 'paginated'? "
         "(at #/resources/a/methods/b/paginatd)"),
        ("client_settings: {default_retries: {max_retry: 1}}\n",
         "error[config-unknown-key]: unknown key 'max_retry'; did you mean 'max_retries'? "
         "(at #/client_settings/default_retries/max_retry)"),
        ("specloom: {version: 1.0}\n", "error[config-type]: this must be text, not a number; "
         "put it in quotes (at #/specloom/version)"),
        ("resources: [a]\n", "error[config-type]: this must be a mapping, not a list (at #/resources)"),
        ("resources: {a: {methods: {b: 5}}}\n",
         "error[config-type]: this must be a mapping, not a number (at #/resources/a/methods/b)"),
        ("resources: {a: {methods: {b: fetch /x}}}\n", "error[config-value]: an endpoint is a verb and a "
         "path, like 'get /items', not 'fetch /x' (at #/resources/a/methods/b)"),
        ("query_settings: {array_format: dots}\n", "error[config-value]: 'dots' is not allowed here; it must "
         "be 'comma', 'repeat', 'brackets' or 'indices' (at #/query_settings/array_format)"),
        ("pagination: [{type: cursor}]\n", "error[config-missing-key]: 'name' is missing here (at #/pagination/0)"),
        ("client_settings: {default_timeout: soon}\n", "error[config-value]: 'soon' is no duration; write "
         "milliseconds, or text like 'PT30S' (at #/client_settings/default_timeout)"),
        ("specloom: {output: /tmp}\n", "error[config-value]: this must be a relative path with forward "
         "slashes (at #/specloom/output)"),
        ("pagination: [{name: a, type: cursor, request: {a: {x-stainless-pagination-property: "
         "{purpose: next_cursor_parm}}}}]\n", "error[config-value]: 'next_cursor_parm' is no purpose; did you "
         "mean 'next_cursor_param'? "
         "(at #/pagination/0/request/a/x-stainless-pagination-property/purpose)"),
    ],
)  # fmt: skip
def test_mistakes_say_what_to_do(text: str, expected: str, tmp_path: Path) -> None:
    assert first(tmp_path, text) == expected


def test_all_mistakes_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "editon: 1\nresources:\n  a:\n    metods: {}\n    methods:\n      x: 5\nsettings: 5\n"
    text += "specloom:\n  raw_response: old\n"
    assert located(tmp_path, text) == [
        "1:1 config-unknown-key",
        "4:5 config-unknown-key",
        "6:7 config-type",
        "7:1 config-type",
        "9:3 config-value",
    ]


def test_broken_files_are_told_as_such(tmp_path: Path) -> None:
    assert located(tmp_path, "a: [\n") == ["2:1 yaml-syntax"]
    assert located(tmp_path, "a: 1\na: 2\n") == ["2:1 duplicate-key"]
    assert located(tmp_path, "- 1\n") == ["1:1 not-a-mapping"]
    assert [item.code for item in failure(lambda: load_config(tmp_path / "no.yml"))] == [
        "file-not-found"
    ]


def test_the_json_schema_describes_both_forms_of_a_method() -> None:
    schema = config_json_schema()
    resource: Any = schema["$defs"]["Resource"]["properties"]
    assert {"type": "string"} in resource["methods"]["additionalProperties"]["anyOf"]
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) >= {"resources", "specloom", "client_settings", "pagination"}


def test_real_configurations_load(shared_folder: Path) -> None:
    paths = sorted((shared_folder / "stainless").glob("*/stainless.yml"))
    assert len(paths) == 15
    for path in paths:
        assert load_config(path).resources


def test_the_keys_of_our_own_configuration(root: Path) -> None:
    config = load_config(root / "spec" / "openai" / "specloom.yml")
    assert config.specloom.spec
    assert config.targets.python is not None


def test_two_arguments_of_factories_do_not_stand_for_one() -> None:
    factories = {
        "async": "get",
        "sync": "get_sync",
        "arguments": {"key": "token", "api_key": "token"},
    }
    with pytest.raises(SpecloomError, match="two arguments stand for the same argument"):
        parse_config({"specloom": {"factories": factories}})
