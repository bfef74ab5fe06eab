"""Which operation of the API a request asks for; no input or output here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

import httpx2

from ._mock_requests import MockRequest

__all__ = ["DocumentedCall", "DocumentedLifecycle", "Pattern", "Routes"]

_PLACE = re.compile(r"\{([^{}]*)\}")


class DocumentedCall(NamedTuple):
    """An operation as the API's document has it.

    ``call`` is its method from the client (``"users.list"``), ``path`` the template of its path. ``body`` is the
    text of an example answer, ``stream`` that of an example of a stream (empty where there is none),
    ``switch`` the member of the body or query that asks for the stream; empty: it always streams.
    """

    call: str
    method: str
    path: str
    media_type: str = "application/json"
    body: str = ""
    stream: str = ""
    stream_type: str = "text/event-stream"
    switch: str = ""

    def is_streamed(self, request: MockRequest) -> bool:
        """Whether a request asks for the stream."""
        if not self.stream or not self.switch:
            return bool(self.stream)
        return (
            request.member(self.switch) in (True, "true")
            or request.query.get(self.switch) == "true"
        )


class DocumentedLifecycle(NamedTuple):
    """What goes on after a request: the member that holds its state, and the calls that show it."""

    name: str
    state: str
    states: tuple[str, ...]
    read: str
    others: tuple[str, ...] = ()
    """Calls that start or answer one, with the same object as their answer."""


@dataclass(frozen=True)
class Pattern:
    """Requests of one method and path. A ``{place}`` of the path stands for one segment."""

    method: str
    path: str
    given: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Values that places of the path must have."""

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The values of the places; ``None`` for another request. Base URLs may end in any path."""
        if method != self.method:
            return None
        found = _regex(self._template).fullmatch(path)
        if found is None:
            return None
        names = [place.group(1) for place in _PLACE.finditer(self._template)]
        values = dict(zip(names, map(unquote, found.groups()), strict=True))
        fits = all(values.get(name) == value for name, value in self.given.items())
        return values if fits else None

    @property
    def _template(self) -> str:
        return "/" + self.path.split("?")[0].strip("/")

    @property
    def exactness(self) -> tuple[int, int]:
        """Of several patterns that fit, the one with the most is meant: segments, written out text."""
        return self._template.count("/"), len(_PLACE.sub("", self._template))


@cache
def _regex(template: str) -> re.Pattern[str]:
    """What the path of a request has to look like, with the characters that a URL has to encode encoded."""
    texts = _PLACE.split(template)[::2]
    literal = [httpx2.URL(f"http://api/{text}").raw_path[1:].decode("ascii") for text in texts]
    return re.compile("(?:/.*)?" + "([^/]+)".join(map(re.escape, literal)) + "/?")


class Routes:
    """All operations of an API."""

    def __init__(self, calls: Iterable[DocumentedCall]) -> None:
        self.calls = {item.call: item for item in calls}
        found = [(Pattern(item.method, item.path), item) for item in self.calls.values()]
        self._patterns = sorted(found, key=lambda entry: entry[0].exactness, reverse=True)

    def find(self, request: httpx2.Request) -> tuple[DocumentedCall, dict[str, str]] | None:
        """The operation that a request asks for, and the values in its path."""
        path = request.url.raw_path.split(b"?")[0].decode("ascii", "replace")
        for pattern, call in self._patterns:
            values = pattern.match(request.method, path)
            if values is not None:
                return call, values
        return None

    def pattern(self, call: str, given: Mapping[str, str]) -> Pattern:
        """The requests of ``"resource.method"`` or ``"GET /path/{place}"``.

        Raises :class:`ValueError` for a method or place that there is not.
        """
        method, _, path = call.partition(" ")
        if not path.startswith("/"):
            method, path = self._known(call).method, self._known(call).path
        places = [place.group(1) for place in _PLACE.finditer(path)]
        for name in given:
            if name not in places:
                raise ValueError(
                    f"{path} has no place {name!r}; it has {', '.join(places) or 'none'}"
                )
        return Pattern(method.upper(), path, given)

    def _known(self, call: str) -> DocumentedCall:
        if call in self.calls:
            return self.calls[call]
        close = get_close_matches(call, self.calls, 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"the client has no method {call!r}{hint}")
