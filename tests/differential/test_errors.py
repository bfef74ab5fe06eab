"""What goes wrong must go wrong in the same way: error classes, their attributes, retries, refused arguments."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.differential import samples
from tests.differential.recorder import comparable

openai = pytest.importorskip("openai", reason="the published package is a development requirement")
openai_runs = pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")

Reply = Callable[[httpx2.Request], httpx2.Response]
ERROR = {"error": {"message": "Nope.", "code": "bad", "param": "model", "type": "invalid"}}
ATTRIBUTES = ("message", "status_code", "request_id", "body", "code", "param", "type")
STATUSES = [400, 401, 403, 404, 409, 418, 422, 429, 500, 503]
BODIES: dict[str, dict[str, Any]] = {
    "envelope": {"json": ERROR},
    "bare": {"json": {"message": "Bare.", "code": 7}},
    "list": {"json": ["x"]},
    "text": {"text": "gateway died", "headers": {"content-type": "text/plain"}},
    "empty": {"content": b""},
}


def sync_client(package: ModuleType, reply: Reply, **options: Any) -> Any:
    """A client whose transport is ``reply``."""
    http_client = httpx2.Client(transport=httpx2.MockTransport(reply))
    return package.OpenAI(api_key="sk-1", http_client=http_client, **options)


def async_client(package: ModuleType, reply: Reply, **options: Any) -> Any:
    """The async client whose transport is ``reply``."""
    http_client = httpx2.AsyncClient(transport=httpx2.MockTransport(reply))
    return package.AsyncOpenAI(api_key="sk-1", http_client=http_client, **options)


def described(error: BaseException) -> dict[str, Any]:
    """An error as plain data: class, bases within the package, text, public attributes, cause."""
    facts = {name: getattr(error, name, "absent") for name in ATTRIBUTES}
    facts["bases"] = [base.__name__ for base in type(error).__mro__]
    facts["text"] = str(error)
    facts["cause"] = type(error.__cause__).__name__
    return facts


def failure(action: Callable[[], object]) -> dict[str, Any]:
    """What ``action`` raises, described."""
    try:
        action()
    except Exception as error:
        return described(error)
    raise AssertionError("the call should fail")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("status", STATUSES)
def test_status_errors_are_alike(status: int, body: str) -> None:
    def reply(_: httpx2.Request) -> httpx2.Response:
        extra = dict(BODIES[body])
        headers = {"x-request-id": "req_9", **extra.pop("headers", {})}
        return httpx2.Response(status, headers=headers, **extra)

    def call(package: ModuleType) -> dict[str, Any]:
        client = sync_client(package, reply, max_retries=0)
        return failure(lambda: client.beta.threads.runs.retrieve("run_1", thread_id="t"))

    async def call_async(package: ModuleType) -> None:
        client = async_client(package, reply, max_retries=0)
        await client.beta.threads.runs.retrieve("run_1", thread_id="t")

    assert call(openai_runs) == call(openai)
    assert failure(lambda: asyncio.run(call_async(openai_runs))) == failure(
        lambda: asyncio.run(call_async(openai))
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("raised", [httpx2.ConnectError, httpx2.ReadTimeout, httpx2.ReadError])
def test_transport_errors_are_alike(raised: type[httpx2.TransportError]) -> None:
    def reply(request: httpx2.Request) -> httpx2.Response:
        raise raised("broken", request=request)

    def call(package: ModuleType) -> dict[str, Any]:
        client = sync_client(package, reply, max_retries=0)
        return failure(lambda: client.beta.threads.create())

    assert call(openai_runs) == call(openai)


RETRIES: dict[str, list[tuple[int, dict[str, str]]]] = {
    "408": [(408, {}), (200, {})],
    "409-429": [(409, {}), (429, {}), (200, {})],
    "5xx": [(500, {}), (503, {}), (599, {})],
    "404": [(404, {}), (200, {})],
    "told-to": [(400, {"x-should-retry": "true"}), (200, {})],
    "told-not-to": [(500, {"x-should-retry": "false"}), (200, {})],
    "too-long": [(429, {"retry-after-ms": "", "retry-after": "121"}), (200, {})],
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("case", RETRIES)
def test_retries_are_alike(case: str) -> None:
    def attempts(package: ModuleType) -> tuple[list[dict[str, Any]], str]:
        seen: list[dict[str, Any]] = []
        script = iter(RETRIES[case])

        def reply(request: httpx2.Request) -> httpx2.Response:
            seen.append(comparable(request))
            status, headers = next(script)
            return httpx2.Response(
                status, headers={"retry-after-ms": "1", **headers}, json=samples.run()
            )

        client = sync_client(package, reply)
        try:
            result = client.beta.threads.runs.create("t", assistant_id="a")
        except Exception as error:
            return seen, type(error).__name__
        return seen, result.id

    assert attempts(openai_runs) == attempts(openai)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("arguments", "keywords"),
    [
        (("",), {"thread_id": "t"}),
        (("r",), {"thread_id": ""}),
        (("..",), {"thread_id": "t"}),
        (("r",), {}),
    ],
)
def test_refused_arguments_are_alike(arguments: tuple[str, ...], keywords: dict[str, str]) -> None:
    def call(package: ModuleType) -> dict[str, Any]:
        client = sync_client(package, lambda _: httpx2.Response(500))
        return failure(lambda: client.beta.threads.runs.retrieve(*arguments, **keywords))

    ours, theirs = call(openai_runs), call(openai)
    assert set(theirs["bases"]) <= set(ours["bases"])
    if keywords.get("thread_id") == "" or "" in arguments:
        assert ours["text"] == theirs["text"]


STREAMS = {
    "error-event": b'event: error\ndata: {"error": {"message": "Down.", "code": "x"}}\n\n',
    "error-in-data": b'event: thread.run.failed\ndata: {"error": {"message": "Down."}}\n\n',
    "bad-json": b"event: thread.created\ndata: {\n\n",
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("case", STREAMS)
def test_stream_errors_are_alike(case: str) -> None:
    def call(package: ModuleType) -> dict[str, Any] | list[str]:
        client = sync_client(
            package,
            lambda _: httpx2.Response(
                200,
                headers={"content-type": "text/event-stream"},
                content=STREAMS[case] + b"event: done\ndata: [DONE]\n\n",
            ),
        )
        try:
            stream = client.beta.threads.runs.create("t", assistant_id="a", stream=True)
            return [item.event for item in stream]
        except package.APIError as error:
            return described(error)

    ours = call(openai_runs)
    if case == "bad-json":
        assert isinstance(ours, dict)
        assert "APIResponseValidationError" in ours["bases"]
    else:
        assert ours == call(openai)


def test_missing_credentials_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)
    ours, theirs = failure(openai_runs.OpenAI), failure(openai.OpenAI)
    assert theirs["bases"][0] == "OpenAIError"
    assert "OpenAIError" in ours["bases"]
    assert "api_key" in ours["text"]
    assert "OPENAI_API_KEY" in ours["text"]
