"""Poll and stream helpers must send, wait, call back and return as those of the published package."""

from __future__ import annotations

import asyncio
import functools
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import anyio
import httpx2
import pytest

from tests.differential import samples
from tests.differential.calls import CREATE_AND_RUN, CREATE_RUN, OPTIONS, OUTPUTS
from tests.differential.recorder import client_options, comparable, fresh, plain
from tests.differential.samples import Json

openai = pytest.importorskip("openai", reason="the published package is a development requirement")
openai_runs = pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@dataclass
class Record:
    """What happened during one helper call."""

    requests: list[Json] = field(default_factory=lambda: [])
    waits: list[float] = field(default_factory=lambda: [])
    callbacks: list[Any] = field(default_factory=lambda: [])
    result: Any = None


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that anybody wanted to sleep; nobody does."""
    found: list[float] = []

    async def sleep(seconds: float, *_: object) -> None:
        found.append(seconds)

    monkeypatch.setattr("time.sleep", found.append)
    monkeypatch.setattr(anyio, "sleep", sleep)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    return found


def transport(replies: Iterator[httpx2.Response], record: Record) -> httpx2.MockTransport:
    def handle(request: httpx2.Request) -> httpx2.Response:
        record.requests.append(comparable(request))
        return next(replies)

    return httpx2.MockTransport(handle)


def json_replies(states: list[str], hint: str | None = None) -> Iterator[httpx2.Response]:
    headers = {"openai-poll-after-ms": hint} if hint else {}
    for state in states:
        yield httpx2.Response(200, headers=headers, json=samples.run(status=state))


def event_replies(content: bytes) -> Iterator[httpx2.Response]:
    yield httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=content)


def method_of(client: Any, path: str) -> Callable[..., Any]:
    return functools.reduce(getattr, path.split("."), client.beta)


def sync_record(
    package: ModuleType, replies: Iterator[httpx2.Response], act: Callable[[Any, Record], Any]
) -> Record:
    record = Record()
    with httpx2.Client(transport=transport(replies, record)) as http_client:
        client = package.OpenAI(http_client=http_client, **client_options())
        record.result = act(client, record)
    return record


def async_record(
    package: ModuleType, replies: Iterator[httpx2.Response], act: Callable[[Any, Record], Any]
) -> Record:
    async def run() -> Record:
        record = Record()
        async with httpx2.AsyncClient(transport=transport(replies, record)) as http_client:
            client = package.AsyncOpenAI(http_client=http_client, **client_options())
            record.result = await act(client, record)
        return record

    return asyncio.run(run())


RUN_OPTIONS = {name: value for name, value in CREATE_RUN.items() if name != "stream"}
POLLS: dict[str, tuple[str, tuple[str, ...], Json, list[str], str | None]] = {
    "poll": ("threads.runs.poll", ("run_1", "thread_1"), {}, ["queued", "completed"], None),
    "poll-keywords": (
        "threads.runs.poll",
        (),
        {"run_id": "run_1", "thread_id": "thread_1", "extra_headers": {"X-A": "b"}},
        ["queued", "in_progress", "cancelling", "cancelled"],
        None,
    ),
    "poll-hint": ("threads.runs.poll", ("r", "t"), {}, ["queued", "queued", "failed"], "250"),
    "poll-interval": (
        "threads.runs.poll",
        ("r", "t"),
        {"poll_interval_ms": 50},
        ["queued", "expired"],
        "250",
    ),
    "poll-action": ("threads.runs.poll", ("r", "t"), {}, ["requires_action"], None),
    "poll-incomplete": ("threads.runs.poll", ("r", "t"), {}, ["queued", "incomplete"], None),
    "create": (
        "threads.runs.create_and_poll",
        (),
        {"thread_id": "thread_1", "assistant_id": "asst_1"},
        ["queued", "in_progress", "completed"],
        None,
    ),
    "create-full": (
        "threads.runs.create_and_poll",
        (),
        {"thread_id": "thread_1", "poll_interval_ms": 10, **RUN_OPTIONS, **OPTIONS},
        ["queued", "in_progress", "completed"],
        "99",
    ),
    "submit": (
        "threads.runs.submit_tool_outputs_and_poll",
        (),
        {"thread_id": "thread_1", "run_id": "run_1", "tool_outputs": OUTPUTS},
        ["queued", "requires_action"],
        None,
    ),
    "create-and-run": (
        "threads.create_and_run_poll",
        (),
        {**CREATE_AND_RUN},
        ["queued", "queued", "completed"],
        "5",
    ),
}


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("case", POLLS)
def test_polls_are_alike(case: str, is_async: bool, waits: list[float]) -> None:
    path, arguments, keywords, states, hint = POLLS[case]

    def act(client: Any, _: Record) -> Any:
        return method_of(client, path)(*arguments, **fresh(keywords))

    def observed(package: ModuleType) -> Record:
        waits.clear()
        run = async_record if is_async else sync_record
        record = run(package, json_replies(states, hint), act)
        record.waits = list(waits)
        record.result = plain(record.result)
        return record

    ours, theirs = observed(openai_runs), observed(openai)
    assert ours.requests == theirs.requests
    assert ours.waits == theirs.waits
    assert ours.result == theirs.result


CALLBACKS = [name for name in dir(openai.AssistantEventHandler) if name.startswith("on_")]


def logging_handler(base: type[Any], log: list[Any], *, is_async: bool) -> Any:
    """A handler of the given package that notes every callback with its arguments."""

    def noting(name: str) -> Any:
        def note(_: Any, *arguments: Any) -> None:
            log.append((name, [plain(item) for item in arguments]))

        async def note_async(_: Any, *arguments: Any) -> None:
            log.append((name, [plain(item) for item in arguments]))

        return note_async if is_async else note

    return type("Logging", (base,), {name: noting(name) for name in CALLBACKS})()


def known_faults_removed(log: list[Any]) -> list[Any]:
    """Without what the published package does wrong: one tool call is reported as done again and again.

    Snapshots are compared by what they hold: a text that has no annotations yet has an empty list here, none there.
    """
    kept: list[Any] = []
    done: set[str] = set()
    for name, arguments in log:
        if name == "on_tool_call_done":
            key = str(arguments[0][1].get("id"))
            if key in done:
                continue
            done.add(key)
        kept.append((name, _without_empty(arguments)))
    return kept


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [])}
    if isinstance(value, (list, tuple)):
        return [_without_empty(item) for item in value]
    return value


STREAMS: dict[str, tuple[str, Json, str]] = {
    "stream": ("threads.runs.stream", {"thread_id": "t", "assistant_id": "a"}, "plain"),
    "stream-full": ("threads.runs.stream", {"thread_id": "t", **RUN_OPTIONS}, "custom"),
    "stream-options": (
        "threads.runs.stream",
        {"thread_id": "t", "assistant_id": "a", **OPTIONS},
        "plain",
    ),
    "create-and-stream": (
        "threads.runs.create_and_stream",
        {"thread_id": "t", "assistant_id": "a"},
        "custom",
    ),
    "submit": (
        "threads.runs.submit_tool_outputs_stream",
        {"thread_id": "t", "run_id": "r", "tool_outputs": OUTPUTS},
        "custom",
    ),
    "create-and-run": ("threads.create_and_run_stream", {**CREATE_AND_RUN}, "custom"),
    "create-and-run-bare": ("threads.create_and_run_stream", {"assistant_id": "a"}, "plain"),
}


def stream_sync(package: ModuleType, case: str, content: bytes) -> Record:
    path, keywords, handler = STREAMS[case]

    def act(client: Any, record: Record) -> Any:
        given = fresh(keywords)
        if handler == "custom":
            base = package.AssistantEventHandler
            given["event_handler"] = logging_handler(base, record.callbacks, is_async=False)
        manager = method_of(client, path)(**given)
        assert record.requests == []
        with manager as events:
            seen = [plain(event) for event in events]
        return seen, plain(events.get_final_run()), plain(events.get_final_messages())

    return sync_record(package, event_replies(content), act)


def stream_async(package: ModuleType, case: str, content: bytes) -> Record:
    path, keywords, handler = STREAMS[case]

    async def act(client: Any, record: Record) -> Any:
        given = fresh(keywords)
        if handler == "custom":
            base = package.AsyncAssistantEventHandler
            given["event_handler"] = logging_handler(base, record.callbacks, is_async=True)
        manager = method_of(client, path)(**given)
        assert record.requests == []
        async with manager as events:
            seen = [plain(event) async for event in events]
        return seen, plain(await events.get_final_run()), plain(await events.get_final_messages())

    return async_record(package, event_replies(content), act)


@pytest.mark.parametrize("run", [stream_sync, stream_async], ids=["sync", "async"])
@pytest.mark.parametrize("case", STREAMS)
def test_streams_are_alike(case: str, run: Callable[..., Record]) -> None:
    if run is stream_async and case == "create-and-stream":
        keywords = STREAMS[case][1]
        assert "reasoning_effort" not in keywords, "the published async method lacks it"
    content = samples.events()
    ours, theirs = run(openai_runs, case, content), run(openai, case, content)
    assert ours.requests == theirs.requests
    assert ours.result == theirs.result
    assert known_faults_removed(ours.callbacks) == known_faults_removed(theirs.callbacks)
    if STREAMS[case][2] == "custom":
        assert len(ours.callbacks) > 10


def test_text_deltas_are_alike() -> None:
    def texts(package: ModuleType) -> list[str]:
        def act(client: Any, _: Record) -> list[str]:
            with client.beta.threads.runs.stream(thread_id="t", assistant_id="a") as events:
                return list(events.text_deltas)

        return sync_record(package, event_replies(samples.events()), act).result

    assert texts(openai_runs) == texts(openai) == ["Hé", "llo ✓", "Bye"]


def test_helpers_warn_as_the_operations_do() -> None:
    def act(client: Any, _: Record) -> Any:
        return client.beta.threads.runs.create_and_poll(thread_id="t", assistant_id="a")

    for package in (openai, openai_runs):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            sync_record(package, json_replies(["queued", "completed"]), act)
        assert {item.category for item in seen} == {DeprecationWarning}
