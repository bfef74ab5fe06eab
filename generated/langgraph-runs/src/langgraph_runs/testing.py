"""For tests of programs that use this package: an API in the test's own process, without a network.

Every operation is answered with the example of the API's document, or with what the test has scripted::

    with MockAPI() as mock:
        mock.on("users.retrieve").statuses(503, 503, 200)
        client = Client(api_key="test", http_client=mock.http_client())
        client.users.retrieve("user_1")
    assert len(mock.requests) == 3

Nothing sleeps: waits of the client move ``mock.clock``.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

import httpx2
from typing_extensions import Self

from ._mock_replies import Reply
from ._mock_requests import MockClock, MockRequest
from ._mock_route import Route, States, example_reply
from ._mock_routes import DocumentedCall, Routes
from ._mock_types import check_type
from ._settings import DEFAULT_TIMEOUT

__all__ = [
    "MockAPI",
    "MockClock",
    "MockRequest",
    "Route",
    "UnexpectedRequest",
    "UnusedReplies",
    "check_type",
]


class UnexpectedRequest(AssertionError):
    """A request that nothing was scripted for, and that the API's document does not have."""


class UnusedReplies(AssertionError):
    """Answers were scripted that nobody has asked for."""


class MockAPI:
    """The API. A context manager: leaving it raises :class:`UnusedReplies` where scripted answers are left.

    Scripted answers come first, in the order of ``on``; then the documented examples. With
    ``examples=False`` every request has to be scripted: others raise :class:`UnexpectedRequest`.
    """

    def __init__(self, *, examples: bool = True) -> None:
        from ._examples import CALLS, LIFECYCLES

        self.clock = MockClock()
        self.requests: list[MockRequest] = []
        """All requests, in the order of their arrival."""
        self._examples = examples
        self._known = Routes(CALLS)
        self._lifecycles = {item.name: item for item in LIFECYCLES}
        self._routes: list[Route] = []

    def on(
        self, call: str, *, when: Callable[[MockRequest], bool] | None = None, **places: str
    ) -> Route:
        """Script the answers of a method (``"users.retrieve"``) or of ``"GET /users/{user_id}"``.

        ``places`` are values that the path must have, ``when`` a further condition. Raises
        :class:`ValueError` for a method or place that there is not.
        """
        route = Route(self._known.pattern(call, places), self._call_of(call), when)
        self._routes.append(route)
        return route

    def lifecycle(self, name: str, *states: object, **members: Any) -> None:
        """Let something that goes on show one state after the other; the last one stays.

        Starting it, looking at it and answering it each show the next state: text, or a mapping of members
        that change with it. ``members`` are the same in all states. Raises :class:`ValueError` for a
        lifecycle that is not declared, or without states.
        """
        if name not in self._lifecycles or not states:
            known = ", ".join(self._lifecycles) or "none"
            raise ValueError(f"states of a declared lifecycle are needed, of: {known}")
        declared = self._lifecycles[name]
        shown = States(declared.state, states, members)
        for call in (*declared.others, declared.read):
            documented = self._known.calls[call]
            self.on(call, when=_plain(documented)).answer(_looking(shown, documented))

    def http_client(self) -> httpx2.Client:
        """For the argument ``http_client`` of the sync client."""
        return _MockClient(self)

    def async_http_client(self) -> httpx2.AsyncClient:
        """For the argument ``http_client`` of the async client."""
        return _AsyncMockClient(self)

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request whose body was read. Raises what a broken or slow connection raises.

        A request for an access token is no request of the API: it gets one, and is not among ``requests``.
        """
        found = self._known.find(request)
        if found is None and b"grant_type=client_credentials" in request.content:
            return httpx2.Response(200, json={"access_token": "test"}, request=request)
        call, places = found or (None, {})
        path = request.url.raw_path.split(b"?")[0].decode("ascii", "replace")
        seen = MockRequest(
            call.call if call else "",
            request.method,
            path,
            request.url.params,
            request.headers,
            request.content,
            places,
        )
        self.requests.append(seen)
        reply = self._reply(seen, call)
        self._take_time(reply, request)
        return reply.response(request)

    def check(self) -> None:
        """Raise :class:`UnusedReplies` where scripted answers are left."""
        if unused := [route.unused for route in self._routes if route.unused]:
            raise UnusedReplies("; ".join(unused))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.check()

    def _call_of(self, call: str) -> DocumentedCall | None:
        method, _, path = call.partition(" ")
        for known in self._known.calls.values():
            if call == known.call or (method.upper(), path) == (known.method, known.path):
                return known
        return None

    def _reply(self, request: MockRequest, call: DocumentedCall | None) -> Reply:
        for route in self._routes:
            if route.takes(request):
                return route.take(request)
        if call is None or not self._examples:
            known = "" if call is None else f" (client.{call.call})"
            raise UnexpectedRequest(
                f"{request.method} {request.path}{known}: no answer was scripted"
                + ("" if self._examples else ", and examples are turned off")
            )
        return example_reply(call, request)

    def _take_time(self, reply: Reply, request: httpx2.Request) -> None:
        limit = request.extensions.get("timeout", {}).get("read")
        if limit is not None and reply.after > limit:
            self.clock.now += limit
            raise httpx2.ReadTimeout("the mock's answer takes longer", request=request)
        self.clock.now += reply.after


def _plain(call: DocumentedCall) -> Callable[[MockRequest], bool]:
    return lambda request: not call.is_streamed(request)


def _looking(states: States, call: DocumentedCall) -> Callable[[MockRequest], object]:
    return lambda _: states.look(call.body)


class _Transport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    def __init__(self, mock: MockAPI) -> None:
        self._mock = mock

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._mock.handle(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._mock.handle(request)


class _MockClient(httpx2.Client):
    def __init__(self, mock: MockAPI) -> None:
        super().__init__(transport=_Transport(mock), timeout=DEFAULT_TIMEOUT, follow_redirects=True)
        self.mock_clock = mock.clock


class _AsyncMockClient(httpx2.AsyncClient):
    def __init__(self, mock: MockAPI) -> None:
        super().__init__(transport=_Transport(mock), timeout=DEFAULT_TIMEOUT, follow_redirects=True)
        self.mock_clock = mock.clock
