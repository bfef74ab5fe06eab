"""Requests as a mock has seen them, and a clock that nobody waits for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from typing import Any, cast
from urllib.parse import parse_qsl

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
        """A member of a body that is a JSON object, or text of a form; ``None`` where there is none."""
        kind = self.headers.get("content-type", "")
        if kind.startswith(("application/x-www-form-urlencoded", "multipart/")):
            return dict(_form_fields(kind, self.content)).get(name)
        try:
            body = self.json()
        except ValueError:
            return None
        return cast("dict[str, object]", body).get(name) if isinstance(body, dict) else None


def _form_fields(kind: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Name and text of each field; those of files with what is text in them."""
    if not kind.startswith("multipart/"):
        yield from parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True)
        return
    head = f"content-type: {kind}\r\n\r\n".encode("utf-8", "replace")
    message: Message = BytesParser().parsebytes(head + content)
    for part in message.walk():
        payload: object = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            name = str(part.get_param("name", "", header="content-disposition"))
            yield name, payload.decode("utf-8", "replace")


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
