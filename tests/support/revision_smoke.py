"""Run in a process of its own: import every module of a generated package, and call every resource once.

Arguments: the path of the spec. Prints how many modules were imported and which calls were made,
as JSON; an exception says what went wrong. The answers are the examples of the spec.
"""

# mypy: ignore-errors
# pyright: basic, reportMissingImports=false

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import warnings
from typing import Any

import httpx2
import openai_runs
import yaml

RETRIEVED = {
    "beta.assistants": {"assistant_id": "asst_4Vb7"},
    "beta.assistants.files": {"file_id": "file-8Xs4", "assistant_id": "asst_4Vb7"},
    "beta.threads": {"thread_id": "thread_9Ck2"},
    "beta.threads.messages": {"message_id": "msg_7Hn3", "thread_id": "thread_9Ck2"},
    "beta.threads.messages.files": {
        "file_id": "file-8Xs4",
        "thread_id": "thread_9Ck2",
        "message_id": "msg_7Hn3",
    },
    "beta.threads.runs": {"run_id": "run_3Tf6", "thread_id": "thread_9Ck2"},
    "beta.threads.runs.steps": {
        "step_id": "step_2Lw8",
        "thread_id": "thread_9Ck2",
        "run_id": "run_3Tf6",
    },
}
"""Resource to the arguments of its `retrieve`."""


class Answers:
    """Answers a request with the example of its operation, or as an event stream."""

    def __init__(self, spec: Any) -> None:
        self.spec = spec
        self.last: Any = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path.removeprefix("/v1")
        for template, item in self.spec["paths"].items():
            pattern = re.sub(r"\{\w+\}", "[^/]+", template)
            if re.fullmatch(pattern, path) and request.method.lower() in item:
                operation = item[request.method.lower()]
                content = operation["responses"]["200"]["content"]["application/json"]
                self.last = content["example"]
                break
        else:
            return httpx2.Response(404)
        if request.content and json.loads(request.content).get("stream"):
            text = f"event: thread.run.created\ndata: {json.dumps(self.last)}\n\n"
            return httpx2.Response(
                200,
                headers={"content-type": "text/event-stream"},
                text=text + "event: done\ndata: [DONE]\n\n",
            )
        return httpx2.Response(200, json=self.last)


def reached(client: Any, path: str) -> Any:
    for name in path.split("."):
        client = getattr(client, name, None)
    return client


def unknown_fields(value: Any, found: list[str]) -> list[str]:
    """The fields of the answer that the models do not have."""
    if isinstance(value, openai_runs.BaseModel):
        found += list(value.model_extra or ())
        for name in type(value).model_fields:
            unknown_fields(getattr(value, name), found)
    elif isinstance(value, list):
        for item in value:
            unknown_fields(item, found)
    return found


def checked(answer: Any, expected: Any) -> None:
    assert answer.to_dict(mode="json", exclude_unset=True) == expected, (answer, expected)
    assert unknown_fields(answer, []) == []


def streamed(client: Any, answers: Answers) -> None:
    stream = client.beta.threads.runs.create(
        thread_id="thread_9Ck2", assistant_id="asst_4Vb7", stream=True
    )
    (event,) = list(stream)
    assert event.event == "thread.run.created"
    checked(event.data, answers.last)


def main(spec: str) -> None:
    warnings.simplefilter("ignore", DeprecationWarning)
    with open(spec, encoding="utf-8") as file:
        answers = Answers(yaml.load(file, Loader=yaml.CSafeLoader))
    modules = [item.name for item in pkgutil.walk_packages(openai_runs.__path__, "openai_runs.")]
    for name in modules:
        importlib.import_module(name)
    http_client = httpx2.Client(transport=httpx2.MockTransport(answers))
    client = openai_runs.OpenAI(api_key="key", http_client=http_client, max_retries=0)
    calls = [path for path in RETRIEVED if reached(client, path) is not None]
    for path in calls:
        checked(reached(client, path).retrieve(**RETRIEVED[path]), answers.last)
    page = client.beta.threads.runs.list(thread_id="thread_9Ck2")
    assert [run.id for run in page] == [run["id"] for run in answers.last["data"]]
    streams = "AssistantStreamEvent" in answers.spec["components"]["schemas"]
    if streams:
        streamed(client, answers)
    json.dump({"modules": len(modules), "calls": calls, "streams": streams}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
