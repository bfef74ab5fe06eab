"""Mistakes that both checkers must find: in each line with a comment, and in no other.

The comment names pyright's rule, then mypy's code. Never run (see test_typing.py).
"""

# pyright: reportDeprecated=false
from __future__ import annotations

import httpx2
from openai_runs import AsyncOpenAI, OpenAI
from openai_runs.types.beta.threads import Run
from openai_runs.types.beta.threads.run_create_params import RunCreateParamsStreaming

client = OpenAI()
aclient = AsyncOpenAI()
messages, runs = client.beta.threads.messages, client.beta.threads.runs
aruns = aclient.beta.threads.runs


def show(value: object) -> None:
    """Takes what is looked at."""


def overloads() -> None:
    runs.create("t")  # error: reportCallIssue call-overload
    runs.create("t", assistant_id="a", stream="yes")  # error: reportArgumentType call-overload
    runs.create("t", assistant_id="a", tool_choice="x")  # error: reportArgumentType call-overload
    runs.create("t", assistant_id="a", temperature="x")  # error: reportArgumentType call-overload
    runs.create("t", assistant_id="a", modell="m")  # error: reportCallIssue call-overload
    runs.create("t", assistant_id="a", tools=[{"type": "x"}])  # error: reportArgumentType list-item
    runs.submit_tool_outputs("r", tool_outputs=[])  # error: reportCallIssue call-overload


def methods(text: str) -> None:
    messages.create("t", role="system", content="x")  # error: reportArgumentType arg-type
    messages.create("t", role=text, content="x")  # error: reportArgumentType arg-type
    messages.create("t", role="user")  # error: reportCallIssue call-arg
    runs.retrieve("r")  # error: reportCallIssue call-arg
    runs.retrieve("r", "t")  # error: reportCallIssue call-arg
    runs.retrieve("r", thread_id=None)  # error: reportArgumentType arg-type
    runs.update("r", thread_id="t", metadata={"a": 1})  # error: reportArgumentType dict-item
    runs.list("t", order="up")  # error: reportArgumentType arg-type
    runs.list("t", limit="2")  # error: reportArgumentType arg-type
    runs.steps.list("r", thread_id="t", include="all")  # error: reportArgumentType arg-type
    client.beta.assistants.create(model=None)  # error: reportArgumentType arg-type
    show(client.beta.threads.run)  # error: reportAttributeAccessIssue attr-defined


def fields(run: Run) -> None:
    show(run.nope)  # error: reportAttributeAccessIssue attr-defined
    show(run.started_at + 1)  # error: reportOptionalOperand operator
    show(run.status == 3)  # error: reportUnnecessaryComparison comparison-overlap


def generic() -> None:
    client.get("/x")  # error: reportCallIssue call-overload
    client.get("/x", cast_to=Run, options={"retries": 1})  # error: reportArgumentType call-overload
    client.with_options(retries=1)  # error: reportCallIssue call-arg
    OpenAI(api_key=1)  # error: reportArgumentType arg-type
    OpenAI(http_client=httpx2.AsyncClient())  # error: reportArgumentType arg-type
    AsyncOpenAI(api_key=lambda: "key")  # error: reportArgumentType arg-type
    given: RunCreateParamsStreaming = {"stream": True}  # error: reportAssignmentType typeddict-item
    show(given)


async def without_await() -> None:
    show(aruns.retrieve("r", thread_id="t").id)  # error: reportAttributeAccessIssue attr-defined
    show(aruns.list("t").data)  # error: reportAttributeAccessIssue attr-defined
    for _run in aruns.list("t"):  # error: reportGeneralTypeIssues attr-defined
        pass
