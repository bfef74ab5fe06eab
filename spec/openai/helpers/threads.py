"""Streams of runs that start together with their thread."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import overload

import httpx2
from openai_runs._aio.streaming import AsyncStream
from openai_runs._types import Body, Headers, NotGiven, Query, not_given
from openai_runs.lib.streaming._marks import stream_marks
from openai_runs.lib.streaming.async_assistants import (
    AsyncAssistantEventHandler,
    AsyncAssistantEventHandlerT,
    AsyncAssistantStreamManager,
    async_stream_manager,
)
from openai_runs.resources.beta.threads import AsyncThreads as _AsyncThreads
from openai_runs.types.beta import AssistantStreamEvent
from openai_runs.types.beta.thread_create_and_run_params import ThreadCreateAndRunParamsBase
from typing_extensions import Unpack, deprecated

from specloom.helpers import mirror


class AsyncThreads(_AsyncThreads):
    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create_and_run", drop=("stream",))
    def create_and_run_stream(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[ThreadCreateAndRunParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandler]: ...

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create_and_run", drop=("stream",))
    def create_and_run_stream(
        self,
        *,
        event_handler: AsyncAssistantEventHandlerT,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[ThreadCreateAndRunParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]: ...

    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create_and_run", drop=("stream",))
    def create_and_run_stream(
        self,
        *,
        event_handler: AsyncAssistantEventHandlerT | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[ThreadCreateAndRunParamsBase],
    ) -> (
        AsyncAssistantStreamManager[AsyncAssistantEventHandler]
        | AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]
    ):
        """Make a thread, run an assistant on it, and follow the run by its events.

        Gives a manager: nothing is sent before it is entered, and entering it gives the event handler.

        Args:
            event_handler: Whose callbacks are called; without it a plain one, to iterate over.
        """

        def request() -> Awaitable[AsyncStream[AssistantStreamEvent]]:
            return self.create_and_run(  # pyright: ignore[reportDeprecated]
                **params,
                stream=True,
                extra_headers=stream_marks(
                    "threads.create_and_run_stream", event_handler, extra_headers
                ),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        return async_stream_manager(request, event_handler)
