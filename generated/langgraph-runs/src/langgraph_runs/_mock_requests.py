"""Requests as a mock has seen them, and a clock that nobody waits for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import httpx2

__all__ = ["MockClock", "MockRequest"]


@dataclass(frozen=True)
class MockRequest:
    """A request that was answered by a mock.

    ``call`` is the method of the client that it belongs to (``"users.list"``), empty for an operation
    that the API's document does not have; ``places`` are the values in its path.
    """

    call: str
    method: str
    path: str
    query: httpx2.QueryParams
    headers: httpx2.Headers
    content: bytes = b""
    places: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())

    def json(self) -> Any:
        """The body, decoded; ``None`` where there is none. Raises :class:`ValueError` where it is no JSON."""
        return json.loads(self.content) if self.content else None

    def member(self, name: str) -> object:
        """A member of a body that is a JSON object; ``None`` where there is none."""
        try:
            body = self.json()
        except ValueError:
            return None
        return cast("dict[str, object]", body).get(name) if isinstance(body, dict) else None


@dataclass
class MockClock:
    """The time of a mock, in seconds: it moves when the client waits and with answers that take time."""

    now: float = 0.0
    slept: list[float] = field(default_factory=lambda: list[float]())
    """Each wait of the client: before a retry, or between two looks at something that goes on."""

    def sleep(self, seconds: float) -> None:
        """Wait, without waiting."""
        self.slept.append(seconds)
        self.now += seconds
