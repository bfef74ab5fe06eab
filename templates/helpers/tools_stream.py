"""Start a thing and answer its tool calls with Python functions, streamed. See ``shape``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import httpx2
from typing_extensions import Unpack

from specloom.helpers import mirror

from ..runtime._aio.tools import AsyncToolLoop, AsyncToolStream
from ..runtime._tools_core import Toolbox, ToolRules
from ..runtime._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from .lifecycle import AsyncThings as _AsyncThings
from .shape import LIFECYCLE

if TYPE_CHECKING:
    from ..runtime._aio.streaming import AsyncStream
    from ..runtime._tools_core import OnToolError, ToolCall, ToolFunction, ToolResult
    from .shape import Thing, ThingEvent, ToolOutput, ToolParam, UntooledStartParams


class AsyncThings(_AsyncThings):
    @mirror("start", drop=("stream",))
    def run_tools_stream(
        self,
        *,
        functions: Iterable[ToolFunction],
        parent_id: str,
        tool_params: Iterable[ToolParam] | None | Omit = omit,
        max_rounds: int = 10,
        on_tool_error: OnToolError = "submit",
        on_tool_call: Callable[[ToolCall], object] | None = None,
        on_tool_result: Callable[[ToolResult], object] | None = None,
        poll_interval_ms: int | Omit = omit,
        max_wait: float | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[UntooledStartParams],
    ) -> AsyncToolStream[Thing, ThingEvent]:
        """
        As `run_tools`, giving the events of all rounds as they come. Nothing is sent before what this
        returns is entered as a context manager; then iterate over it. Its `until_done()` passes over the
        events that are left and gives the object as it ended, its `last` is the object as seen last.

        The arguments are those of `run_tools`. Where a stream ends before the object is done, it is
        polled.
        """
        from .shape import Thing

        toolbox = Toolbox(functions, LIFECYCLE)

        async def open_first() -> AsyncStream[ThingEvent]:
            return await self.start(
                parent_id=parent_id,
                tool_params=toolbox.definitions(tool_params),
                **params,
                stream=True,
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        async def open_next(
            thing: Thing,
            outputs: list[ToolOutput],
        ) -> AsyncStream[ThingEvent]:
            return await self.submit(
                thing_id=thing.id,
                parent_id=parent_id,
                tool_outputs=outputs,
                stream=True,
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        async def wait(
            thing: Thing,
            left: float | None,
        ) -> Thing:
            return await self.poll(
                thing.id,
                parent_id=parent_id,
                poll_interval_ms=poll_interval_ms,
                max_wait=left,
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        async def advance(
            thing: Thing,
            outputs: list[ToolOutput],
            left: float | None,
        ) -> Thing:
            return await self.submit_and_poll(
                thing_id=thing.id,
                parent_id=parent_id,
                tool_outputs=outputs,
                poll_interval_ms=poll_interval_ms,
                max_wait=left,
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        loop = AsyncToolLoop(
            LIFECYCLE,
            toolbox,
            ToolRules(max_rounds, on_tool_error, on_tool_call, on_tool_result),
            advance=advance,
            max_wait=max_wait,
            clock=self._now,
        )
        return AsyncToolStream(
            loop,
            open_first=open_first,
            open_next=open_next,
            wait=wait,
            model=Thing,
        )
