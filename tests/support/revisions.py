"""Small revisions for tests of the comparison."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specloom.diff import Change, Revision, compare
from specloom.load import load_document


def revision(folder: Path, data: object, name: str) -> Revision:
    """A revision from plain data, through the loader."""
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    document = load_document(path)
    return Revision(document.data, document.source)


def changed(folder: Path, old: object, new: object) -> list[Change]:
    """The changes between two documents of plain data."""
    return compare(revision(folder, old, "old.json"), revision(folder, new, "new.json"))


def codes(changes: list[Change]) -> list[str]:
    """Their codes, in order."""
    return [change.code for change in changes]


def document(
    schema: Any = None, *, way: str = "request", schemas: Any = None, **operation: Any
) -> dict[str, Any]:
    """A document of one operation that takes (``request``) or gives (``response``) a JSON body."""
    body: dict[str, Any] = {"application/json": {"schema": schema if schema is not None else {}}}
    node: dict[str, Any] = {"operationId": "act", "responses": {"200": {"description": "ok"}}}
    if way == "request":
        node["requestBody"] = {"required": True, "content": body}
    else:
        node["responses"]["200"]["content"] = body
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/things": {"post": {**node, **operation}}},
        "components": {"schemas": schemas or {}},
    }
