"""What is inferred from a document without a configuration."""

from __future__ import annotations

import keyword
import re
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from specloom.build.infer import infer_config
from specloom.diagnostics import SpecloomError
from specloom.load import load_document, parse_config

OK: dict[str, Any] = {"200": {"description": "ok"}}
JOB: dict[str, Any] = {"$ref": "#/components/schemas/Job"}


def json_of(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}


def infer(tmp_path: Path, **changes: Any) -> dict[str, Any]:
    """The inferred configuration of a small document, which must also be a valid one."""
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Acme Jobs API v2", "version": "1"},
        "paths": {},
        **changes,
    }
    file = tmp_path / "spec.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    config = infer_config(load_document(file))
    parse_config(cast("Any", config), "inferred.yml")
    return cast("dict[str, Any]", config)


def methods_of(config: dict[str, Any], *path: str) -> dict[str, str]:
    node = config["resources"][path[0]]
    for name in path[1:]:
        node = node["subresources"][name]
    return cast("dict[str, str]", node.get("methods", {}))


def paths(*endpoints: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for endpoint in endpoints:
        method, path = endpoint.split()
        found.setdefault(path, {})[method] = {"responses": OK}
    return found


def test_names_come_from_the_title(tmp_path: Path) -> None:
    config = infer(tmp_path)
    assert config["organization"]["name"] == "acme_jobs"
    assert config["targets"]["python"] == {
        "package_name": "acme_jobs",
        "project_name": "acme-jobs",
    }
    assert config["specloom"]["client_name"] == "AcmeJobs"


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("OpenAI API", "openai", "OpenAI"),
        ("", "api", "Api"),
        ("Test", "test_client", "Test"),
        ("2nd Bank", "bank", "Bank"),
        ("Zoë's Café 名前", "zoe_cafe", "ZoeCafe"),
        ("GitHub's REST API - preview", "github", "GitHub"),
    ],
)
def test_titles(tmp_path: Path, title: str, package: str, client: str) -> None:
    config = infer(tmp_path, info={"title": title, "version": "1"})
    assert config["organization"]["name"] == package
    assert config["specloom"]["client_name"] == client


def test_the_verb_names_the_method(tmp_path: Path) -> None:
    listed = {"get": {"responses": json_of({"type": "array", "items": {"type": "string"}})}}
    config = infer(
        tmp_path,
        paths={
            **paths("get /v1/jobs/{id}", "patch /v1/jobs/{id}", "delete /v1/jobs/{id}"),
            "/v1/jobs": {**listed, "post": {"responses": OK}},
        },
    )
    assert methods_of(config, "jobs") == {
        "list": "get /v1/jobs",
        "create": "post /v1/jobs",
        "retrieve": "get /v1/jobs/{id}",
        "update": "patch /v1/jobs/{id}",
        "delete": "delete /v1/jobs/{id}",
    }


def test_an_action_segment_is_a_method_of_what_stands_before_it(tmp_path: Path) -> None:
    config = infer(
        tmp_path,
        paths=paths(
            "post /jobs/{id}/cancel",
            "post /jobs/{id}/submit_outputs",
            "get /jobs/{id}/steps/{step}",
        ),
    )
    assert set(methods_of(config, "jobs")) == {"cancel", "submit_outputs"}
    assert set(methods_of(config, "jobs", "steps")) == {"retrieve"}


def test_two_methods_never_share_a_name(tmp_path: Path) -> None:
    config = infer(tmp_path, paths=paths("put /jobs/{id}", "patch /jobs/{id}", "post /jobs/{id}"))
    found = methods_of(config, "jobs")
    assert len(found) == 3
    assert set(found.values()) == {"put /jobs/{id}", "patch /jobs/{id}", "post /jobs/{id}"}


def test_a_path_without_words_stands_on_the_client(tmp_path: Path) -> None:
    config = infer(tmp_path, paths=paths("get /"))
    assert config["resources"]["$client"]["methods"] == {"retrieve": "get /"}


def test_models_belong_to_the_one_resource_that_reaches_them(tmp_path: Path) -> None:
    config = infer(
        tmp_path,
        paths={
            "/jobs": {"post": {"responses": json_of(JOB)}},
            "/users": {"get": {"responses": json_of({"$ref": "#/components/schemas/User"})}},
        },
        components={
            "schemas": {
                "Job": {
                    "type": "object",
                    "properties": {"owner": {"$ref": "#/components/schemas/User"}},
                },
                "User": {"type": "object", "properties": {"id": {"type": "string"}}},
                "Unused": {"type": "object", "properties": {"x": {"type": "string"}}},
            }
        },
    )
    assert config["resources"]["jobs"]["models"] == {"job": "#/components/schemas/Job"}
    assert set(config["resources"]["$shared"]["models"]) == {"user", "unused"}


