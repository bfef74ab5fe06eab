"""Wait for a thing that was started by another resource than its own. See ``shape``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx2
from typing_extensions import Unpack

from specloom.helpers import mirror

from ..runtime._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from .shape import AsyncOthers as _AsyncOthers

if TYPE_CHECKING:
    from .shape import StartHereParams, Thing


class AsyncOthers(_AsyncOthers):
    @mirror("start_here", drop=("stream",))
    async def start_here_and_poll(
        self,
        *,
        poll_interval_ms: int | Omit = omit,
        max_wait: float | None | Omit = omit,
        on_update: Callable[[Thing], object] | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[StartHereParams],
    ) -> Thing:
        """
        As `start_here`, then wait as `poll` of what it starts does. The other arguments are those of the two.
        """
        from .lifecycle import AsyncThings

        thing = await self.start_here(
            **params,
            stream=False,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
        return await AsyncThings(self._client).poll(
            thing.id,
            parent_id=thing.parent_id,
            poll_interval_ms=poll_interval_ms,
            max_wait=max_wait,
            on_update=on_update,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
