"""Methods and models that extensions of the document name stand in the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.ir.resources import Api
from tests.support.specs import write

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /animals:
    get:
      x-stainless-method: animals.list
      responses: {"200": {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}}
    post:
      x-stainless-method: {path: bigZoo.cages.fill, deprecated: Too full.}
      responses: {"204": {description: Fine.}}
  /health:
    get:
      x-stainless-method: $client.health
      responses: {"204": {description: Fine.}}
  /other:
    get: {x-stainless-method: EXTENSION, responses: {"204": {description: Fine.}}}
components:
  schemas:
    Animal: {type: object, x-stainless-model: animals.beast, properties: {id: {type: string}}}
    Cage: {type: object, x-stainless-model: big_zoo.cages.cage, properties: {id: {type: string}}}
"""  # noqa: E501
CONFIG = """\
organization: {name: zoo}
resources:
  animals: {methods: {list: get /health, first: get /animals}}
  big_zoo: {models: {visitor: Cage}}
"""


def built(folder: Path, extension: str) -> tuple[Api, list[str]]:
    spec = write(folder, SPEC.replace("EXTENSION", extension), "openapi.yml")
    config = write(folder, CONFIG, "stainless.yml")
    inputs = pipeline.read_inputs(pipeline.Request(spec=str(spec), config=str(config)))
    return pipeline.build(inputs, Diagnostics()), [item.code for item in inputs.document.warnings]


def test_the_document_adds_methods_and_models_where_the_configuration_has_none(
    tmp_path: Path,
) -> None:
    api, warnings = built(tmp_path, "animals.other")
    assert warnings == []
    animals, zoo = api.resources
    assert [(item.name, item.path) for item in animals.operations] == [
        ("list", "/health"), ("first", "/animals"), ("other", "/other"),
    ]  # fmt: skip
    assert [(item.name, item.path) for item in api.operations] == [("health", "/health")]
    (fill,) = zoo.children[0].operations
    assert (fill.name, fill.deprecated) == ("fill", "Too full.")
    assert zoo.path == ("big_zoo",)
    assert {"Beast", "Visitor"} <= {name for module in api.types for name in module.exports}


@pytest.mark.parametrize("extension", ["other", "1", "'a..b'", "{path: a.b, paginated: [1]}", "{}"])
def test_an_extension_that_says_nothing_is_a_warning(tmp_path: Path, extension: str) -> None:
    api, warnings = built(tmp_path, extension)
    assert warnings == ["extension-ignored"]
    assert len(api.resources[0].operations) == 2
