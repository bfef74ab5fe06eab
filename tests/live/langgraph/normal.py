"""What a run of a scenario leaves, as plain data without what differs from run to run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.support.messages import Recorded

UNIMPORTANT = frozenset({"accept-encoding", "connection", "content-length", "host", "user-agent"})
"""Headers that follow from the HTTP library, the package's name or the proxy's address."""

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
_EVENT_ID = re.compile(r"^\d{13}-\d+$")
_UNDER_WAY = ("pending", "running")
"""Which of the two a run that was just made is in is chance."""
_CLOCKS = frozenset({"__request_start_time_ms__", "langgraph_request_id"})


def plain(value: Any) -> Any:
    """Dicts, lists and scalars: models are read through their items, stream parts as triples."""
    if isinstance(value, tuple) and hasattr(value, "event"):
        return {"event": value.event, "data": plain(value.data), "id": value.id}
    if isinstance(value, BaseException):
        return failure(value)
    if isinstance(value, Mapping) or hasattr(value, "keys"):
        return {name: plain(value[name]) for name in value.keys()}  # noqa: SIM118
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def failure(error: BaseException) -> dict[str, Any]:
    """What a program can ask an exception for."""
    response = getattr(error, "response", None)
    return {
        "class": type(error).__name__,
        "status": getattr(response, "status_code", None),
        "body": getattr(error, "body", None),
        "message": None if response is not None else str(error),
    }


def request(recorded: Recorded) -> dict[str, Any]:
    """A request as plain data: query decoded and sorted, body as JSON, headers in lower case."""
    return {
        "method": recorded.method,
        "path": recorded.path,
        "query": [list(item) for item in sorted(recorded.query_items)],
        "headers": {
            name.lower(): value
            for name, value in recorded.headers
            if name.lower() not in UNIMPORTANT
        },
        "body": json.loads(recorded.body) if recorded.body else None,
    }


class Normaliser:
    """Replaces ids by their number in order of appearance, times and clocks by a word."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ids: dict[str, str] = {}

    def __call__(self, value: Any) -> Any:
        """The value, rebuilt. Keep one normaliser for all that belongs together."""
        if isinstance(value, dict):
            if "run_id" in value and value.get("status") in _UNDER_WAY:
                value = {**value, "status": "<under way>"}
            return {
                self(name): "<clock>" if name in _CLOCKS else self(member)
                for name, member in sorted(value.items())  # the order in which ids get numbers
            }
        if isinstance(value, list):
            return [self(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        if _EVENT_ID.match(text):
            return "<event id>"
        text = _TIME.sub("<time>", text.replace(self._url, "<server>"))
        return _ID.sub(lambda match: self._numbered(match[0]), text)

    def _numbered(self, identity: str) -> str:
        return self._ids.setdefault(identity, f"<id {len(self._ids) + 1}>")
