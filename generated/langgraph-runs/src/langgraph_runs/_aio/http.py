"""HTTP clients of the transport with this SDK's defaults, and redirects that leak nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import httpx2

from .._compat import async_close_unused
from .._late import AsyncLateTransport
from .._places import LoopEnds, Place, Places, async_place
from .._request import built_request, drop_secrets_elsewhere
from .._response_core import ends_with_its_connection
from .._settings import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from .._wire import guard, wake_readers, watched

_OWN = (AsyncLateTransport, httpx2.AsyncHTTPTransport)  # unasync: remove


class _DefaultAsyncHttpx2Client(httpx2.AsyncClient):
    """Connections belong to a process and an event loop: elsewhere, a client of its own stands in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
        kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
        kwargs.setdefault("follow_redirects", True)
        super().__init__(**kwargs)
        if not isinstance(self._transport, AsyncLateTransport):
            watched(self._transport)
        self._arguments = kwargs
        self._places: Places[httpx2.AsyncClient] = Places()
        self._ends = LoopEnds()  # unasync: remove
        self._has_closed = False
        self._known_headers: dict[object, httpx2.Headers] = {}

    @property
    def is_closed(self) -> bool:
        return self._has_closed or super().is_closed

    async def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        self._check_open()
        here = async_place()
        local = self._places.find(here, self, self._stand_in)
        if here not in self._ends:  # unasync: remove
            await self._watch(here, local._transport)  # unasync: remove
        send = super().send if local is self else local.send
        response = await send(request, **kwargs)
        if self._has_closed:  # while a connection was made, which nothing could close
            await response.aclose()
            await local._transport.aclose()
            self._check_open()
        return response

    def _check_open(self) -> None:
        if self._has_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")

    async def _watch(self, here: Place, transport: object) -> None:  # unasync: remove
        if isinstance(transport, _OWN):  # unasync: remove
            await self._ends.watch(here, transport)  # unasync: remove

    def _stand_in(self) -> httpx2.AsyncClient:
        arguments: dict[str, Any] = {**self._arguments, "cookies": self.cookies, "auth": self.auth}
        made = httpx2.AsyncClient(**arguments)
        made.event_hooks = self.event_hooks
        watched(made._transport)
        return made

    async def aclose(self) -> None:
        self._has_closed = True
        here = async_place()
        local = self._places.take(here, self)
        if local is not None:
            wake_readers(local)
            await (super().aclose() if local is self else local.aclose())
        await self._ends.forget(here)  # unasync: remove


if TYPE_CHECKING:
    DefaultAsyncHttpx2Client = httpx2.AsyncClient
    """An ``httpx2`` client with this SDK's timeout, connection limits and redirects.

    Takes the arguments of ``httpx2.AsyncClient``, for a proxy or a transport of your own; pass the result
    as ``http_client``. A plain ``httpx2`` client given there keeps the defaults of ``httpx2``.
    """
else:
    DefaultAsyncHttpx2Client = _DefaultAsyncHttpx2Client

DefaultAsyncHttpxClient = DefaultAsyncHttpx2Client
"""The same under its older name."""


class AsyncOwnedClient(_DefaultAsyncHttpx2Client):
    """The client that the SDK makes for itself: closes its connections when nobody needs it."""

    def _init_transport(self, *_: Any, transport: object = None, **kwargs: Any) -> Any:
        return AsyncLateTransport(partial(httpx2.AsyncHTTPTransport, **kwargs))

    def build_request(self, *arguments: Any, **named: Any) -> httpx2.Request:
        request = None if arguments else built_request(self, named, self._known_headers)
        return super().build_request(*arguments, **named) if request is None else request

    def __del__(self) -> None:
        async_close_unused(self)


async def async_send(
    client: httpx2.AsyncClient,
    request: httpx2.Request,
    *,
    stream: bool,
    auth: httpx2.Auth | None,
    follow_redirects: bool | None,
    secrets: set[str],
) -> httpx2.Response:
    """Send a request and follow its redirects, leaving secret headers behind at another origin.

    ``secrets`` are header names (lower case) beside those that are secret anywhere; ``None`` for
    ``auth`` and ``follow_redirects`` means as the client has it. Raises what the client raises.
    """
    follow = client.follow_redirects if follow_redirects is None else follow_redirects
    first = {"auth": auth} if auth is not None else {}
    response = await client.send(request, stream=True, follow_redirects=False, **first)
    guard(response)
    history: list[httpx2.Response] = []
    while follow and (following := response.next_request) is not None:
        await _read(client, response)
        if len(history) >= client.max_redirects:
            raise httpx2.TooManyRedirects("Too many redirects.", request=request)
        drop_secrets_elsewhere(response.request, following, secrets)
        history.append(response)
        response = await client.send(following, stream=True, follow_redirects=False, auth=None)
        guard(response)
    response.history = history
    if not stream:
        await _read(client, response)
    return response


async def _read(client: httpx2.AsyncClient, response: httpx2.Response) -> None:
    try:
        await response.aread()
        if client.is_closed and ends_with_its_connection(response):
            raise httpx2.ReadError("The client was closed.", request=response.request)
    except BaseException:
        await response.aclose()
        raise
