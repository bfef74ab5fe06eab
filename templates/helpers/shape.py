"""The neutral API that the general helpers of this folder are written against.

The helpers are real Python over these few names, and are type-checked and tested as they stand. For
each declared lifecycle they are instantiated by replacing whole identifiers; inside strings only
in those of ``@mirror``, and in docstrings between backticks and as names of described arguments:

==================  ==========================================================================
``Thing``           the model; ``thing`` in names of parameters (``thing_id``) and variables
``AsyncThings``     the resource that ``read`` belongs to
``AsyncOthers``     another resource with a method that starts a thing: ``start_here``
``read``            the method that reads a thing by ``thing_id``
``start``           a method that starts one; ``start_and_poll`` the helper that is made of it
``submit``          the method that answers an action; ``submit_and_poll`` the helper made of it
``tool_outputs``    the parameter of ``submit`` that takes the answers, a list of ``ToolOutput``
``tool_params``     the parameter of ``start`` that takes definitions, a list of ``ToolParam``
``ThingEvent``      an event of the streams of ``start`` and ``submit``
``LIFECYCLE``       the declaration that the generator prints
``poll_interval_ms``  the declared parameter for the interval
==================  ==========================================================================

``parent_id`` stands for all path parameters of ``read`` but ``thing_id``: a parameter, or an argument with this
keyword, is repeated for each of them, and goes where there is none: a call gets the path parameters that its
method takes, from the helper's own parameters, else from the attributes of ``thing``. ``start_here`` gets
its path parameters in front. An argument ``stream=`` and its ``drop`` go where the operation does not stream.
Imports from this folder inside a method become imports of what stands for their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import httpx2
from typing_extensions import Required, TypedDict, overload

from ..runtime._aio.resource import AsyncAPIResource
from ..runtime._aio.response import async_to_raw_response_wrapper
from ..runtime._aio.streaming import AsyncStream
from ..runtime._lifecycle import Interval, Lifecycle, ToolAction
from ..runtime._models import BaseModel
from ..runtime._options import request_options
from ..runtime._path import path_template
from ..runtime._types import Body, Headers, NotGiven, Omit, Query, not_given, omit

LIFECYCLE = Lifecycle(
    name="thing",
    state="status",
    pending=("waiting", "working"),
    action=("asking",),
    success=("done",),
    failure=("failed",),
    interval=Interval(header="x-look-again-ms", default_ms=1000),
    headers={"X-Poll-Helper": "true"},
    interval_header="X-Poll-Interval",
    tools=ToolAction(
        calls="question.calls",
        name="function.name",
        arguments="function.arguments",
        output_id="call_id",
    ),
)


class Thing(BaseModel):
    id: str
    parent_id: str
    status: str


class ThingEvent(BaseModel):
    event: str
    data: Thing | str


class ToolParam(TypedDict, total=False):
    name: Required[str]
    description: str
    parameters: dict[str, object]


class ToolOutput(TypedDict, total=False):
    call_id: str
    output: str


class UntooledStartParams(TypedDict, total=False):
    label: Required[str]
    size: int | Omit


class StartParams(UntooledStartParams, total=False):
    tool_params: Iterable[ToolParam] | None | Omit


class StartHereParams(TypedDict, total=False):
    label: Required[str]


class SubmitParams(TypedDict):
    tool_outputs: Iterable[ToolOutput]


class AsyncThings(AsyncAPIResource):
    """Things, below a parent."""

    @property
    def with_raw_response(self) -> AsyncThingsWithRawResponse:
        return AsyncThingsWithRawResponse(self)

    async def read(
        self,
        thing_id: str,
        *,
        parent_id: str,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing:
        return await self._get(
            path_template(
                "/parents/{parent_id}/things/{thing_id}", parent_id=parent_id, thing_id=thing_id
            ),
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Thing,
        )

    @overload
    async def start(
        self,
        parent_id: str,
        *,
        label: str,
        size: int | Omit = omit,
        stream: Literal[False] | Omit = omit,
        tool_params: Iterable[ToolParam] | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing: ...

    @overload
    async def start(
        self,
        parent_id: str,
        *,
        label: str,
        stream: Literal[True],
        size: int | Omit = omit,
        tool_params: Iterable[ToolParam] | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> AsyncStream[ThingEvent]: ...

    async def start(
        self,
        parent_id: str,
        *,
        label: str,
        size: int | Omit = omit,
        stream: bool | Omit = omit,
        tool_params: Iterable[ToolParam] | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing | AsyncStream[ThingEvent]:
        return await self._post(
            path_template("/parents/{parent_id}/things", parent_id=parent_id),
            body={"label": label, "size": size, "stream": stream, "tools": tool_params},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Thing,
            stream=bool(stream),
            stream_cls=AsyncStream[ThingEvent],
        )

    @overload
    async def submit(
        self,
        thing_id: str,
        *,
        parent_id: str,
        tool_outputs: Iterable[ToolOutput],
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing: ...

    @overload
    async def submit(
        self,
        thing_id: str,
        *,
        parent_id: str,
        stream: Literal[True],
        tool_outputs: Iterable[ToolOutput],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> AsyncStream[ThingEvent]: ...

    async def submit(
        self,
        thing_id: str,
        *,
        parent_id: str,
        tool_outputs: Iterable[ToolOutput],
        stream: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing | AsyncStream[ThingEvent]:
        return await self._post(
            path_template(
                "/parents/{parent_id}/things/{thing_id}/answers",
                parent_id=parent_id,
                thing_id=thing_id,
            ),
            body={"tool_outputs": tool_outputs, "stream": stream},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Thing,
            stream=bool(stream),
            stream_cls=AsyncStream[ThingEvent],
        )


class AsyncThingsWithRawResponse:
    def __init__(self, things: AsyncThings) -> None:
        self.read = async_to_raw_response_wrapper(things.read)


class AsyncOthers(AsyncAPIResource):
    """A resource with a method that starts a thing."""

    async def start_here(
        self,
        *,
        label: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    ) -> Thing:
        return await self._post(
            "/things",
            body={"label": label, "stream": stream},
            options=request_options(
                extra_headers=extra_headers,
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=Thing,
        )
