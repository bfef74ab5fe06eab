"""The base of all resources: the client's verbs within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AsyncAPIClient


class AsyncAPIResource:
    """A group of API methods, bound to a client."""

    _client: AsyncAPIClient

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client
        self._get = client.get
        self._post = client.post
        self._put = client.put
        self._patch = client.patch
        self._delete = client.delete
        self._request = client._call
        self._get_api_list = client.get_api_list

    async def _sleep(self, seconds: float) -> None:
        await self._client._sleep(seconds)  # pyright: ignore[reportPrivateUsage]

    def _now(self) -> float:
        return self._client._now()  # pyright: ignore[reportPrivateUsage]
