"""What a test has scripted: answers in a row for requests of one kind (no input or output here)."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from typing_extensions import Self

from ._mock_replies import Reply, error_body, json_bytes, stream_chunks
from ._mock_requests import MockRequest
from ._mock_routes import DocumentedCall, Pattern

__all__ = ["Route", "States", "example_reply"]

_JSON = "application/json"


def example_reply(call: DocumentedCall | None, request: MockRequest) -> Reply:
    """The documented answer of a call; an empty object for a call that is not documented."""
    if call is None:
        return Reply(200, {"content-type": _JSON}, (b"{}",))
    if call.is_streamed(request):
        return Reply(200, {"content-type": call.stream_type}, (call.stream.encode(),))
    if not call.body and call.media_type == "":
        return Reply(204, {})
    return Reply(200, {"content-type": call.media_type}, (call.body.encode(),))


class Route:
    """Scripted answers for some requests, given in the order in which they are listed.

    Each method adds answers and returns the route. What is left over when the mock is closed fails the test.
    """

    def __init__(
        self,
        pattern: Pattern,
        call: DocumentedCall | None,
        when: Callable[[MockRequest], bool] | None,
    ) -> None:
        self._pattern = pattern
        self._call = call
        self._when = when
        self._replies: deque[Callable[[MockRequest], Reply]] = deque()
        self._always: Callable[[MockRequest], Reply] | None = None
        self.requests: list[MockRequest] = []
        """The requests that this route has answered."""

    def reply(
        self,
        body: object = ...,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        after: float = 0.0,
        cut: bool = False,
        times: int = 1,
    ) -> Self:
        """Answer with a body: a model or other JSON data, text or bytes.

        Left out, it is the documented example, or for an error a message. ``after`` are seconds that the
        answer takes, on the mock's clock; a request whose timeout is shorter runs into it. With ``cut`` the
        connection breaks within the body.
        """

        def make(request: MockRequest) -> Reply:
            reply = self._body(request, body, status)
            kind = {**reply.headers, **(headers or {})}
            chunks = (
                tuple(chunk[: len(chunk) // 2] for chunk in reply.chunks) if cut else reply.chunks
            )
            return Reply(status if reply.status == 200 else reply.status, kind, chunks, cut, after)

        self._replies.extend([make] * times)
        return self

    def statuses(self, *statuses: int, headers: Mapping[str, str] | None = None) -> Self:
        """Answer with one status after the other: ``statuses(503, 503, 200)``."""
        for status in statuses:
            self.reply(status=status, headers=headers)
        return self

    def stream(
        self,
        *events: object,
        cut: bool = False,
        first_id: int | None = None,
        headers: Mapping[str, str] | None = None,
        after: float = 0.0,
    ) -> Self:
        """Answer with a stream of events.

        An event is a model or other JSON data, a pair of its name and its data, or text or bytes that are sent
        as they are. The API's mark of the end follows, unless ``cut``: then the connection breaks.
        ``first_id`` numbers the events from there on.
        """
        kind = self._call.stream_type if self._call is not None else "text/event-stream"
        chunks = tuple(stream_chunks(events, kind, first_id=first_id, end=not cut))
        reply = Reply(200, {"content-type": kind, **(headers or {})}, chunks, cut, after)
        self._replies.append(lambda _: reply)
        return self

    def drop(self, times: int = 1) -> Self:
        """Break the connection without an answer."""

        def cut(_: MockRequest) -> Reply:
            return Reply(None, {})

        self._replies.extend([cut] * times)
        return self

    def answer(self, answer: Callable[[MockRequest], object]) -> Self:
        """Answer all further requests with the body that a function returns."""

        def make(request: MockRequest) -> Reply:
            return self._body(request, answer(request), 200)

        self._always = make
        return self

    def _body(self, request: MockRequest, body: object, status: int) -> Reply:
        """The answer with a body; where there is none, with the example, or an error's message."""
        if body is ... and status < 400:
            return example_reply(self._call, request)
        if body is ...:
            body = error_body(status)
        if isinstance(body, bytes):
            return Reply(200, {"content-type": "application/octet-stream"}, (body,))
        if isinstance(body, str):
            return Reply(200, {"content-type": "text/plain; charset=utf-8"}, (body.encode(),))
        return Reply(200, {"content-type": _JSON}, (json_bytes(body),))

    def takes(self, request: MockRequest) -> bool:
        """Whether this route has an answer for a request."""
        if not self._replies and self._always is None:
            return False
        fits = self._pattern.match(request.method, request.path) is not None
        return fits and (self._when is None or self._when(request))

    def take(self, request: MockRequest) -> Reply:
        """The next answer."""
        self.requests.append(request)
        make = self._replies.popleft() if self._replies else self._always
        assert make is not None, "takes() was not asked"
        return make(request)

    @property
    def unused(self) -> str:
        """What nobody has asked for, in words; empty where all was used."""
        count = len(self._replies)
        shown = f"{self._pattern.method} {self._pattern.path}"
        return f"{shown}: {count} of its answers not asked for" if count else ""


class States:
    """The states that a thing goes through: each look shows the next one, and the last one stays."""

    def __init__(self, member: str, states: Iterable[object], changes: Mapping[str, Any]) -> None:
        self._states: Iterator[object] = iter(states)
        self._member = member
        self._changes = changes
        self._state: object = None

    def look(self, example: str) -> dict[str, Any]:
        """The thing in its next state, which may be a mapping of all members that change with it."""
        self._state = next(self._states, self._state)
        state: Any = self._state
        body = cast("dict[str, Any]", json.loads(example or "{}"))
        body.update(self._changes)
        if isinstance(state, Mapping):
            body.update(cast("Mapping[str, Any]", state))
            return body
        *above, last = self._member.split(".")
        holder = body
        for name in above:
            holder = holder.setdefault(name, {})
        is_flag = isinstance(holder.get(last), bool) and state in ("true", "false")
        holder[last] = state == "true" if is_flag else state
        return body
