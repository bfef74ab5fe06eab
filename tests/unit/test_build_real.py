"""Real documents and configurations: the reference API's published names, and the surfaces of published clients."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from specloom.build import build_api
from specloom.build.infer import infer_config
from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.ir.operations import Operation, ResponseKind
from specloom.ir.resources import Api, Resource
from specloom.ir.types import ObjectDefinition
from specloom.load import Config, load_config, load_document, parse_config
from tests.support.built import show
from tests.support.invariants import broken

CASES = (
    "axiora court-listener hypeman letta2024 linq llamastack-04 llamastack-07 mypos nptakudo ogx"
    " omnigraph onebusaway parsec stagehand umaaas"
).split()
KNOWN_DIFFERENCES = {
    # A response without a schema: its text is returned, where the published client returns nothing.
    ("axiora", "bulk.export_financials_csv"),
    # Written by hand in the published client.
    ("stagehand", "sessions.start"),
    ("llamastack-04", "tool_runtime.list_tools"),
    ("llamastack-04", "files.content"),
}
UNPUBLISHED_TYPES = {("llamastack-04", "ToolRuntimeListToolsResponse")}


def build_from(spec: Path, config: Config, overlays: list[Path]) -> tuple[Api, Diagnostics]:
    document = load_document(spec, overlays=overlays, transforms=config.openapi.all_transforms)
    diagnostics = Diagnostics()
    return build_api(document, config, diagnostics), diagnostics


def methods(resources: tuple[Resource, ...]) -> Iterator[tuple[str, Operation]]:
    for resource in resources:
        for operation in resource.operations:
            yield ".".join((*resource.path, operation.name)), operation
        yield from methods(resource.children)


def reference(root: Path) -> Api:
    folder = root / "spec" / "openai"
    config = load_config(folder / "specloom.yml")
    overlays = [folder / name for name in config.specloom.overlays]
    api, diagnostics = build_from(folder / config.specloom.spec, config, overlays)
    assert [item.render() for item in diagnostics.items] == []
    return api


def test_the_reference_api_has_exactly_the_published_types(root: Path) -> None:
    rows = (root / "tests" / "differential" / "published_types.tsv").read_text().splitlines()
    published = {
        tuple(row.split("\t")[:2]) for row in rows if row.startswith("types.") and "\t" in row
    }
    ours = {
        (".".join(("types", *module.path)), definition.name.name)
        for module in reference(root).types
        for definition in module.definitions
    }
    assert len(published) > 200
    assert ours == published


def test_the_reference_api_streams_and_pages(root: Path) -> None:
    found = dict(methods(reference(root).resources))
    assert len(found) == 23
    streams = {name for name, operation in found.items() if operation.stream is not None}
    assert streams == {
        "beta.threads.create_and_run",
        "beta.threads.runs.create",
        "beta.threads.runs.submit_tool_outputs",
    }
    pages = {name for name, o in found.items() if o.response.kind is ResponseKind.PAGE}
    assert {name.rpartition(".")[2] for name in pages} == {"list"}
    assert len(pages) == 4
    assert all(operation.deprecated for operation in found.values())
    assert {operation.headers for operation in found.values()} == {
        (("OpenAI-Beta", "assistants=v2"),)
    }


def case_files(shared_folder: Path, case: str) -> tuple[Path, Path]:
    folder = shared_folder / "stainless" / case
    return next(folder.glob("openapi.*")), folder / "stainless.yml"


@pytest.mark.parametrize("case", CASES)
def test_real_configurations_build(shared_folder: Path, case: str) -> None:
    spec, settings = case_files(shared_folder, case)
    config = load_config(settings)
    api, diagnostics = build_from(spec, config, [])
    said = ["builtin-option"] if "base_url" in config.client_settings.opts else []
    assert [item.code for item in diagnostics.items] == said
    assert api.resources or api.operations
    assert broken(api) == []


@pytest.mark.parametrize("case", CASES)
def test_signatures_are_those_of_the_published_client(shared_folder: Path, case: str) -> None:
    spec, settings = case_files(shared_folder, case)
    file = settings.parent / "surface.json"
    if not file.exists():
        pytest.skip("no client was published from this configuration")
    surface = cast("dict[str, Any]", json.loads(file.read_text()))["sync"]
    api, _ = build_from(spec, load_config(settings), [])
    found = dict(methods(api.resources))
    assert set(found) == set(surface["methods"])
    for name, operation in found.items():
        expected = surface["methods"][name]
        parameters = [p for p in operation.parameters if p.name not in ("idempotency_key",)]
        required = {p.name: p.required for p in parameters}
        assert required == {p: v[0] for p, v in expected["params"].items()}, name
        assert [p.name for p in parameters] == expected["order"], name
        assert [p.name for p in parameters if p.positional] == expected["pos"], name
        if operation.response.type is not None and (case, name) not in KNOWN_DIFFERENCES:
            returned = show(operation.response.type).split(" |")[0].split("[")[0]
            assert any(_same(returned, text) for text in expected["ret"]), name
    assert api.client.name == surface["client"]


def _same(ours: str, published: str) -> bool:
    plain = {"string": "str", "any": "object", "integer": "int"}
    return plain.get(ours, ours) == published.split("[")[0]


@pytest.mark.parametrize("case", CASES)
def test_types_are_those_of_the_published_client(shared_folder: Path, case: str) -> None:
    spec, settings = case_files(shared_folder, case)
    file = settings.parent / "surface.json"
    if not file.exists():
        pytest.skip("no client was published from this configuration")
    surface = cast("dict[str, Any]", json.loads(file.read_text()))["sync"]["types"]
    api, _ = build_from(spec, load_config(settings), [])
    ours = {
        ".".join((*module.path[:-1], module.exports[0])): module.definitions[-1]
        for module in api.types
    }
    for name, fields in surface.items():
        definition = ours.get(name) or ours.get(f"shared.{name}")
        assert definition is not None or (case, name) in UNPUBLISHED_TYPES, name
        if isinstance(definition, ObjectDefinition) and fields:
            assert {field.name for field in definition.fields} == set(fields), name


FOLDERS = (
    "corpus/figma corpus/swagger-petstore corpus/oapi-codegen corpus/readme-oas corpus/spotify"
    " corpus/ogen corpus/hey-api corpus/openapi-python-client corpus/libopenapi openai/2024-04-22"
).split()


@pytest.mark.parametrize("folder", FOLDERS)
def test_documents_without_a_configuration_build(shared_folder: Path, folder: str) -> None:
    built = 0
    for spec in sorted((shared_folder / "specs" / folder).iterdir()):
        try:
            document = load_document(spec)
        except SpecloomError:
            continue
        config = parse_config(cast("Any", infer_config(document)), "inferred.yml")
        diagnostics = Diagnostics()
        api = build_api(document, config, diagnostics)
        assert [item.render() for item in diagnostics.errors] == []
        assert broken(api) == []
        built += 1
    assert built


def test_same_input_same_output(root: Path) -> None:
    assert reference(root) == reference(root)
