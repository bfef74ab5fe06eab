"""The specs of the reference API: the published structure of each revision, in our own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import openapi

OPERATIONS = {
    "2024-02-18": 28,
    "2024-04-22": 22,
    "2024-10-17": 23,
    "2026-02-17": 23,
    "2026-08-21": 23,
}
"""Revision to the number of its operations."""

NEWEST = max(OPERATIONS)
MISSPELT = "submitToolOuputsToRun"


@pytest.fixture(scope="module", params=OPERATIONS)
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def spec(root: Path, revision: str) -> Any:
    """Our own document, as it stands in the file."""
    return openapi.read(root / "spec" / "openai" / f"{revision}.yaml")


@pytest.fixture(scope="module")
def corrected(root: Path, revision: str) -> Any:
    """The same with the corrections of its overlays, as the generator reads it."""
    return openapi.corrected(root / "spec" / "openai", f"{revision}.yaml")


@pytest.fixture(scope="module")
def published(shared_folder: Path, revision: str) -> Any:
    """The document that OpenAI has published, cut to the same family."""
    return openapi.read(shared_folder / "specs" / "openai" / revision / "assistants.yaml")


@pytest.fixture(scope="module")
def published_runs(shared_folder: Path) -> set[tuple[str, ...]]:
    """Every run of 8 words that a published document of any revision holds."""
    return {
        run
        for revision in OPERATIONS
        for text in openapi.strings(
            openapi.read(shared_folder / "specs" / "openai" / revision / "assistants.yaml")
        )
        for run in openapi.word_runs(text, 8)
    }


def test_every_spec_is_a_known_revision(root: Path) -> None:
    assert [path.stem for path in sorted((root / "spec" / "openai").glob("20??-??-??.yaml"))] == [
        *OPERATIONS
    ]


def test_structure_is_the_published_one(spec: Any, published: Any) -> None:
    ours, theirs = openapi.structure(spec), openapi.structure(published)
    assert ours["paths"] == theirs["paths"]
    assert ours["components"] == theirs["components"]
    assert ours == theirs | {"info": ours["info"]}
    assert ours["info"]["version"] == theirs["info"]["version"]


def test_members_stand_in_the_published_order(spec: Any, published: Any) -> None:
    ours = [pointer for pointer, key, _ in openapi.walk(spec) if not openapi.is_prose(key)]
    theirs = [pointer for pointer, key, _ in openapi.walk(published) if not openapi.is_prose(key)]
    assert ours == theirs


def test_prose_is_our_own(spec: Any, published_runs: set[tuple[str, ...]]) -> None:
    assert len(published_runs) > 1000
    copied = {
        pointer: runs
        for pointer, text in openapi.prose(spec)
        if (runs := openapi.word_runs(text, 8) & published_runs)
    }
    assert copied == {}


def test_all_that_was_described_is_described(spec: Any, published: Any) -> None:
    kept = {"description", "summary"}
    theirs = {pointer for pointer, key, _ in openapi.walk(published) if key in kept}
    ours = {pointer for pointer, key, value in openapi.walk(spec) if key in kept and value.strip()}
    assert theirs - ours == set()


def test_operations_have_summary_and_example(spec: Any, revision: str) -> None:
    operations = dict(openapi.operations(spec))
    assert len(operations) == OPERATIONS[revision]
    for name, operation in operations.items():
        summary = operation["summary"]
        assert summary.endswith("."), name
        assert summary[0].isupper(), name
        assert "example" in operation["responses"]["200"]["content"]["application/json"], name
    ids = [operation["operationId"] for operation in operations.values()]
    assert len(set(ids)) == len(operations)
    assert MISSPELT in ids


def test_every_reference_leads_somewhere(spec: Any) -> None:
    references = [value for _, key, value in openapi.walk(spec) if key == "$ref"]
    assert len(references) > 80
    for reference in references:
        assert reference.startswith("#/components/")
        assert openapi.resolve(spec, reference)


def test_no_vendor_extension_is_left(spec: Any) -> None:
    assert [pointer for pointer, key, _ in openapi.walk(spec) if key.startswith("x-")] == []


def test_what_has_not_changed_is_told_in_the_same_words(root: Path, spec: Any) -> None:
    newest = openapi.read(root / "spec" / "openai" / f"{NEWEST}.yaml")
    told = dict(openapi.prose(newest))
    both = [(text, told[pointer]) for pointer, text in openapi.prose(spec) if pointer in told]
    assert sum(ours == later for ours, later in both) > 0.9 * len(both) > 200


def media_types(spec: Any) -> list[tuple[str, Any]]:
    """Every media type object of a request or a successful response."""
    found: list[tuple[str, Any]] = []
    for name, operation in openapi.operations(spec):
        if "requestBody" in operation:
            body = operation["requestBody"]["content"]
            found += [(f"{name} request", media) for media in body.values()]
        answer = operation["responses"]["200"]["content"]
        found += [(f"{name} response", media) for media in answer.values()]
    return found


def test_examples_fit_their_schemas(corrected: Any, revision: str) -> None:
    checked = 0
    for name, media in media_types(corrected):
        if "example" in media:
            assert openapi.mismatch(media["example"], media["schema"], corrected) == "", name
            checked += 1
    assert checked >= OPERATIONS[revision] + 6


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("status", "paused", "none of"),
        ("created_at", "today", "no integer"),
        ("usage", {"total_tokens": 1}, "lacks"),
        ("colour", "red", "does not know"),
    ],
)
def test_the_check_of_examples_finds_faults(spec: Any, key: str, value: Any, reason: str) -> None:
    path = (
        "#/paths/~1threads~1{thread_id}~1runs~1{run_id}/get/responses/200/content/application~1json"
    )
    media = openapi.resolve(spec, path)
    assert reason in openapi.mismatch(media["example"] | {key: value}, media["schema"], spec)


def test_structure_keeps_properties_named_like_prose() -> None:
    schema = {"title": "T", "properties": {"title": {"type": "string", "title": "x"}}, "x-a": 1}
    assert openapi.structure(schema) == {"properties": {"title": {"type": "string"}}}
