"""Where a schema may stand in a document, and which kinds of change are tried at which of these positions.

``python -m tests.diff.positions`` prints the table of kinds and positions, and explains its holes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from specloom.diff import kinds
from tests.diff.mutations import API, SCHEMAS, TEXT
from tests.support.revisions import document

ANIMALS = {"Cat": {"type": "object"}, "Dog": {"type": "object"}}
Placed = tuple[Any, dict[str, Any]]


def _body(schema: Any) -> Placed:
    return schema, {}


def _property(schema: Any) -> Placed:
    return {"type": "object", "properties": {"p": schema}}, {}


def _item(schema: Any) -> Placed:
    return {"type": "array", "items": schema}, {}


def _value(schema: Any) -> Placed:
    return {"type": "object", "additionalProperties": {"type": "array", "items": schema}}, {}


def _member(schema: Any) -> Placed:
    box = {"type": "object", "properties": {"p": schema}}
    return {"oneOf": [{"$ref": "#/components/schemas/Box"}, TEXT]}, {"Box": box}


def _component(schema: Any) -> Placed:
    return {"$ref": "#/components/schemas/Thing"}, {"Thing": schema}


def _part(schema: Any) -> Placed:
    return {"allOf": [{"type": "object", "properties": {"p": schema}}]}, {}


WITHIN: dict[str, Callable[[Any], Placed]] = {
    "body": _body,
    "property": _property,
    "item": _item,
    "value": _value,
    "member": _member,
    "component": _component,
    "part": _part,
}
"""Positions within a body: what the body becomes, and the components."""
OUTSIDE = {"request": ("parameter", "callback"), "response": ("header", "webhook")}
"""Positions outside of the bodies of operations, by the way that their values travel."""
COLUMNS = tuple(
    (way, position) for way in ("request", "response") for position in (*WITHIN, *OUTSIDE[way])
)


def built(schema: Any, position: str, way: str) -> dict[str, Any]:
    """A document in which a schema stands at a position; clients send it (``request``) or read it."""
    if position in WITHIN:
        placed, components = WITHIN[position](schema)
        return document(placed, way=way, schemas={**ANIMALS, **components})
    made = document(way="response", schemas=ANIMALS)
    operation = made["paths"]["/things"]["post"]
    content = {"application/json": {"schema": schema}}
    if position == "parameter":
        operation["parameters"] = [{"name": "q", "in": "query", "schema": schema}]
    elif position == "header":
        operation["responses"]["200"]["headers"] = {"X-A": {"schema": schema}}
    elif position == "callback":
        answers = {"200": {"description": "", "content": content}}
        operation["callbacks"] = {"done": {"{$url}": {"post": {"responses": answers}}}}
    else:
        body = {"required": True, "content": content}
        made["webhooks"] = {"done": {"post": {"requestBody": body, "responses": {}}}}
    return made


HOLES = {
    "an operation as a whole, or its address": (
        "operation-added", "operation-removed", "operation-moved", "operation-id-changed",
        "operation-id-added", "operation-id-removed", "operation-deprecated", "operation-undeprecated",
        "tag-added", "tag-removed",
    ),
    "a parameter as a whole: only requests have them": (
        "parameter-added", "required-parameter-added", "parameter-removed", "parameter-renamed",
        "named-parameter-renamed",
        "parameter-moved", "parameter-became-required", "parameter-became-optional",
        "parameter-serialisation-changed", "parameter-deprecated", "parameter-undeprecated",
    ),
    "a request body as a whole: only requests have them": (
        "request-body-added", "required-request-body-added", "request-body-removed",
        "request-body-became-required", "request-body-became-optional",
    ),
    "an answer as a whole: only responses have a status and declared headers": (
        "success-status-added", "success-status-removed", "error-status-added", "error-status-removed",
        "response-header-added", "response-header-removed", "required-response-header-removed",
        "response-header-became-optional", "response-header-became-required",
    ),
    "a medium, which holds schemas and is none": (
        "media-type-added", "media-type-removed", "body-schema-added", "body-schema-removed",
        "encoding-changed",
    ),
    "the security of the document or of an operation": (
        "security-required", "security-lifted", "security-alternative-added",
        "security-alternative-removed", "security-scope-added", "security-scope-removed",
        "security-scheme-added", "security-scheme-removed", "security-scheme-changed",
        "security-scheme-scope-added", "security-scheme-scope-removed",
    ),
    "the document as a whole": (
        "server-added", "server-removed", "server-variable-changed", "webhook-added",
        "webhook-removed", "callback-added", "callback-removed", "schema-added", "schema-removed",
        "schema-renamed", "version-changed",
    ),
}  # fmt: skip
"""Kinds that no position of a schema has, by what they are about. They are tried where they stand."""


def tried() -> set[str]:
    """The kinds that are tried at every position, on the way there or back."""
    return {kind for _, _, _, there, back in SCHEMAS for kind in (there, back)}


def holes() -> dict[str, str]:
    """Why a kind has no position, by kind."""
    return {kind: reason for reason, members in HOLES.items() for kind in members}


def table() -> Iterator[str]:
    """The lines of the table: a row for each kind, a column for each position."""
    found, reasons = tried(), holes()
    elsewhere = {code for _, _, _, there, back in API for code in (there, back)}
    width = max(len(at) for _, at in COLUMNS) + 1
    for line in zip(*COLUMNS, strict=True):
        yield " " * 34 + "".join(f"{word:<{width}}" for word in line).rstrip()
    for kind in (item.kind for item in kinds()):
        if kind in found:
            yield f"{kind:<34}" + (f"{'x':<{width}}" * len(COLUMNS)).rstrip()
        elif kind in reasons:
            assert any(code.endswith(kind) for code in elsewhere), kind
            yield f"{kind:<34}tried where it stands; no schema position: {reasons[kind]}"


if __name__ == "__main__":
    print("\n".join(table()))  # noqa: T201
