"""Starting and following runs, on a thread or on none."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Literal, cast, overload

import httpx2
from langgraph_runs._aio.streaming import AsyncStream
from langgraph_runs._types import Headers, NotGiven, Query, not_given
from langgraph_runs.lib.async_run_streams import (
    AsyncPartStream,
    AsyncRunStream,
    AsyncRunStreamV2,
)
from langgraph_runs.lib.created import (
    OnRunCreated,
    RunResult,
    members_beside,
    report_created,
    result_of,
    warn_of,
)
from langgraph_runs.lib.parts import StreamPart
from langgraph_runs.resources.runs import AsyncRuns as _AsyncRuns
from langgraph_runs.types import Run, RunEvent
from langgraph_runs.types.runs import (
    StatefulCreateParams,
    StatefulJoinStreamParams,
    StatefulWaitParams,
    StatelessCreateParams,
    StatelessWaitParams,
)
from typing_extensions import Unpack

from specloom.helpers import mirror


class AsyncRuns(_AsyncRuns):
    @overload
    @mirror(
        "runs.stateful.create",
        drop=("feedback_keys",),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def create(
        self,
        thread_id: str,
        *,
        on_run_created: OnRunCreated | None = None,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Unpack[StatefulCreateParams],
    ) -> Run: ...

    @overload
    @mirror(
        "runs.stateless.create",
        drop=("feedback_keys",),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def create(
        self,
        thread_id: None,
        *,
        on_run_created: OnRunCreated | None = None,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Unpack[StatelessCreateParams],
    ) -> Run: ...

    @mirror(
        "runs.stateful.create",
        also=("runs.stateless.create",),
        drop=("feedback_keys",),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def create(
        self,
        thread_id: str | None,
        *,
        on_run_created: OnRunCreated | None = None,
        checkpoint_during: bool | None = None,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> Run:
        """Start a run and do not wait for it.

        Args:
            thread_id: ID of the thread that the run works on; `None` for a thread of its own.

            on_run_created: Called with the IDs of the run as soon as the server has answered.
        """
        warn_of(checkpoint_during)
        if thread_id is None:
            beside = members_beside(self.stateless.create, **body)
            answer = await self.stateless.with_raw_response.create(
                **body,
                checkpoint_during=checkpoint_during,
                extra_body=beside,
                headers=headers,
                params=params,
                timeout=timeout,
            )
        else:
            beside = members_beside(self.stateful.create, **body)
            answer = await self.stateful.with_raw_response.create(
                thread_id,
                **body,
                checkpoint_during=checkpoint_during,
                extra_body=beside,
                headers=headers,
                params=params,
                timeout=timeout,
            )
        report_created(answer.headers, on_run_created)
        return await answer.parse()

    @overload
    @mirror(
        "runs.stateful.wait",
        drop=(
            "stream_mode",
            "stream_subgraphs",
            "stream_resumable",
            "feedback_keys",
        ),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def wait(
        self,
        thread_id: str,
        *,
        on_run_created: OnRunCreated | None = None,
        raise_error: bool = True,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Unpack[StatefulWaitParams],
    ) -> RunResult: ...

    @overload
    @mirror(
        "runs.stateless.wait",
        drop=(
            "stream_mode",
            "stream_subgraphs",
            "stream_resumable",
            "feedback_keys",
        ),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def wait(
        self,
        thread_id: None,
        *,
        on_run_created: OnRunCreated | None = None,
        raise_error: bool = True,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Unpack[StatelessWaitParams],
    ) -> RunResult: ...

    @mirror(
        "runs.stateful.wait",
        also=("runs.stateless.wait",),
        drop=(
            "stream_mode",
            "stream_subgraphs",
            "stream_resumable",
            "feedback_keys",
        ),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    async def wait(
        self,
        thread_id: str | None,
        *,
        on_run_created: OnRunCreated | None = None,
        raise_error: bool = True,
        checkpoint_during: bool | None = None,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> RunResult:
        """Start a run and wait for its result, which is the last state of the graph.

        Raises :class:`RunFailedError` where the run has failed.

        Args:
            thread_id: ID of the thread that the run works on; `None` for a thread of its own.

            on_run_created: Called with the IDs of the run once its result is there.

            raise_error: Whether a failed run raises; else its error is the result.
        """
        warn_of(checkpoint_during)
        if thread_id is None:
            beside = members_beside(self.stateless.wait, **body)
            answer = await self.stateless.with_raw_response.wait(
                **body,
                checkpoint_during=checkpoint_during,
                extra_body=beside,
                headers=headers,
                params=params,
                timeout=timeout,
            )
        else:
            beside = members_beside(self.stateful.wait, **body)
            answer = await self.stateful.with_raw_response.wait(
                thread_id,
                **body,
                checkpoint_during=checkpoint_during,
                extra_body=beside,
                headers=headers,
                params=params,
                timeout=timeout,
            )
        report_created(answer.headers, on_run_created)
        return result_of(await answer.parse(), raise_error)

    @overload
    @mirror(
        "runs.stateful.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: str,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: Literal[False] = False,
        version: Literal["v1"] = "v1",
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncRunStream: ...

    @overload
    @mirror(
        "runs.stateful.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: str,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: bool,
        version: Literal["v1"] = "v1",
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncPartStream[StreamPart]: ...

    @overload
    @mirror(
        "runs.stateful.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: str,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: bool = False,
        version: Literal["v2"],
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncRunStreamV2: ...

    @overload
    @mirror(
        "runs.stateless.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: None,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: Literal[False] = False,
        version: Literal["v1"] = "v1",
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncRunStream: ...

    @overload
    @mirror(
        "runs.stateless.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: None,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: bool,
        version: Literal["v1"] = "v1",
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncPartStream[StreamPart]: ...

    @overload
    @mirror(
        "runs.stateless.stream",
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: None,
        *,
        on_run_created: OnRunCreated | None = None,
        stream_subgraphs: bool = False,
        version: Literal["v2"],
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncRunStreamV2: ...

    @mirror(
        "runs.stateful.stream",
        also=("runs.stateless.stream",),
        rename={"langsmith_tracer": "langsmith_tracing"},
        positional=("assistant_id",),
    )
    def stream(
        self,
        thread_id: str | None,
        *,
        on_run_created: OnRunCreated | None = None,
        checkpoint_during: bool | None = None,
        version: Literal["v1", "v2"] = "v1",
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **body: Any,
    ) -> AsyncRunStream | AsyncRunStreamV2 | AsyncPartStream[StreamPart]:
        """Start a run and follow it by its events. Nothing is sent before the first part is asked for.

        Args:
            thread_id: ID of the thread that the run works on; `None` for a thread of its own.

            on_run_created: Called with the IDs of the run as soon as the server has answered.

            version: `v1` gives named tuples of event, data and ID, `v2` dicts with type, namespace and data.
        """
        warn_of(checkpoint_during)

        def opened() -> Awaitable[AsyncStream[RunEvent]]:
            if thread_id is None:
                beside = members_beside(self.stateless.stream, **body)
                return self.stateless.stream(
                    **body,
                    checkpoint_during=checkpoint_during,
                    extra_body=beside,
                    headers=headers,
                    params=params,
                    timeout=timeout,
                )
            beside = members_beside(self.stateful.stream, **body)
            return self.stateful.stream(
                thread_id,
                **body,
                checkpoint_during=checkpoint_during,
                extra_body=beside,
                headers=headers,
                params=params,
                timeout=timeout,
            )

        if version == "v2":
            return AsyncRunStreamV2(opened, version=version, on_run_created=on_run_created)
        return AsyncRunStream(opened, version=version, on_run_created=on_run_created)

    async def join(
        self,
        thread_id: str,
        run_id: str,
        *,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> dict[str, Any]:
        """Wait for the result of a run that was started before, which is the last state of the graph.

        Where the run has failed, the state tells of it by `__error__`.
        """
        state = await self.stateful.join(
            thread_id,
            run_id,
            headers=headers,
            params=params,
            timeout=timeout,
        )
        return cast("dict[str, Any]", state)

    @mirror("runs.stateful.join_stream")
    def join_stream(
        self,
        thread_id: str,
        run_id: str,
        *,
        headers: Headers | None = None,
        params: Query | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        **query: Unpack[StatefulJoinStreamParams],
    ) -> AsyncPartStream[StreamPart]:
        """Follow a run that was started before. Nothing is sent before the first part is asked for."""

        def opened() -> Awaitable[AsyncStream[RunEvent]]:
            return self.stateful.join_stream(
                thread_id,
                run_id,
                **query,
                headers=headers,
                params=params,
                timeout=timeout,
            )

        return AsyncPartStream(opened)
