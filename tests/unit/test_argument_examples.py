"""Examples of the document stand in the calls of the readme, where the argument's type takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom import pipeline
from specloom.diagnostics import Diagnostics

SPEC = """
openapi: 3.1.0
info: {{title: Zoo, version: "1"}}
servers: [{{url: https://zoo.example}}]
paths:
  /cats/{{id}}:
    post:
      operationId: feedCat
      parameters: [{{name: id, in: path, required: true, {parameter} }}]
      requestBody:
        required: true
        content:
          application/json:
            {body}
            schema:
              type: object
              required: [food]
              properties: {{food: {food}}}
      responses: {{"204": {{description: fed}}}}
"""


def call(
    tmp_path: Path, parameter: str = "schema: {type: string}", body: str = "", food: str = "{}"
) -> str:
    """The first call of the client that the readme shows."""
    path = tmp_path / "zoo.yaml"
    path.write_text(SPEC.format(parameter=parameter, body=body, food=food))
    files = pipeline.generate(pipeline.read_inputs(pipeline.Request(str(path))), Diagnostics())
    lines = files["README.md"].splitlines()
    return next(line for line in lines if line.startswith("client.")).partition("(")[2]


@pytest.mark.parametrize(
    ("parameter", "shown"),
    [
        ("example: tom, schema: {type: string}", '"tom"'),
        ("examples: {a: {value: tom}}, schema: {type: string}", '"tom"'),
        ("schema: {type: string, example: tom}", '"tom"'),
        ("schema: {type: string, examples: [tom]}", '"tom"'),
        ("example: tom, schema: {type: string, example: tim}", '"tom"'),
        ("example: 7, schema: {type: integer}", "7"),
        ("example: b, schema: {type: string, enum: [a, b]}", '"b"'),
        ("example: c, schema: {type: string, enum: [a, b]}", '"a"'),
        ("example: tom, schema: {type: integer}", "1"),
        ("example: true, schema: {type: integer}", "1"),
        ("example: .nan, schema: {type: number}", "1.5"),
        ('example: "a\\nb", schema: {type: string}', '"id"'),
        (f"example: {'x' * 61}, schema: {{type: string}}", '"id"'),
        ("schema: {type: string}", '"id"'),
    ],
)
def test_an_argument_has_the_example_of_the_document(
    tmp_path: Path, parameter: str, shown: str
) -> None:
    assert f"id={shown}" in call(tmp_path, parameter, food="{type: string}")


@pytest.mark.parametrize(
    ("body", "food", "shown"),
    [
        ("example: {food: fish}", "{type: string}", '"fish"'),
        ("examples: {a: {value: {food: fish}}}", "{type: string}", '"fish"'),
        ("example: {food: fish}", "{type: string, example: milk}", '"milk"'),
        ("example: [fish]", "{type: string}", '"food"'),
        ("example: {food: [fish]}", "{type: string}", '"food"'),
    ],
)
def test_a_member_of_the_body_has_its_part_of_the_example(
    tmp_path: Path, body: str, food: str, shown: str
) -> None:
    assert f"food={shown}" in call(tmp_path, body=body, food=food)
