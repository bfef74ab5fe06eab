"""Overlay and config of the reference API fit its spec, and name what the published client names."""

from __future__ import annotations

import copy
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import openapi

REVISIONS = ("2024-02-18", "2024-04-22", "2024-10-17", "2026-02-17", "2026-08-21")
NEWEST = REVISIONS[-1]

only_newest = pytest.mark.parametrize("revision", [NEWEST], indirect=True)
since_deprecation = pytest.mark.parametrize("revision", REVISIONS[3:], indirect=True)


@pytest.fixture(scope="module", params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "spec" / "openai"


@pytest.fixture(scope="module")
def spec(folder: Path, revision: str) -> Any:
    return openapi.read(folder / f"{revision}.yaml")


@pytest.fixture(scope="module")
def overlays(folder: Path, revision: str) -> list[Any]:
    return openapi.overlays_of(folder, f"{revision}.yaml")


@pytest.fixture(scope="module")
def config(folder: Path, revision: str) -> Any:
    """The configuration as it is for the revision."""
    return openapi.settings_of(folder, f"{revision}.yaml")


@pytest.fixture(scope="module")
def corrected(folder: Path, revision: str) -> Any:
    """The spec with the overlays applied."""
    return openapi.corrected(folder, f"{revision}.yaml")


def resources(config: Any) -> Iterator[tuple[str, Any]]:
    """All resources with their dotted names, parents first."""
    waiting = list(config["resources"].items())
    while waiting:
        name, resource = waiting.pop(0)
        yield name, resource
        below = resource.get("subresources", {})
        waiting += [(f"{name}.{key}", value) for key, value in below.items()]


def models(config: Any) -> dict[str, str]:
    """Pointers of all models, by dotted name."""
    return {
        f"{name}.{key}": text if text.startswith("#") else f"#/components/schemas/{text}"
        for name, resource in resources(config)
        for key, text in resource.get("models", {}).items()
    }


def test_every_action_finds_its_target_and_gives_its_reason(spec: Any, overlays: list[Any]) -> None:
    document = copy.deepcopy(spec)
    for overlay in overlays:
        counts = openapi.apply_overlay(document, overlay)
        targets = [action["target"] for action in overlay["actions"]]
        assert all(counts), dict(zip(targets, counts, strict=True))
        assert all(action["description"].endswith(".") for action in overlay["actions"])


def test_every_overlay_and_every_patch_is_used(folder: Path) -> None:
    settings = [openapi.settings_of(folder, f"{revision}.yaml") for revision in REVISIONS]
    used = {path for config in settings for path in config["specloom"]["overlays"]}
    patches = set(settings[-1]["specloom"]["revisions"].values())
    there = [path for name in ("overlays", "revisions") for path in (folder / name).iterdir()]
    assert {path.relative_to(folder).as_posix() for path in there} == used | patches


def test_older_revisions_are_not_deprecated(folder: Path) -> None:
    for revision in REVISIONS[:3]:
        document = openapi.corrected(folder, f"{revision}.yaml")
        assert [name for name, op in openapi.operations(document) if op.get("deprecated")] == []


def test_what_is_required_is_there(corrected: Any) -> None:
    for pointer, schema in corrected["components"]["schemas"].items():
        known = {*schema.get("properties", ())}
        assert set(schema.get("required", ())) <= known, pointer


@since_deprecation
def test_overlay_corrects_deprecations_and_the_misspelt_id(spec: Any, corrected: Any) -> None:
    before = [name for name, op in openapi.operations(spec) if op.get("deprecated")]
    after = [name for name, op in openapi.operations(corrected) if op.get("deprecated")]
    assert (len(before), len(after)) == (5, 23)
    ids = {op["operationId"] for _, op in openapi.operations(corrected)}
    assert "submitToolOutputsToRun" in ids
    assert "submitToolOuputsToRun" not in ids


@since_deprecation
def test_overlay_names_what_is_written_out_again_and_again(corrected: Any) -> None:
    schemas = corrected["components"]["schemas"]
    tools = [
        schema["properties"]["tools"]["items"]
        for schema in schemas.values()
        if "tools" in schema.get("properties", {})
    ]
    assert tools == [{"$ref": "#/components/schemas/AssistantTool"}] * 6
    includes = [
        parameter["schema"]["items"]
        for _, operation in openapi.operations(corrected)
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "include[]"
    ]
    assert includes == [{"$ref": "#/components/schemas/RunStepInclude"}] * 3
    model = schemas["CreateThreadAndRunRequest"]["properties"]["model"]["anyOf"]
    assert model == [{"type": "string"}, {"$ref": "#/components/schemas/AssistantSupportedModels"}]
    assert {"$ref": "#/components/schemas/DoneEvent"} not in schemas["AssistantStreamEvent"][
        "oneOf"
    ]


def test_every_operation_is_one_method(spec: Any, config: Any) -> None:
    endpoints = [
        method if isinstance(method, str) else method["endpoint"]
        for _, resource in resources(config)
        for method in resource.get("methods", {}).values()
    ]
    assert sorted(endpoints) == sorted(name for name, _ in openapi.operations(spec))


def test_every_model_is_a_schema_of_its_own(corrected: Any, config: Any) -> None:
    pointers = list(models(config).values())
    assert len(set(pointers)) == len(pointers)
    for pointer in pointers:
        schema = openapi.resolve(corrected, pointer)
        assert set(schema) & {"type", "oneOf", "anyOf"}, pointer
        assert "$ref" not in schema, pointer


def test_streaming_methods_name_a_model_and_a_parameter(corrected: Any, config: Any) -> None:
    streaming = [
        method
        for _, resource in resources(config)
        for method in resource.get("methods", {}).values()
        if openapi.is_object(method) and "streaming" in method
    ]
    assert len(streaming) == (
        0 if "AssistantStreamEvent" not in corrected["components"]["schemas"] else 3
    )
    for method in streaming:
        assert method["streaming"]["stream_event_model"] in models(config)
        verb, path = method["endpoint"].split()
        body = corrected["paths"][path][verb]["requestBody"]["content"]["application/json"]
        schema = openapi.resolve(corrected, body["schema"]["$ref"])
        assert method["streaming"]["param_discriminator"] in schema["properties"]


def test_security_schemes_are_those_of_the_spec(spec: Any, config: Any) -> None:
    assert config["security_schemes"] == spec["components"]["securitySchemes"]
    used = [
        opt["auth"]["security_scheme"]
        for opt in config["client_settings"]["opts"].values()
        if "auth" in opt
    ]
    assert sorted(used) == sorted(config["security_schemes"])


def test_files_that_the_config_names_are_there(folder: Path, config: Any) -> None:
    own = config["specloom"]
    assert (folder / own["spec"]).is_file()
    assert own["spec"] == f"{NEWEST}.yaml"
    assert [path for path in own["overlays"] if not (folder / path).is_file()] == []


def test_renamed_types_exist(corrected: Any, config: Any) -> None:
    for pointer, name in config["specloom"].get("type_names", {}).items():
        assert openapi.resolve(corrected, pointer)
        assert name.isidentifier()


@only_newest
def test_published_types_come_from_places_of_the_spec(root: Path, corrected: Any) -> None:
    text = (root / "tests" / "differential" / "published_types.tsv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    assert len({(row["module"], row["name"]) for row in rows}) == len(rows) > 200
    for row in rows:
        assert openapi.resolve(corrected, row["source"]) is not None
        assert row["kind"] in {"response", "param", "alias"}


@only_newest
def test_every_model_is_published(root: Path, config: Any) -> None:
    text = (root / "tests" / "differential" / "published_types.tsv").read_text("utf-8")
    sources = {row["source"] for row in csv.DictReader(text.splitlines(), delimiter="\t")}
    assert {name for name, pointer in models(config).items() if pointer not in sources} == set()
