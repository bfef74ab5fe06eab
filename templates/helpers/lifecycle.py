"""Wait for a thing: its own polling, and that of what was just started or answered. See ``shape``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx2
from typing_extensions import Unpack

from specloom.helpers import mirror

from ..runtime._aio.lifecycle import poll_until
from ..runtime._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from .shape import LIFECYCLE
from .shape import AsyncThings as _AsyncThings

if TYPE_CHECKING:
    from .shape import StartParams, SubmitParams, Thing


class AsyncThings(_AsyncThings):
    async def poll(
        self,
        thing_id: str,
        parent_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        poll_interval_ms: int | Omit = omit,
        *,
        max_wait: float | None | Omit = omit,
        on_update: Callable[[Thing], object] | None = None,
    ) -> Thing:
        """
        Look at the object until it is done, has failed or waits for an action of yours, and return it.

        Args:
          poll_interval_ms: Milliseconds between two looks. Without it the server's wish, else the
              default, is followed anew after each look.

          max_wait: Seconds that the whole wait may take; `None` sets no limit. `timeout` bounds each
              request as usual.

          on_update: Called with the object after each look.

        Raises:
          PollTimeoutError: `max_wait` has passed; `error.last` is the object, `error.resume()` waits on.

          StateError: The object stays in a state that this package does not know.
        """
        return await poll_until(
            lambda: self.with_raw_response.read(
                thing_id,
                parent_id=parent_id,
                extra_headers=LIFECYCLE.look_headers(extra_headers, poll_interval_ms),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            LIFECYCLE,
            sleep=self._sleep,
            clock=self._now,
            interval_ms=poll_interval_ms,
            max_wait=max_wait,
            on_update=on_update,
        )

    @mirror("start", drop=("stream",))
    async def start_and_poll(
        self,
        *,
        parent_id: str,
        poll_interval_ms: int | Omit = omit,
        max_wait: float | None | Omit = omit,
        on_update: Callable[[Thing], object] | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[StartParams],
    ) -> Thing:
        """
        As `start`, then wait as `poll` does. The other arguments are those of the two.
        """
        thing = await self.start(
            parent_id=parent_id,
            **params,
            stream=False,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
        return await self.poll(
            thing.id,
            parent_id=parent_id,
            poll_interval_ms=poll_interval_ms,
            max_wait=max_wait,
            on_update=on_update,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )

    @mirror("submit", drop=("stream",))
    async def submit_and_poll(
        self,
        *,
        thing_id: str,
        parent_id: str,
        poll_interval_ms: int | Omit = omit,
        max_wait: float | None | Omit = omit,
        on_update: Callable[[Thing], object] | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[SubmitParams],
    ) -> Thing:
        """
        As `submit`, then wait as `poll` does. The other arguments are those of the two.
        """
        thing = await self.submit(
            thing_id=thing_id,
            parent_id=parent_id,
            **params,
            stream=False,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
        return await self.poll(
            thing.id,
            parent_id=parent_id,
            poll_interval_ms=poll_interval_ms,
            max_wait=max_wait,
            on_update=on_update,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )
