"""How a program calls the operations of a revision (layer 4)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specloom.diff.revision import Revision, below, mapping, sequence

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_MOST = 20_000
"""Schemas of a body that are looked at; what lies behind them is not named."""


def address(operation: str) -> str:
    """``POST /runs/{id}`` whatever the variables are called: ``POST /runs/{}``."""
    return _VARIABLE.sub("{}", operation)


@dataclass(frozen=True, slots=True)
class Calls:
    """Methods of the package by the :func:`address` of their operation: path from the client, with dots."""

    methods: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    revision: Revision | None = None
    _ways: dict[str, dict[str, str]] = field(default_factory=lambda: dict[str, dict[str, str]]())

    def method(self, operation: str) -> str:
        """``beta.threads.runs.create`` for ``POST /threads/{thread_id}/runs``; empty where unknown."""
        return self.methods.get(address(operation), "")

    def resource(self, operation: str) -> str:
        """``beta.threads.runs``; empty where unknown."""
        return self.method(operation).rpartition(".")[0]

    def call(self, operation: str, *arguments: str) -> str:
        """The call of an operation as a program writes it, its path parameters first."""
        inside = ", ".join([*_VARIABLE.findall(operation), *arguments])
        method = self.method(operation)
        return f"client.{method}({inside})" if method else f"{operation} ({inside})"

    def way(self, operation: str, pointer: str) -> str | None:
        """The way to a schema within the body of an operation (``tools[].type``); None where none leads there."""
        ways = self._ways.get(operation)
        if ways is None:
            ways = self._ways[operation] = dict(self._walk(operation))
        while pointer.count("/") > 1:
            if pointer in ways:
                return ways[pointer]
            pointer = pointer.rpartition("/")[0]
        return None

    def _walk(self, operation: str) -> Iterator[tuple[str, str]]:
        """Every schema of the body with the shortest way to it."""
        revision = self.revision
        if revision is None:
            return
        seen: set[str] = set()
        queue = deque((place, "") for place in _bodies(revision, operation))
        while queue and len(seen) < _MOST:
            pointer, way = queue.popleft()
            if pointer in seen:
                continue
            seen.add(pointer)
            yield pointer, way
            queue.extend(_inside(mapping(revision.get(pointer)), pointer, way))


def _bodies(revision: Revision, operation: str) -> list[str]:
    """Where the schemas of a request body stand."""
    verb, _, path = operation.partition(" ")
    routes = [name for name in mapping(revision.get("#/paths")) if address(name) == address(path)]
    found: list[str] = []
    for route in routes:
        _, item = revision.resolve(below("#/paths", route))
        body, place = revision.resolve(below(item, verb.lower(), "requestBody"))
        content = mapping(body.get("content"))
        found += [below(place, "content", media, "schema") for media in content]
    return found


def _inside(node: Mapping[str, object], pointer: str, way: str) -> Iterator[tuple[str, str]]:
    """The schemas right below a schema, and the way to each."""
    if isinstance(node.get("$ref"), str):
        yield str(node["$ref"]), way
    for name in mapping(node.get("properties")):
        yield below(pointer, "properties", name), f"{way}.{name}" if way else name
    for word, step in (("items", "[]"), ("additionalProperties", "{}")):
        if isinstance(node.get(word), dict):
            yield below(pointer, word), way + step
    for word in ("allOf", "anyOf", "oneOf"):
        for index in range(len(sequence(node.get(word)))):
            yield below(pointer, word, index), way
