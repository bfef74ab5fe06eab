"""Streams of runs, handled by callbacks."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast, overload

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
from openai_runs.resources.beta.threads.runs import AsyncRuns as _AsyncRuns
from openai_runs.types.beta import AssistantStreamEvent
from openai_runs.types.beta.threads.run_create_params import RunCreateParamsBase
from openai_runs.types.beta.threads.run_submit_tool_outputs_params import (
    RunSubmitToolOutputsParamsBase,
)
from typing_extensions import Unpack, deprecated

from specloom.helpers import mirror


class AsyncRuns(_AsyncRuns):
    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def stream(
        self,
        *,
        thread_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandler]: ...

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def stream(
        self,
        *,
        thread_id: str,
        event_handler: AsyncAssistantEventHandlerT,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]: ...

    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def stream(
        self,
        *,
        thread_id: str,
        event_handler: AsyncAssistantEventHandlerT | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> (
        AsyncAssistantStreamManager[AsyncAssistantEventHandler]
        | AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]
    ):
        """Start a run and follow it by its events.

        Gives a manager: nothing is sent before it is entered, and entering it gives the event handler.

        Args:
            event_handler: Whose callbacks are called; without it a plain one, to iterate over.
        """

        def request() -> Awaitable[AsyncStream[AssistantStreamEvent]]:
            return self.create(  # pyright: ignore[reportDeprecated]
                thread_id,
                **params,
                stream=True,
                extra_headers=stream_marks(
                    "threads.runs.create_and_stream", event_handler, extra_headers
                ),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        return async_stream_manager(request, event_handler)

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def create_and_stream(
        self,
        *,
        thread_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandler]: ...

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def create_and_stream(
        self,
        *,
        thread_id: str,
        event_handler: AsyncAssistantEventHandlerT,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]: ...

    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("create", drop=("stream",))
    def create_and_stream(
        self,
        *,
        thread_id: str,
        event_handler: AsyncAssistantEventHandlerT | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunCreateParamsBase],
    ) -> (
        AsyncAssistantStreamManager[AsyncAssistantEventHandler]
        | AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]
    ):
        """The former name of `stream`."""
        return self.stream(  # pyright: ignore[reportDeprecated]
            thread_id=thread_id,
            event_handler=cast("AsyncAssistantEventHandlerT", event_handler),  # None is taken, too
            **params,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
        )

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("submit_tool_outputs", drop=("stream",))
    def submit_tool_outputs_stream(
        self,
        *,
        run_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunSubmitToolOutputsParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandler]: ...

    @overload
    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("submit_tool_outputs", drop=("stream",))
    def submit_tool_outputs_stream(
        self,
        *,
        run_id: str,
        event_handler: AsyncAssistantEventHandlerT,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunSubmitToolOutputsParamsBase],
    ) -> AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]: ...

    @deprecated("The Assistants API is deprecated in favor of the Responses API")
    @mirror("submit_tool_outputs", drop=("stream",))
    def submit_tool_outputs_stream(
        self,
        *,
        run_id: str,
        event_handler: AsyncAssistantEventHandlerT | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **params: Unpack[RunSubmitToolOutputsParamsBase],
    ) -> (
        AsyncAssistantStreamManager[AsyncAssistantEventHandler]
        | AsyncAssistantStreamManager[AsyncAssistantEventHandlerT]
    ):
        """Answer the tool calls of a run and follow it on by its events; otherwise as `stream`."""

        def request() -> Awaitable[AsyncStream[AssistantStreamEvent]]:
            return self.submit_tool_outputs(  # pyright: ignore[reportDeprecated]
                run_id,
                **params,
                stream=True,
                extra_headers=stream_marks(
                    "threads.runs.submit_tool_outputs_stream", event_handler, extra_headers
                ),
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            )

        return async_stream_manager(request, event_handler)
