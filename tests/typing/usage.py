"""A program against the generated package; what each expression is inferred to be is asserted.

Never run: both checkers read it, in strict mode, and must find nothing (see test_typing.py).
"""

# pyright: reportDeprecated=false, reportPrivateUsage=false
from __future__ import annotations

from typing import Any, Literal

import httpx2
from openai_runs import (
    NOT_GIVEN,
    APIResponse,
    AsyncAPIResponse,
    AsyncOpenAI,
    AsyncStream,
    NoneType,
    OpenAI,
    RateLimitError,
    Stream,
    omit,
)
from openai_runs._response_core import LegacyAPIResponse
from openai_runs.pagination import AsyncCursorPage, SyncCursorPage
from openai_runs.types.beta import (
    Assistant,
    AssistantDeleted,
    AssistantStreamEvent,
    AssistantToolParam,
    Thread,
    ThreadDeleted,
)
from openai_runs.types.beta.assistant_stream_event import ThreadMessageDelta
from openai_runs.types.beta.threads import Message, MessageContent, MessageDeleted, Run, RunStatus
from openai_runs.types.beta.threads.message_delta_event import MessageDeltaEvent
from openai_runs.types.beta.threads.run import RequiredAction
from openai_runs.types.beta.threads.run_create_params import AdditionalMessage, RunCreateParams
from openai_runs.types.beta.threads.run_submit_tool_outputs_params import ToolOutput
from openai_runs.types.beta.threads.runs import (
    MessageCreationStepDetails,
    RunStep,
    ToolCallsStepDetails,
)
from openai_runs.types.shared import ChatModel
from typing_extensions import assert_type

