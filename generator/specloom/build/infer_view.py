"""A forgiving look at a document for inference: wrong shapes read as empty, references are followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from specloom.build.nodes import mapping, sequence, text
from specloom.diagnostics import SpecloomError
from specloom.load import Document

_PARTS_AT_MOST = 64
"""How many ``allOf`` parts of one schema are looked at."""


def text_of(holder: dict[str, object], key: str) -> str:
    """The string under ``key``, empty where there is none."""
    return text(holder.get(key))


class SpecView:
    """The document as inference sees it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = mapping(document.data)

    def follow(self, node: object) -> dict[str, object]:
        """The mapping behind a reference (or ``node`` itself); empty where it leads nowhere."""
        value = mapping(node)
        reference = value.get("$ref")
        if not isinstance(reference, str):
            return value
        try:
            return mapping(self.document.get(self.document.target(reference)))
        except SpecloomError:
            return {}

    def components(self, kind: str) -> dict[str, object]:
        """The named components of one kind (``schemas``, ``securitySchemes``)."""
        return mapping(mapping(self.data.get("components")).get(kind))

    def properties(self, schema: object) -> dict[str, object]:
        """Properties of an object schema, those of its ``allOf`` parts included."""
        found: dict[str, object] = {}
        pending, seen = [self.follow(schema)], 0
        while pending and seen < _PARTS_AT_MOST:
            node = pending.pop(0)
            seen += 1
            found.update(mapping(node.get("properties")))
            pending.extend(self.follow(part) for part in sequence(node.get("allOf")))
        return found

    def success_schema(self, operation: dict[str, object]) -> object:
        """The JSON schema of the first success response, or None."""
        responses = mapping(operation.get("responses"))
        for status in sorted(responses, key=lambda code: (not code.startswith("2"), code)):
            if status.startswith("2") or status == "default":
                content = mapping(self.follow(responses[status]).get("content"))
                for media_type, media in content.items():
                    if "json" in media_type or media_type == "*/*":
                        return mapping(media).get("schema")
        return None

    def body_schema(self, operation: dict[str, object]) -> object:
        """The schema of the request body, JSON first, or None."""
        content = mapping(self.follow(operation.get("requestBody")).get("content"))
        ranked = sorted(content, key=lambda media_type: "json" not in media_type)
        return mapping(content[ranked[0]]).get("schema") if ranked else None

    def query_names(self, operation: dict[str, object]) -> dict[str, dict[str, object]]:
        """Query parameters of an operation by wire name."""
        found: dict[str, dict[str, object]] = {}
        for item in sequence(operation.get("parameters")):
            parameter = self.follow(item)
            if parameter.get("in") == "query":
                found[text_of(parameter, "name")] = self.follow(parameter.get("schema"))
        return found


def references(node: object) -> Iterator[str]:
    """Every ``$ref`` string below ``node``, in document order, without following any.

    Shared nodes (YAML aliases) are visited once.
    """
    pending, seen = [node], set[int]()
    while pending:
        current = pending.pop()
        if id(current) in seen or not isinstance(current, dict | list):
            continue
        seen.add(id(cast("object", current)))
        members = mapping(cast("object", current))
        if isinstance(reference := members.get("$ref"), str):
            yield reference
        pending.extend(reversed(list(members.values()) or sequence(cast("object", current))))
