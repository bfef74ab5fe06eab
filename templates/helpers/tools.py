"""Start a thing and answer its tool calls with Python functions, polled. See ``shape``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import httpx2
from typing_extensions import Unpack

from specloom.helpers import mirror

from ..runtime._aio.tools import AsyncToolLoop
from ..runtime._tools_core import Toolbox, ToolRules
from ..runtime._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from .lifecycle import AsyncThings as _AsyncThings
from .shape import LIFECYCLE

if TYPE_CHECKING:
    from ..runtime._tools_core import OnToolError, ToolCall, ToolFunction, ToolResult
    from .shape import Thing, ToolOutput, ToolParam, UntooledStartParams


class AsyncThings(_AsyncThings):
    @mirror("start", drop=("stream",))
    async def run_tools(
        self,
        *,
        functions: Iterable[ToolFunction],
        parent_id: str,
        tool_params: Iterable[ToolParam] | None | Omit = omit,
        max_rounds: int = 10,
        on_tool_error: OnToolError = "submit",
        on_tool_call: Callable[[ToolCall], object] | None = None,
        on_tool_result: Callable[[ToolResult], object] | None = None,
        on_update: Callable[[Thing], object] | None = None,
        poll_interval_ms: int | Omit = omit,
        max_wait: float | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[UntooledStartParams],
    ) -> Thing:
        """
        As `start_and_poll`, and whenever tools are called for, call `functions` and submit what
        they return, until the object is done.

        Args:
          functions: What may be called: functions, sync or async. Name, description and parameters are
              taken from name, docstring and signature; `tool()` sets them otherwise. Calls that come
              together run together.

          tool_params: How the tools are described to the API. Without it, each of `functions` is described.

          max_rounds: How often to answer before giving up.

          on_tool_error: What to do where a function raises, does not exist or does not take the
              arguments: "submit" the error as the answer, "raise" it, or a function of the call and the
              exception that gives the answer.

          on_tool_call: Called with each call before the functions of its round run.

          on_tool_result: Called with each result after the functions of its round have run.

          max_wait: Seconds that all of it may take. A function that runs is not interrupted.

        Raises:
          PollTimeoutError: `max_wait` has passed; `error.last` is the object, `error.resume()` goes on.

          ToolRoundsError: Tools are called for after `max_rounds` answers; it can be resumed as well.

          StateError: The object stays in a state that this package does not know.
        """
        toolbox = Toolbox(functions, LIFECYCLE)

        async def first(left: float | None) -> Thing:
            return await self.start_and_poll(
                parent_id=parent_id,
                tool_params=toolbox.definitions(tool_params),
                **params,
                poll_interval_ms=poll_interval_ms,
                max_wait=left,
                on_update=on_update,
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
                on_update=on_update,
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
        return await loop.run(first)