client = OpenAI(api_key="key", organization=None, timeout=3.5, max_retries=0)
aclient = AsyncOpenAI(api_key="key", http_client=httpx2.AsyncClient())
runs, aruns = client.beta.threads.runs, aclient.beta.threads.runs
MODEL: ChatModel = "gpt-4o"
TOOLS: list[AssistantToolParam] = [
    {"type": "code_interpreter"},
    {"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}},
]
EXTRA: AdditionalMessage = {"role": "user", "content": "And this?"}
OUTPUT: ToolOutput = {"tool_call_id": "call_1", "output": "3"}


def create(flag: bool) -> None:
    """The three overloads, by what `stream` is."""
    assert_type(runs.create("t", assistant_id="a"), Run)
    assert_type(runs.create("t", assistant_id="a", stream=False), Run)
    assert_type(runs.create("t", assistant_id="a", stream=None), Run)
    assert_type(runs.create("t", assistant_id="a", stream=omit), Run)
    assert_type(
        runs.create(thread_id="t", assistant_id="a", stream=True), Stream[AssistantStreamEvent]
    )
    assert_type(runs.create("t", assistant_id="a", stream=flag), Run | Stream[AssistantStreamEvent])
    everything = runs.create(
        "t",
        assistant_id="a",
        additional_instructions=None,
        additional_messages=[EXTRA],
        include=["step_details.tool_calls[*].file_search.results[*].content"],
        max_completion_tokens=100,
        metadata={"team": "blue"},
        model="a-model-of-tomorrow",
        parallel_tool_calls=False,
        response_format="auto",
        temperature=0.5,
        tool_choice={"type": "function", "function": {"name": "add"}},
        tools=TOOLS,
        truncation_strategy={"type": "last_messages", "last_messages": 3},
        extra_headers={"X-One": "1", "X-Two": omit},
        extra_query={"debug": True},
        extra_body={"new": 1},
        timeout=httpx2.Timeout(5),
    )
    assert_type(everything, Run)


def create_and_run(flag: bool) -> None:
    threads = client.beta.threads
    assert_type(threads.create_and_run(assistant_id="a"), Run)
    assert_type(threads.create_and_run(assistant_id="a", stream=False, model=MODEL), Run)
    assert_type(threads.create_and_run(assistant_id="a", stream=True), Stream[AssistantStreamEvent])
    assert_type(
        threads.create_and_run(assistant_id="a", thread={"messages": []}, stream=flag),
        Run | Stream[AssistantStreamEvent],
    )


def submit(flag: bool) -> None:
    assert_type(runs.submit_tool_outputs("r", thread_id="t", tool_outputs=[OUTPUT]), Run)
    assert_type(runs.submit_tool_outputs("r", thread_id="t", tool_outputs=[{}], stream=False), Run)
    assert_type(
        runs.submit_tool_outputs("r", thread_id="t", tool_outputs=(OUTPUT,), stream=True),
        Stream[AssistantStreamEvent],
    )
    assert_type(
        runs.submit_tool_outputs("r", thread_id="t", tool_outputs=[OUTPUT], stream=flag),
        Run | Stream[AssistantStreamEvent],
    )


async def async_overloads(flag: bool) -> None:
    assert_type(await aruns.create("t", assistant_id="a"), Run)
    assert_type(await aruns.create("t", assistant_id="a", stream=False), Run)
    assert_type(
        await aruns.create("t", assistant_id="a", stream=True), AsyncStream[AssistantStreamEvent]
    )
    assert_type(
        await aruns.create("t", assistant_id="a", stream=flag),
        Run | AsyncStream[AssistantStreamEvent],
    )
    threads = aclient.beta.threads
    assert_type(await threads.create_and_run(assistant_id="a"), Run)
    assert_type(
        await threads.create_and_run(assistant_id="a", stream=True),
        AsyncStream[AssistantStreamEvent],
    )
    assert_type(await aruns.submit_tool_outputs("r", thread_id="t", tool_outputs=[OUTPUT]), Run)
    assert_type(
        await aruns.submit_tool_outputs("r", thread_id="t", tool_outputs=[OUTPUT], stream=True),
        AsyncStream[AssistantStreamEvent],
    )


def events() -> None:
    """A stream is a context manager; the name of an event narrows what it holds."""
    with runs.create("t", assistant_id="a", stream=True) as stream:
        assert_type(stream, Stream[AssistantStreamEvent])
        for event in stream:
            assert_type(event, AssistantStreamEvent)
            if event.event == "thread.message.delta":
                assert_type(event, ThreadMessageDelta)
                assert_type(event.data, MessageDeltaEvent)
            elif event.event == "thread.run.completed":
                assert_type(event.data, Run)
            elif event.event == "thread.created":
                assert_type(event.data, Thread)
            elif event.event == "thread.run.step.created":
                assert_type(event.data, RunStep)


async def async_events() -> None:
    async with await aruns.create("t", assistant_id="a", stream=True) as stream:
        async for event in stream:
            assert_type(event, AssistantStreamEvent)


def models() -> None:
    run = runs.retrieve("r", thread_id="t")
    assert_type(run, Run)
    assert_type(run.id, str)
    assert_type(run.status, RunStatus)
    assert_type(run.started_at, int | None)
    assert_type(run.required_action, RequiredAction | None)
    assert_type(run.to_dict(), dict[str, object])
    assert_type(run._request_id, str | None)
    step = runs.steps.retrieve("s", thread_id="t", run_id="r")
    assert_type(step.step_details, MessageCreationStepDetails | ToolCallsStepDetails)
    if step.step_details.type == "message_creation":
        assert_type(step.step_details, MessageCreationStepDetails)
        assert_type(step.step_details.message_creation.message_id, str)
    message = client.beta.threads.messages.create("t", role="user", content="Hi")
    assert_type(message.content, list[MessageContent])
    for block in message.content:
        if block.type == "text":
            assert_type(block.text.value, str)


def results() -> None:
    assistants, threads = client.beta.assistants, client.beta.threads
    assert_type(assistants.create(model="gpt-4o"), Assistant)
    assert_type(assistants.create(model=MODEL, name=None, tools=TOOLS), Assistant)
    assert_type(assistants.retrieve("a"), Assistant)
    assert_type(assistants.update("a", name="Other"), Assistant)
    assert_type(assistants.delete("a"), AssistantDeleted)
    assert_type(threads.create(), Thread)
    assert_type(threads.delete("t"), ThreadDeleted)
    assert_type(threads.messages.delete("m", thread_id="t"), MessageDeleted)
    assert_type(runs.update("r", thread_id="t", metadata=None), Run)
    assert_type(runs.cancel("r", thread_id="t"), Run)


def pages() -> None:
    page = runs.list("t", limit=2, order="desc")
    assert_type(page, SyncCursorPage[Run])
    assert_type(page.data, list[Run])
    assert_type(page.has_next_page(), bool)
    assert_type(page.get_next_page(), SyncCursorPage[Run])
    for run in page:
        assert_type(run, Run)
    for inner in page.iter_pages():
        assert_type(inner, SyncCursorPage[Run])
    for step in runs.steps.list("r", thread_id="t"):
        assert_type(step, RunStep)
    for message in client.beta.threads.messages.list("t", before="m"):
        assert_type(message, Message)


async def async_pages() -> None:
    """The async `list` can be awaited, for a page, and iterated over, for all items."""
    page = await aruns.list("t")
    assert_type(page, AsyncCursorPage[Run])
    assert_type(await page.get_next_page(), AsyncCursorPage[Run])
    async for run in page:
        assert_type(run, Run)
    async for assistant in aclient.beta.assistants.list(order="asc"):
        assert_type(assistant, Assistant)
    async for inner in page.iter_pages():
        assert_type(inner, AsyncCursorPage[Run])


def raw() -> None:
    response = runs.with_raw_response.retrieve("r", thread_id="t")
    assert_type(response, LegacyAPIResponse[Run])
    assert_type(response.parse(), Run)
    assert_type(response.headers, httpx2.Headers)
    assert_type(runs.with_raw_response.create("t", assistant_id="a").parse(), Run)
    assert_type(runs.with_raw_response.list("t").parse(), SyncCursorPage[Run])
    assert_type(client.with_raw_response.beta.assistants.delete("a").parse(), AssistantDeleted)
    with runs.with_streaming_response.retrieve("r", thread_id="t") as streamed:
        assert_type(streamed, APIResponse[Run])
        assert_type(streamed.parse(), Run)
        assert_type(streamed.parse(to=dict[str, Any]), dict[str, Any])
        for line in streamed.iter_lines():
            assert_type(line, str)


async def async_raw() -> None:
    response = await aruns.with_raw_response.retrieve("r", thread_id="t")
    assert_type(response, LegacyAPIResponse[Run])
    assert_type(response.parse(), Run)
    async with aruns.with_streaming_response.retrieve("r", thread_id="t") as streamed:
        assert_type(streamed, AsyncAPIResponse[Run])
        assert_type(await streamed.parse(), Run)
        assert_type(await streamed.read(), bytes)


def verbs(flag: bool) -> None:
    """Endpoints that the spec does not have."""
    assert_type(client.get("/runs", cast_to=Run), Run)
    assert_type(client.get("/text", cast_to=str), str)
    assert_type(client.get("/raw", cast_to=httpx2.Response), httpx2.Response)
    assert_type(client.post("/runs", cast_to=Run, body={"a": 1}, options={"max_retries": 0}), Run)
    assert_type(client.put("/runs", cast_to=dict[str, int]), dict[str, int])
    assert_type(client.patch("/runs", cast_to=list[Run]), list[Run])
    assert_type(client.delete("/runs", cast_to=NoneType), None)
    assert_type(
        client.post("/runs", cast_to=Run, stream=True, stream_cls=Stream[AssistantStreamEvent]),
        Stream[AssistantStreamEvent],
    )
    assert_type(
        client.get("/runs", cast_to=Run, stream=flag, stream_cls=Stream[Run]),
        Run | Stream[Run],
    )
    assert_type(
        client.get_api_list("/runs", model=Run, page=SyncCursorPage[Run]), SyncCursorPage[Run]
    )


async def async_verbs() -> None:
    assert_type(await aclient.get("/runs", cast_to=Run), Run)
    assert_type(
        await aclient.post("/runs", cast_to=Run, stream=True, stream_cls=AsyncStream[Run]),
        AsyncStream[Run],
    )
    async for run in aclient.get_api_list("/runs", model=Run, page=AsyncCursorPage[Run]):
        assert_type(run, Run)


def clients() -> None:
    assert_type(client.with_options(timeout=None, max_retries=5), OpenAI)
    assert_type(client.copy(api_key="other").beta.threads.runs.retrieve("r", thread_id="t"), Run)
    assert_type(aclient.with_options(default_headers={"X": "1"}), AsyncOpenAI)
    with OpenAI(api_key=lambda: "key", timeout=NOT_GIVEN) as inner:
        assert_type(inner, OpenAI)
    try:
        runs.retrieve("r", thread_id="t")
    except RateLimitError as error:
        assert_type(error.status_code, Literal[429])
        assert_type(error.request_id, str | None)
        assert_type(error.code, str | None)
        assert_type(error.response, httpx2.Response)


async def async_clients() -> None:
    async def key() -> str:
        return "key"

    async with AsyncOpenAI(api_key=key) as inner:
        assert_type(inner, AsyncOpenAI)


def parameters() -> None:
    """Parameter types can be built first and passed on."""
    given: RunCreateParams = {"assistant_id": "a", "stream": True, "tools": TOOLS}
    assert_type(given["assistant_id"], str)
