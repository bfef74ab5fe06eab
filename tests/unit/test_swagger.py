"""Swagger 2.0 documents: the OpenAPI 3.0 document that each stands for, with the places of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specloom.load import Document, load_document, locate_all
from tests.support.specs import failure, write

HEAD = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n"


def load(folder: Path, text: str) -> Document:
    return load_document(write(folder, HEAD + text))


def operation(document: Document, path: str = "/a", verb: str = "post") -> Any:
    return document.data["paths"][path][verb]  # type: ignore[index]  # plain data of this test


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("host: h.example\nschemes: [http, https]\nbasePath: /v1/\npaths: {}\n",
         ["https://h.example/v1", "http://h.example/v1"]),
        ("host: h.example\npaths: {}\n", ["https://h.example"]),
        ("basePath: /v1\npaths: {}\n", ["/v1"]),
        ("paths: {}\n", ["/"]),
    ],
)  # fmt: skip
def test_servers(text: str, urls: list[str], tmp_path: Path) -> None:
    assert load(tmp_path, text).at("#/servers") == [{"url": url} for url in urls]


def test_bodies_come_from_parameters(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """consumes: [application/xml, application/json]
parameters: {Pet: {in: body, name: p, required: true, schema: {$ref: '#/definitions/Pet'}}}
definitions: {Pet: {type: object}}
paths:
  /a:
    post: {parameters: [{$ref: '#/parameters/Pet'}], responses: {}}
    put:
      parameters:
        - {in: formData, name: f, type: file, required: true}
        - {in: formData, name: n, type: array, items: {type: integer}, collectionFormat: csv}
      responses: {}
    patch: {parameters: [{in: formData, name: n, type: string}], responses: {}}
""",
    )
    body = operation(document)["requestBody"]
    assert body["required"] is True
    assert list(body["content"]) == ["application/json", "application/xml"]
    assert body["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Pet"}
    media = operation(document, verb="put")["requestBody"]["content"]["multipart/form-data"]
    form = media["schema"]
    assert media["encoding"] == {"n": {"style": "form", "explode": False}}
    assert form["properties"]["f"] == {"type": "string", "format": "binary"}
    assert form["required"] == ["f"]
    plain = operation(document, verb="patch")["requestBody"]["content"]
    assert list(plain) == ["application/x-www-form-urlencoded"]
    assert document.at("#/components/parameters") == {}


def test_an_operation_overrides_the_parameters_of_its_path(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """paths:
  /a:
    parameters: [{in: query, name: q, type: string}, {in: query, name: r, type: string}]
    post: {parameters: [{in: query, name: q, type: integer}], responses: {}}
""",
    )
    found = {one["name"]: one["schema"]["type"] for one in operation(document)["parameters"]}
    assert found == {"q": "integer", "r": "string"}


def test_styles_of_lists(tmp_path: Path) -> None:
    forms = ["csv", "multi", "ssv", "pipes", "tsv"]
    parameters = ", ".join(
        f"{{in: query, name: {form}, type: array, items: {{type: string}}, collectionFormat: {form}}}"
        for form in forms
    )
    document = load(tmp_path, f"paths: {{/a: {{post: {{parameters: [{parameters}]}}}}}}\n")
    found = [(one["style"], one["explode"]) for one in operation(document)["parameters"]]
    assert found == [
        ("form", False), ("form", True), ("spaceDelimited", False), ("pipeDelimited", False),
        ("form", False),
    ]  # fmt: skip


def test_responses_headers_and_schemas(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """produces: [application/json]
definitions:
  Pet: {discriminator: kind, properties: {kind: {type: string, x-nullable: true}}}
responses: {Bad: {description: d, schema: {$ref: '#/definitions/Pet'}}}
paths:
  /a:
    post:
      responses:
        200: {description: d, schema: {type: file}, headers: {X-N: {type: integer}}}
        400: {$ref: '#/responses/Bad'}
        404: {description: d, schema: {type: string}, examples: {application/json: gone}}
""",
    )
    answers = operation(document)["responses"]
    assert answers["200"]["content"] == {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
    }
    assert answers["200"]["headers"]["X-N"]["schema"] == {"type": "integer"}
    assert answers["400"] == {"$ref": "#/components/responses/Bad"}
    assert answers["404"]["content"]["application/json"]["example"] == "gone"
    pet = document.at("#/components/schemas/Pet")
    assert isinstance(pet, dict)
    assert pet["discriminator"] == {"propertyName": "kind"}
    shared = document.at("#/components/responses/Bad/content/application~1json/schema")
    assert shared == {"$ref": "#/components/schemas/Pet"}


@pytest.mark.parametrize(
    ("flow", "named"),
    [("implicit", "implicit"), ("password", "password"),
     ("application", "clientCredentials"), ("accessCode", "authorizationCode")],
)  # fmt: skip
def test_security(flow: str, named: str, tmp_path: Path) -> None:
    document = load(
        tmp_path,
        f"securityDefinitions: {{o: {{type: oauth2, flow: {flow}, tokenUrl: u, scopes: {{a: b}}}},"
        " k: {type: apiKey, in: query, name: n}, b: {type: basic}}\npaths: {}\n",
    )
    assert document.at("#/components/securitySchemes") == {
        "o": {"type": "oauth2", "flows": {named: {"tokenUrl": "u", "scopes": {"a": "b"}}}},
        "k": {"type": "apiKey", "in": "query", "name": "n"},
        "b": {"type": "basic", "scheme": "basic"} | {"type": "http"},
    }


def test_messages_point_into_the_file(tmp_path: Path) -> None:
    text = """definitions:
  Pet: {type: object, properties: 5}
paths:
  /a:
    post:
      parameters: [{in: body, name: b, schema: {properties: 7}}]
      responses: {200: {description: d, schema: {properties: 8}}}
"""
    assert [
        f"{item.source.line}:{item.source.column} {item.code}"
        for item in locate_all(load(tmp_path, text).warnings)
        if item.source and item.code == "wrong-type"
    ] == ["4:23 wrong-type", "8:49 wrong-type", "9:50 wrong-type"]


def test_junk_is_told_and_left_out(tmp_path: Path) -> None:
    text = "definitions: 5\nparameters: []\nhost: 3\npaths: {/a: {post: {parameters: {a: 1}, responses: x}}, /b: 1}\n"
    document = load(tmp_path, text)
    codes = {item.code for item in document.warnings}
    assert codes == {"wrong-type", "no-responses"}
    assert document.at("#/paths/~1b") == {}


def test_other_swagger_versions_are_refused(tmp_path: Path) -> None:
    found = failure(lambda: load_document(write(tmp_path, "swagger: '1.2'\npaths: {}\n")))
    assert [item.code for item in found] == ["openapi-version"]
