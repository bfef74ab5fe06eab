"""Streams of runs: nothing is sent before the first part is asked for."""

from __future__ import annotations

from collections.abc import (
    Awaitable,  # unasync: remove
    Callable,
)
from types import TracebackType
from typing import Any, Generic, TypeAlias, cast, overload

from typing_extensions import Self, TypeVar

from .._aio.streaming import AsyncStream
from ..types.run_event import RunEvent
from .created import OnRunCreated, report_created
from .parts import Json, PartReader, RunPart, RunPartV2, StateT, UpdateT

__all__ = ["AsyncPartStream", "AsyncRunStream", "AsyncRunStreamV2"]

PartT = TypeVar("PartT")
OtherStateT = TypeVar("OtherStateT")
OtherUpdateT = TypeVar("OtherUpdateT")
AsyncOpener: TypeAlias = Callable[[], Awaitable[AsyncStream[RunEvent]]]


class AsyncPartStream(Generic[PartT]):
    """The parts of a stream, one by one: `for part in stream`.

    The request is sent when the first part is asked for. The response is closed when the iteration ends, however it
    does; who stops early uses the stream as context manager, or calls :meth:`aclose`.
    """

    def __init__(
        self,
        opener: AsyncOpener,
        *,
        version: str = "v1",
        on_run_created: OnRunCreated | None = None,
    ) -> None:
        self._opener = opener
        self._on_run_created = on_run_created
        self._parts = PartReader(version)
        self._stream: AsyncStream[RunEvent] | None = None
        self._closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> PartT:
        if self._closed:
            raise StopAsyncIteration
        stream = await self._opened()
        while True:
            event = await anext(stream)
            part = self._parts.part(event.event, event.data, stream.last_event_id)
            if part is not None:
                return cast("PartT", part)

    async def _opened(self) -> AsyncStream[RunEvent]:
        if self._stream is None:
            self._stream = await self._opener()
            report_created(self._stream.response.headers, self._on_run_created)
        return self._stream

    @property
    def last_event_id(self) -> str | None:
        """ID of the latest event that was handed out, where the run's stream can be resumed."""
        return None if self._stream is None else self._stream.last_event_id

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End the stream and free its connection. With `on_disconnect="cancel"` the server then cancels the run."""
        self._closed = True
        if self._stream is not None:
            await self._stream.close()

    def _read_as(self, state: object, update: object) -> None:
        self._parts = PartReader(self._parts.version, state, update)


class AsyncRunStream(AsyncPartStream[RunPart[StateT, UpdateT]], Generic[StateT, UpdateT]):
    """The parts of a run's stream, as named tuples of event, data and ID."""

    @overload
    def typed(self, state: type[OtherStateT]) -> AsyncRunStream[OtherStateT, Json]: ...

    @overload
    def typed(
        self, state: type[OtherStateT], update: type[OtherUpdateT]
    ) -> AsyncRunStream[OtherStateT, OtherUpdateT]: ...

    def typed(self, state: type[Any], update: type[Any] = dict) -> AsyncRunStream[Any, Any]:
        """This stream, with the types of the graph's state and of its updates.

        Data of `values` and `updates` becomes a pydantic model or a data class where the type is one; any other type,
        such as a typed dict, is for type checkers. States of subgraphs stay as they are.
        """
        self._read_as(state, update)
        return cast("AsyncRunStream[Any, Any]", self)


class AsyncRunStreamV2(AsyncPartStream[RunPartV2[StateT, UpdateT]], Generic[StateT, UpdateT]):
    """The parts of a run's stream, as dicts with type, namespace and data."""

    @overload
    def typed(self, state: type[OtherStateT]) -> AsyncRunStreamV2[OtherStateT, Json]: ...

    @overload
    def typed(
        self, state: type[OtherStateT], update: type[OtherUpdateT]
    ) -> AsyncRunStreamV2[OtherStateT, OtherUpdateT]: ...

    def typed(self, state: type[Any], update: type[Any] = dict) -> AsyncRunStreamV2[Any, Any]:
        """This stream, with the types of the graph's state and of its updates; as in version 1."""
        self._read_as(state, update)
        return cast("AsyncRunStreamV2[Any, Any]", self)
