"""HTTP clients of the transport with this SDK's defaults, and redirects that leak nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import httpx2

from .._compat import close_unused
from .._late import LateTransport
from .._places import Places, place
from .._request import built_request, drop_secrets_elsewhere
from .._response_core import ends_with_its_connection
from .._settings import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from .._wire import guard, wake_readers, watched


class _DefaultHttpx2Client(httpx2.Client):
    """Connections belong to a process and an event loop: elsewhere, a client of its own stands in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
        kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
        kwargs.setdefault("follow_redirects", True)
        super().__init__(**kwargs)
        if not isinstance(self._transport, LateTransport):
            watched(self._transport)
        self._arguments = kwargs
        self._places: Places[httpx2.Client] = Places()
        self._has_closed = False
        self._known_headers: dict[object, httpx2.Headers] = {}

    @property
    def is_closed(self) -> bool:
        return self._has_closed or super().is_closed

    def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        self._check_open()
        here = place()
        local = self._places.find(here, self, self._stand_in)
        send = super().send if local is self else local.send
        response = send(request, **kwargs)
        if self._has_closed:  # while a connection was made, which nothing could close
            response.close()
            local._transport.close()
            self._check_open()
        return response

    def _check_open(self) -> None:
        if self._has_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")

    def _stand_in(self) -> httpx2.Client:
        arguments: dict[str, Any] = {**self._arguments, "cookies": self.cookies, "auth": self.auth}
        made = httpx2.Client(**arguments)
        made.event_hooks = self.event_hooks
        watched(made._transport)
        return made

    def close(self) -> None:
        self._has_closed = True
        here = place()
        local = self._places.take(here, self)
        if local is not None:
            wake_readers(local)
            (super().close() if local is self else local.close())


if TYPE_CHECKING:
    DefaultHttpx2Client = httpx2.Client
    """An ``httpx2`` client with this SDK's timeout, connection limits and redirects.

    Takes the arguments of ``httpx2.Client``, for a proxy or a transport of your own; pass the result
    as ``http_client``. A plain ``httpx2`` client given there keeps the defaults of ``httpx2``.
    """
else:
    DefaultHttpx2Client = _DefaultHttpx2Client

DefaultHttpxClient = DefaultHttpx2Client
"""The same under its older name."""


class OwnedClient(_DefaultHttpx2Client):
    """The client that the SDK makes for itself: closes its connections when nobody needs it."""

    def _init_transport(self, *_: Any, transport: object = None, **kwargs: Any) -> Any:
        return LateTransport(partial(httpx2.HTTPTransport, **kwargs))

    def build_request(self, *arguments: Any, **named: Any) -> httpx2.Request:
        request = None if arguments else built_request(self, named, self._known_headers)
        return super().build_request(*arguments, **named) if request is None else request

    def __del__(self) -> None:
        close_unused(self)


def send(
    client: httpx2.Client,
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
    response = client.send(request, stream=True, follow_redirects=False, **first)
    guard(response)
    history: list[httpx2.Response] = []
    while follow and (following := response.next_request) is not None:
        _read(client, response)
        if len(history) >= client.max_redirects:
            raise httpx2.TooManyRedirects("Too many redirects.", request=request)
        drop_secrets_elsewhere(response.request, following, secrets)
        history.append(response)
        response = client.send(following, stream=True, follow_redirects=False, auth=None)
        guard(response)
    response.history = history
    if not stream:
        _read(client, response)
    return response


def _read(client: httpx2.Client, response: httpx2.Response) -> None:
    try:
        response.read()
        if client.is_closed and ends_with_its_connection(response):
            raise httpx2.ReadError("The client was closed.", request=response.request)
    except BaseException:
        response.close()
        raise
