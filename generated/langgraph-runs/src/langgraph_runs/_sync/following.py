"""Calls whose answer takes long: one that was cut while it was read is asked for again elsewhere."""

from __future__ import annotations

from typing import Protocol

import httpx2

from .._exceptions import APIConnectionError, APIStatusError
from .._location import Reconnect, get_there
from .._options import FinalRequestOptions
from .._response_core import Closable, typed_failures
from .._resume import Backoff

__all__ = ["Sender", "read_whole"]


class Sender(Backoff, Closable, Protocol):
    """What it takes of a client to send again."""

    def _sleep(self, seconds: float) -> None: ...

    def _send_until_done(
        self, options: FinalRequestOptions, stream: bool
    ) -> tuple[httpx2.Response, FinalRequestOptions, int]: ...

    def _should_retry(self, response: httpx2.Response) -> bool: ...


def read_whole(
    client: Sender,
    response: httpx2.Response,
    options: FinalRequestOptions,
    reconnect: Reconnect,
) -> httpx2.Response:
    """The response with its body, or the one that took its place.

    Raises :class:`APIConnectionError` where the answer was cut and named no place to go on, or one of
    another origin, and the last attempt's error where none of them brought an answer.
    """
    try:
        _read(client, response)
    except APIConnectionError as failure:
        url = client._followed_url(response, reconnect.header)
        if url is None and options.method.lower() != "get":
            raise
        again = options.copy(max_retries=0) if url is None else get_there(options, url)
        return _ask_again(client, again, reconnect, failure)
    return response


def _read(client: Sender, response: httpx2.Response) -> None:
    try:
        with typed_failures(response, client):
            response.read()
    except BaseException:
        response.close()
        raise


def _ask_again(
    client: Sender,
    options: FinalRequestOptions,
    reconnect: Reconnect,
    failure: APIConnectionError,
) -> httpx2.Response:
    last: APIConnectionError | APIStatusError = failure
    headers: httpx2.Headers | None = None
    waiting = options.copy(max_retries=reconnect.attempts)
    for attempt in range(reconnect.attempts):
        left = reconnect.attempts - attempt
        client._sleep(client._calculate_retry_timeout(left, waiting, headers))
        try:
            response, _, _ = client._send_until_done(options, True)
            _read(client, response)
        except APIConnectionError as error:
            last, headers = error, None
        except APIStatusError as error:
            if not client._should_retry(error.response):
                raise
            last, headers = error, error.response.headers
        else:
            return response
    raise last