def test_a_schema_that_is_only_a_body_is_no_model(tmp_path: Path) -> None:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewJob"}}}}
    config = infer(
        tmp_path,
        paths={"/jobs": {"post": {"requestBody": body, "responses": json_of(JOB)}}},
        components={
            "schemas": {
                "Job": {"type": "object", "properties": {"id": {"type": "string"}}},
                "NewJob": {"type": "object", "properties": {"name": {"type": "string"}}},
            }
        },
    )
    assert list(config["resources"]["jobs"]["models"]) == ["job"]


def page_of(**fields: Any) -> dict[str, Any]:
    items = {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}
    return json_of({"type": "object", "properties": {"data": items, **fields}})


@pytest.mark.parametrize(
    ("parameter", "fields", "kind"),
    [
        ("after", {"has_more": {"type": "boolean"}}, "cursor_id"),
        ("cursor", {"next_cursor": {"type": "string"}}, "cursor"),
        ("offset", {"total": {"type": "integer"}}, "offset"),
        ("page", {"total_pages": {"type": "integer"}}, "page_number"),
        ("color", {}, None),
    ],
)
def test_pagination(tmp_path: Path, parameter: str, fields: dict[str, Any], kind: str) -> None:
    query = {"in": "query", "name": parameter, "schema": {"type": "integer"}}
    operation = {"parameters": [query], "responses": page_of(**fields)}
    config = infer(tmp_path, paths={"/jobs": {"get": operation}})
    schemes = config.get("pagination", [])
    assert [scheme["type"] for scheme in schemes] == ([kind] if kind else [])


def test_credentials_become_options(tmp_path: Path) -> None:
    config = infer(
        tmp_path,
        security=[{"token": []}, {"login": []}, {"unknown": []}],
        components={
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "login": {"type": "http", "scheme": "basic"},
                "unused": {"type": "apiKey", "in": "header", "name": "X-Key"},
            }
        },
    )
    options = config["client_settings"]["opts"]
    assert list(options) == ["bearer_token", "username", "password"]
    assert options["bearer_token"]["read_env"] == "ACME_JOBS_BEARER_TOKEN"
    assert options["password"]["auth"] == {"security_scheme": "login", "role": "password"}


def test_client_credentials_become_options_beside_a_ready_token(tmp_path: Path) -> None:
    flows = {"clientCredentials": {"tokenUrl": "https://a.test/t", "scopes": {}}}
    config = infer(
        tmp_path,
        security=[{"o": []}, {"d": []}],
        components={
            "securitySchemes": {
                "o": {"type": "oauth2", "flows": flows},
                "d": {"type": "http", "scheme": "digest"},
            }
        },
    )
    options = config["client_settings"]["opts"]
    roles = {name: option["auth"].get("role") for name, option in options.items()}
    assert roles == {
        "bearer_token": "token",
        "client_id": "client_id",
        "client_secret": "client_secret",
        "token_url": "token_url",
        "username": "username",
        "password": "password",
    }


@pytest.mark.parametrize("scheme", ["two words", 'a"b', "a\nb", "x:"])
def test_schemes_that_cannot_be_sent_get_no_option(tmp_path: Path, scheme: str) -> None:
    schemes = {
        "odd": {"type": "http", "scheme": scheme},
        "told": {
            "type": "http",
            "scheme": "bearer",
            "x-stainless-auth": {"scheme_keyword": scheme},
        },
        "fine": {"type": "http", "scheme": "Hawk"},
    }
    config = infer(
        tmp_path,
        security=[{name: []} for name in schemes],
        components={"securitySchemes": schemes},
    )
    options = config["client_settings"]["opts"].values()
    assert [option["auth"]["security_scheme"] for option in options] == ["fine"]


@pytest.mark.parametrize("key", ["webhooks", "x-webhooks"])
def test_webhooks_get_methods_that_read_them(tmp_path: Path, key: str) -> None:
    body = {"content": {"application/json": {"schema": {"type": "object"}}}}
    config = infer(tmp_path, **{key: {"made": {"post": {"requestBody": body}}}})
    assert list(config["resources"]["webhooks"]["methods"]) == ["unwrap", "verify_signature"]
    option = config["client_settings"]["opts"]["webhook_secret"]
    assert (option["nullable"], option["read_env"]) == (True, "ACME_JOBS_WEBHOOK_SECRET")
    without = infer(tmp_path, **{key: {"made": {"post": {}}}})
    assert "webhooks" not in without["resources"]


