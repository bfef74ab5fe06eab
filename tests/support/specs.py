"""Small documents and configurations for tests of the load layer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostic, SpecloomError
from specloom.load import Document, load_document, locate_all

MINIMAL = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"


def write(folder: Path, text: str, name: str = "spec.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load_schemas(folder: Path, schemas: str, *, version: str = "3.1.0") -> Document:
    """A document whose component schemas are this YAML (a flow mapping, or JSON)."""
    head = f"openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n"
    return load_document(write(folder, f"{head}components:\n  schemas: {schemas}\n"))


def load_json(folder: Path, data: object) -> Document:
    """A document from plain data."""
    return load_document(write(folder, json.dumps(data), "spec.json"))


def failure(action: Callable[[], object]) -> list[Diagnostic]:
    """The located diagnostics of an action that must fail."""
    with pytest.raises(SpecloomError) as caught:
        action()
    return locate_all(caught.value.diagnostics)


def failures(action: Callable[[], object]) -> list[str]:
    """The same as ``line:column code`` texts."""
    found = failure(action)
    return [
        f"{item.source.line}:{item.source.column} {item.code}" if item.source else item.code
        for item in found
    ]
