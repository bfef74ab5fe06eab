"""A configuration with something else at each of its places: a package, or messages that all have a place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from specloom import pipeline, unheeded
from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.load import load_document, parse_config
from specloom.load.document import parse_text, read_mapping
from tests.support.mutations import copied, places

SPEC = """
openapi: 3.1.0
info: {title: Zoo, version: '1'}
security: [{Key: []}]
paths:
  /animals:
    get:
      parameters: [{in: query, name: after, schema: {type: string}}, {in: query, name: limit, schema: {type: integer}}]
      responses: {'200': {$ref: '#/components/responses/Page'}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
      responses: {'200': {$ref: '#/components/responses/Animal'}}
  /animals/{id}:
    get:
      parameters: [{in: path, name: id, required: true, schema: {type: string}}]
      responses: {'200': {$ref: '#/components/responses/Animal'}}
components:
  responses:
    Animal: {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
    Page: {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
  securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}, Basic: {type: http, scheme: basic}}
  schemas:
    Animal:
      type: object
      properties: {id: {type: string}, state: {type: string, enum: [new, done]}, stream: {type: boolean}}
    Page:
      title: P
      type: object
      properties: {data: {type: array, items: {$ref: '#/components/schemas/Animal'}}, next: {type: string}}
"""
CONFIG = """
edition: 2026-01-30
organization: {name: zoo, docs: https://zoo.test, contact: a@zoo.test, github_org: zoo, upload_spec: true}
targets:
  python:
    edition: python.2025-11-20
    package_name: zoo
    project_name: zoo-sdk
    production_repo: zoo/zoo-python
    publish: {pypi: {package_name: zoo}}
    options: {use_uv: true}
    readme_title: Zoo
    skip: false
  typescript: {package_name: zoo, options: {mcp_server: {enable_all_resources: false}}}
environments: {production: https://zoo.test, local: {url: http://localhost:1}}
resources:
  $shared: {models: {shared_page: Page}}
  $client: {methods: {ping: get /animals}}
  animals:
    description: All of them.
    deprecated: {default: gone}
    skip: [go]
    models:
      animal: {openapi_uri: '#/components/schemas/Animal', no_params_suffix: true}
      beast: {type: alias, to: animal}
    methods:
      list: {endpoint: get /animals, paginated: page, default_request_options: {timeout: PT5S, max_retries: 1}}
      create:
        endpoint: post /animals
        streaming: {param_discriminator: stream, stream_event_model: animals.animal, params_type_name: x}
        unwrap_response_fields: [data]
        security: [{Key: []}]
        mcp: {tags: [a]}
      retrieve: {endpoint: 'get /animals/{id}', positional_params: [id], unwrap_response: false}
      get: {type: alias, to: retrieve, deprecated: {python: use retrieve}}
    subresources:
      young: {methods: {list: get /animals}, standalone_api: true}
pagination:
  - name: page
    type: cursor
    param_location: query
    request: {after: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}}
    response:
      data: {type: array, items: {}, x-stainless-pagination-property: {purpose: items, is_top_level_array: false}}
      next: {type: string, x-stainless-pagination-property: {purpose: next_cursor_field, from_header: X-Next}}
client_settings:
  default_env_prefix: ZOO
  default_timeout: PT1M
  default_retries: {max_retries: 2, initial_delay_seconds: 0.5, max_delay_seconds: 8}
  default_headers: {X-A: b}
  idempotency: {header: Idempotency-Key}
  opts:
    key: {type: string, nullable: false, read_env: ZOO_KEY, auth: {security_scheme: Key, role: value}}
    user: {type: string, nullable: true, default: me, auth: {security_scheme: Basic, role: username}}
    word: {type: string, nullable: true, auth: {security_scheme: Basic, role: password}, example: x}
    herd: {type: integer, send_in_header: X-Herd, description: The herd.}
security: [{Key: []}, {Basic: []}]
security_schemes: {Basic: {type: http, scheme: basic, x-stainless-auth: {disable_base64: false}}}
query_settings: {array_format: brackets, nested_format: dots}
multipart_settings: {array_format: brackets}
streaming:
  on_event:
    - {data_starts_with: '[DONE]', handle: done}
    - {event_type: [error, null], handle: error, error_property: error}
    - {kind: fallthrough, handle: yield}
settings: {license: {name: MIT, contents: All yours.}, file_header: Made., unwrap_response_fields: [data], other: 1}
errors: {message_property: text, union: {source: x}}
openapi:
  transforms:
    - {command: update, reason: so it is, args: {target: $.info.title, value: 'The {{value}}', template: true}}
    - {command: remove, args: {target: [$.components.schemas.Page], keys: [title]}}
  code_samples: mintlify
custom_casings: {api: {initialism: false}, zoo: {pascal: ZOO, singular: {pascal: Zoo, snake: zoo}}}
readme:
  example_requests:
    default: {type: request, endpoint: get /animals, params: {limit: 1}}
    headline: {type: request, endpoint: post /animals, params: {state: new}, response_property: id}
unspecified_endpoints: [get /other]
codeflow: {release_environment: x}
lifecycles: {animal: {resource: animals, state: state, start: [create], pending: [new], success: [done]}}
"""
ALL = bool(os.environ.get("FUZZ_EXAMPLES"))
WRONG: tuple[Any, ...] = (
    None, True, 0, -1.5, "", "text", "a/b", "get /animals", [], ["text"], [None], {}, {"": 1}, {"text": {"text": []}},
)  # fmt: skip


@cache
def settings() -> dict[str, Any]:
    data = parse_text(Path("stainless.yml"), CONFIG, "stainless.yml")
    return cast("dict[str, Any]", data)


def damaged() -> Iterator[tuple[str, dict[str, Any]]]:
    """The configuration with each of its places changed, and with each key called otherwise.

    A place takes a few of the values, the next place the following ones; `make fuzz` tries all.
    """
    for index in range(len(places(settings()))):
        for number in range(len(WRONG) if ALL else 3):
            value = WRONG[(3 * index + number) % len(WRONG)]
            config: dict[str, Any] = copied(settings())
            holder, key = places(config)[index]
            holder[key] = copied(value)
            yield f"{key}: {value!r}", config
        config = copied(settings())
        holder, key = places(config)[index]
        if isinstance(holder, dict):
            holder["unknown key"] = holder.pop(key)
            yield f"{key} has another name", config


def survives(config: dict[str, Any], spec: Path) -> bool:
    """Whether a package comes of it; messages have places in one of the two files."""
    try:
        read = parse_config(config, "stainless.yml")
        document = load_document(spec, transforms=read.openapi.all_transforms)
        found = Diagnostics()
        unheeded.tell(read, found)
        pipeline.build(pipeline.Inputs(document, read), found)
    except SpecloomError as error:
        for item in error.diagnostics:
            assert item.source is not None, item
            assert item.source.file in ("stainless.yml", str(spec)), item
            assert item.code
            assert item.message
        return False
    return True


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "openapi.yml"
    path.write_text(SPEC, "utf-8")
    return path


def test_the_whole_configuration_is_one(spec: Path) -> None:
    assert survives(copied(settings()), spec)


def test_each_place_may_hold_anything(spec: Path) -> None:
    made = refused = 0
    for what, config in damaged():
        try:
            fine = survives(config, spec)
        except AssertionError:
            raise
        except Exception as error:
            raise AssertionError(what) from error
        made, refused = made + fine, refused + (not fine)
    assert made > 100
    assert refused > 300


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "- a\n", "text\n", "1\n", "a: b: c\n", "a: *b\n", "\t\n", "{", "\x00"],
)
def test_what_is_no_mapping_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stainless.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(SpecloomError) as caught:
        read_mapping(path, "stainless.yml", "a configuration")
    for item in caught.value.diagnostics:
        assert item.source is not None
        assert item.source.file == "stainless.yml"
        assert item.code


def test_two_keys_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "stainless.yml"
    path.write_text("organization: {name: a}\norganization: {name: b}\n", "utf-8")
    with pytest.raises(SpecloomError, match="organization"):
        read_mapping(path, "stainless.yml", "a configuration")
