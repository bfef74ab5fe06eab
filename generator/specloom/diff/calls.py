"""How a program calls the operations of a revision (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def address(operation: str) -> str:
    """``POST /runs/{id}`` whatever the variables are called: ``POST /runs/{}``."""
    return _VARIABLE.sub("{}", operation)


@dataclass(frozen=True, slots=True)
class Calls:
    """Methods of the package by the :func:`address` of their operation: path from the client, with dots.

    ``bodies`` are pointers of the schemas that are the whole body of the operation.
    """

    methods: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    bodies: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: dict[str, frozenset[str]]()
    )

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
