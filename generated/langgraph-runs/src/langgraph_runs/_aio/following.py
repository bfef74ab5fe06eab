"""Calls whose answer takes long: one that was cut while it was read is asked for again elsewhere."""

from __future__ import annotations

from typing import Protocol

import httpx2

from .._exceptions import APIConnectionError, APIStatusError
from .._location import Reconnect, get_there
from .._options import FinalRequestOptions
from .._response_core import Closable, typed_failures
from .._resume import Backoff

__all__ = ["AsyncSender", "async_read_whole"]


class AsyncSender(Backoff, Closable, Protocol):
    """What it takes of a client to send again."""

    async def _sleep(self, seconds: float) -> None: ...

    async def _send_until_done(
        self, options: FinalRequestOptions, stream: bool
    ) -> tuple[httpx2.Response, FinalRequestOptions, int]: ...

    def _should_retry(self, response: httpx2.Response) -> bool: ...


async def async_read_whole(
    client: AsyncSender,
    response: httpx2.Response,
    options: FinalRequestOptions,
    reconnect: Reconnect,
) -> httpx2.Response:
    """The response with its body, or the one that took its place.

    Raises :class:`APIConnectionError` where the answer was cut and named no place to go on, or one of
    another origin, and the last attempt's error where none of them brought an answer.
    """
    try:
        await _read(client, response)
    except APIConnectionError as failure:
        url = client._followed_url(response, reconnect.header)
        if url is None and options.method.lower() != "get":
            raise
        again = options.copy(max_retries=0) if url is None else get_there(options, url)
        return await _ask_again(client, again, reconnect, failure)
    return response


async def _read(client: AsyncSender, response: httpx2.Response) -> None:
    try:
        with typed_failures(response, client):
            await response.aread()
    except BaseException:
        await response.aclose()
        raise


async def _ask_again(
    client: AsyncSender,
    options: FinalRequestOptions,
    reconnect: Reconnect,
    failure: APIConnectionError,
) -> httpx2.Response:
    last: APIConnectionError | APIStatusError = failure
    headers: httpx2.Headers | None = None
    waiting = options.copy(max_retries=reconnect.attempts)
    for attempt in range(reconnect.attempts):
        left = reconnect.attempts - attempt
        await client._sleep(client._calculate_retry_timeout(left, waiting, headers))
        try:
            response, _, _ = await client._send_until_done(options, True)
            await _read(client, response)
        except APIConnectionError as error:
            last, headers = error, None
        except APIStatusError as error:
            if not client._should_retry(error.response):
                raise
            last, headers = error, error.response.headers
        else:
            return response
    raise last