def test_environments_are_absolute_urls_with_their_variables(tmp_path: Path) -> None:
    config = infer(
        tmp_path,
        servers=[
            {"url": "https://{region}.acme.test/v1/", "variables": {"region": {"default": "eu"}}},
            {"url": "https://{region}.acme.test/v2", "variables": {"region": {"default": "us"}}},
            {"url": "https://{nothing}.acme.test/v3"},
            {"url": "{timeout}/v4", "variables": {"timeout": {"default": "https://x.test"}}},
            {"url": "https://x.test/{timeout}", "variables": {"timeout": {"default": 5}}},
            {"url": "/relative"},
            {"url": "https://sandbox.acme.test", "description": "The sandbox."},
        ],
    )
    assert config["environments"] == {
        "production": "https://{region}.acme.test/v1",
        "environment_2": "https://us.acme.test/v2",
        "environment_3": "https://x.test/v4",
        "environment_4": "https://x.test/{timeout}",
        "sandbox": "https://sandbox.acme.test",
    }
    options = config["client_settings"]["opts"]
    variables = {name: option["server_variable"] for name, option in options.items()}
    assert variables == {"region": "region", "server_timeout": "timeout"}
    assert (options["region"]["default"], options["region"]["nullable"]) == ("eu", True)


def test_variables_whose_names_have_braces_are_no_options(tmp_path: Path) -> None:
    servers = [{"url": "https://{{x}}.acme.test", "variables": {"{x}": {"default": "eu"}}}]
    config = infer(tmp_path, servers=servers)
    assert config["environments"] == {}
    assert config["client_settings"]["opts"] == {}


def test_a_title_of_many_words_is_cut_after_one(tmp_path: Path) -> None:
    titles = ["Word " * 20, "W" * 500 + " Word"]
    names = [infer(tmp_path, info={"title": x, "version": "1"}) for x in titles]
    packages = [name["targets"]["python"]["package_name"] for name in names]
    assert packages[0] == "word_word_word_word_word_word_word_word"
    assert set(packages[1]) == {"w"}


def test_inference_is_deterministic(shared_folder: Path) -> None:
    spec = shared_folder / "specs" / "corpus" / "figma" / "openapi.yaml"
    assert infer_config(load_document(spec)) == infer_config(load_document(spec))


def test_every_shared_document_infers_a_valid_configuration(shared_folder: Path) -> None:
    inferred = 0
    for spec in sorted((shared_folder / "specs").glob("*/*/*.*")):
        try:
            document = load_document(spec)
        except SpecloomError:
            continue  # documents that cannot be read are the business of the load tests
        parse_config(cast("Any", infer_config(document)), "inferred.yml")
        inferred += 1
    assert inferred >= 50


def test_a_path_of_a_thousand_places_ends_in_the_last_level(tmp_path: Path) -> None:
    long = "/x" * 1500
    config = infer(tmp_path, paths=paths(f"get {long}", f"get {long}/y", "get /cats"))
    assert methods_of(config, *["x"] * 12).keys() == {"retrieve", "retrieve_y"}
    assert methods_of(config, "cats")


@pytest.mark.parametrize("title", ["class", "con", "import", "None"])
def test_a_title_that_no_package_can_have_names_a_distribution(tmp_path: Path, title: str) -> None:
    python = infer(tmp_path, info={"title": title, "version": "1"})["targets"]["python"]
    assert python["package_name"].isidentifier()
    assert not keyword.iskeyword(python["package_name"])
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", python["project_name"])


def test_an_action_behind_a_colon_and_the_ending_of_a_path_name_no_resource(tmp_path: Path) -> None:
    config = infer(
        tmp_path,
        paths=paths(
            "get /2010-04-01/Books/{id}.json",
            "get /2010-04-01/Books.json",
            "post /2010-04-01/Books/{id}:undelete",
            "get /2010-04-01/Books:watchAll",
            "post /2010-04-01/{name}:merge",
        ),
    )
    books = methods_of(config, "books")
    assert books == {
        "retrieve": "get /2010-04-01/Books/{id}.json",
        "retrieve_books": "get /2010-04-01/Books.json",
        "undelete": "post /2010-04-01/Books/{id}:undelete",
        "watch_all": "get /2010-04-01/Books:watchAll",
    }
    assert methods_of(config, "$client") == {"merge": "post /2010-04-01/{name}:merge"}
