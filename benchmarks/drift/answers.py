"""The calls whose answers drift, and the clients that make them, on a transport that is none."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import httpx2
from openai_runs._models import wire_names

from benchmarks.drift.examples import bare_type, examples, members

Call = Callable[[Any], Any]
EVENTS = "text/event-stream"
LAST_PAGE = b'{"object": "list", "data": [], "has_more": false}'


@dataclass(frozen=True)
class Answer:
    """One answer of an API: the call it answers, what it says, and the type that describes it.

    ``of_model`` is the model whose members drift; ``below`` are the members that drift with all that they hold
    (``None``: all). A stream's answer is its one event, an object of name and data.
    """

    name: str
    call: Call
    clean: Any
    annotation: Any
    is_stream: bool = False
    below: tuple[str, ...] | None = None

    def body(self, answer: Any) -> bytes:
        """The bytes of the answer; of a stream, of a whole one with this event."""
        if not self.is_stream:
            return json.dumps(answer).encode()
        head = f"event: {answer['event']}\n" if "event" in answer else ""
        data = f"data: {json.dumps(answer['data'])}\n" if "data" in answer else ""
        end = "event: end\ndata: null" if "graph" in self.name else "event: done\ndata: [DONE]"
        return f"{head}{data}\n{end}\n\n".encode()


@dataclass
class Subject:
    """A client with a transport that gives the body it is told to give."""

    client: Any
    error: type[Exception]
    invalid: type[Exception]
    body: bytes = b""
    kind: str = "application/json"

    def answered(self, answer: Answer, body: bytes) -> Any:
        """What the call gives for this body."""
        self.body = body
        self.kind = EVENTS if answer.is_stream else "application/json"
        return answer.call(self.client)


def subject(package: str, *, strict: bool) -> Subject:
    """The client of a package, loose or strict."""
    module: Any = import_module(package)

    def reply(request: httpx2.Request) -> httpx2.Response:
        content = LAST_PAGE if "after" in request.url.params else made.body
        return httpx2.Response(200, headers={"content-type": made.kind}, content=content)

    http_client = httpx2.Client(transport=httpx2.MockTransport(reply))
    options = {"http_client": http_client, "max_retries": 0, "_strict_response_validation": strict}
    if package == "langgraph_runs":
        client = module.LangGraph(base_url="http://127.0.0.1", **options)
        error = module.LangGraphError
    else:
        client = module.OpenAI(api_key="sk", base_url="http://127.0.0.1", **options)
        error = module.OpenAIError
    made = Subject(client, error, module.APIResponseValidationError)
    return made


def _first_event(stream: Any) -> Any:
    (item,) = [item for item in stream if getattr(item, "event", None) != "end"]
    return item


def _streamed(client: Any) -> Any:
    return _first_event(client.beta.threads.runs.create("t", assistant_id="a", stream=True))


def _joined(client: Any) -> Any:
    return _first_event(client.runs.stateful.join_stream("t", "r"))


def _listed(client: Any) -> Any:
    page = client.beta.threads.runs.list("t")
    if hasattr(page, "has_next_page"):
        for _ in page:
            pass
    return page


def _openai_calls() -> dict[str, tuple[str, Call]]:
    def beta(client: Any) -> Any:
        return client.beta

    return {
        "assistant": ("Assistant", lambda client: beta(client).assistants.retrieve("a")),
        "assistant deleted": (
            "AssistantDeleted",
            lambda client: beta(client).assistants.delete("a"),
        ),
        "thread": ("Thread", lambda client: beta(client).threads.retrieve("t")),
        "thread deleted": ("ThreadDeleted", lambda client: beta(client).threads.delete("t")),
        "message": (
            "threads.Message",
            lambda client: beta(client).threads.messages.retrieve("m", thread_id="t"),
        ),
        "message deleted": (
            "threads.MessageDeleted",
            lambda client: beta(client).threads.messages.delete("m", thread_id="t"),
        ),
        "run": (
            "threads.Run",
            lambda client: beta(client).threads.runs.retrieve("r", thread_id="t"),
        ),
        "step": (
            "threads.runs.RunStep",
            lambda client: beta(client).threads.runs.steps.retrieve("s", run_id="r", thread_id="t"),
        ),
    }


def _graph_calls() -> dict[str, tuple[str, Call]]:
    return {
        "graph assistant": ("Assistant", lambda client: client.assistants.get("a")),
        "graph thread": ("Thread", lambda client: client.threads.get("t")),
        "graph state": ("ThreadState", lambda client: client.threads.get_state("t")),
        "graph checkpoint": (
            "ThreadUpdateStateResponse",
            lambda client: client.threads.update_state("t", values={}),
        ),
        "graph run": ("Run", lambda client: client.runs.get("t", "r")),
        "graph runs": ("RunListResponse", lambda client: client.runs.list("t")),
    }


def answers() -> Iterator[tuple[str, Answer]]:
    """Our package and an answer, for every answer of both APIs."""
    for package, prefix, calls in (
        ("openai_runs", "openai_runs.types.beta", _openai_calls()),
        ("langgraph_runs", "langgraph_runs.types", _graph_calls()),
    ):
        for name, (type_name, call) in calls.items():
            path, _, attribute = f"{prefix}.{type_name}".rpartition(".")
            annotation = getattr(import_module(path), attribute)
            for number, clean in enumerate(examples(annotation)):
                yield package, Answer(f"{name} {number + 1}", call, clean, annotation)
    yield "openai_runs", _list_answer()
    yield from (("openai_runs", answer) for answer in _event_answers())
    yield "langgraph_runs", _graph_event()


def _list_answer() -> Answer:
    from openai_runs.pagination import SyncCursorPage
    from openai_runs.types.beta.threads import Run

    clean = {"object": "list", "data": examples(Run)[:2], "has_more": False}
    return Answer("runs", _listed, clean, SyncCursorPage[Run], below=())


def _event_answers() -> Iterator[Answer]:
    """An answer for each event; what its data hold drifts once for each kind of data."""
    from openai_runs.types.beta import AssistantStreamEvent

    seen: set[Any] = set()
    for model in members(AssistantStreamEvent):
        kind = bare_type(model.model_fields["data"].annotation)
        for number, clean in enumerate(examples(model)):
            if clean["event"] == "error":
                continue  # it is raised
            clean = {"event": clean["event"], "data": clean["data"]}  # nothing else is sent
            below = ("data",) if kind not in seen else ()
            name = f"event {clean['event']} {number + 1}"
            yield Answer(name, _streamed, clean, AssistantStreamEvent, True, below)
        seen.add(kind)


def _graph_event() -> Answer:
    from langgraph_runs.types import RunEvent

    return Answer("graph event", _joined, examples(RunEvent)[0], RunEvent, True)


def quiet() -> None:
    """Deprecations of the API are no concern of the table."""
    warnings.filterwarnings("ignore", category=DeprecationWarning)


def models_of(annotation: Any) -> set[Any]:
    """All models that a type reaches."""
    found: set[Any] = set()
    open_ = members(annotation)
    while open_:
        kind = open_.pop()
        if hasattr(kind, "model_fields"):
            if kind in found:
                continue
            found.add(kind)
            names = wire_names(kind).values()
            for name in names:
                open_ += members(kind.model_fields[name].annotation)
        else:
            for argument in getattr(kind, "__args__", ()):
                open_ += members(argument)
    return found
