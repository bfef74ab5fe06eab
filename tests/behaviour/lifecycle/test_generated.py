"""Helpers that a configuration alone gives: packages are generated, imported, and run against a scripted API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.behaviour.conftest import Kit
from tests.support.workshop import CONFIG, LIFECYCLES, generated, imported

Reply = dict[str, Any] | tuple[dict[str, str], dict[str, Any]] | str


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("workshop")
    files = generated(folder / "source", CONFIG + LIFECYCLES, package="workshop_sdk")
    with imported(folder / "package", files, "workshop_sdk") as package:
        yield package


class Api:
    """A scripted API, a client for it, and a clock that moves when the client sleeps."""

    def __init__(self, package: ModuleType, kit: Kit, **options: Any) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.requests: list[httpx2.Request] = []
        self.replies: list[Reply] = []
        http = kit.http_class(transport=httpx2.MockTransport(self._handle))
        name = "AsyncClient" if kit.is_async else "Client"
        self.client = getattr(package, name)(http_client=http, **options)
        self.client._sleep = kit.function(self._sleep)
        self.client._now = lambda: self.now

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, str):
            return httpx2.Response(
                200, headers={"content-type": "text/event-stream"}, content=reply
            )
        headers, body = reply if isinstance(reply, tuple) else ({}, reply)
        return httpx2.Response(200, headers=headers, json=body)

    @property
    def paths(self) -> list[str]:
        return [f"{each.method} {each.url.path}" for each in self.requests]

    def body(self, index: int) -> Any:
        return json.loads(self.requests[index].content)


def job(phase: str, **more: Any) -> dict[str, Any]:
    return {"id": "j1", "project_id": "p1", "phase": phase, **more}


def asking(*calls: tuple[str, str, str]) -> dict[str, Any]:
    listed = [{"id": id_, "what": what, "with": arguments} for id_, what, arguments in calls]
    return job("asking", question={"calls": listed})


def double(number: int) -> int:
    """Twice a number."""
    return number * 2


def test_a_batch_is_waited_for(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    states = ["validating", "in_progress", "in_progress", "in_progress", "in_progress", "completed"]
    api.replies = [{"id": "b1", "status": status} for status in states]
    seen: list[str] = []
    batch = kit.run(
        lambda: api.client.batches.create_and_poll(
            input="file", on_update=lambda value: seen.append(value.status)
        )
    )
    assert (batch.id, batch.status) == ("b1", "completed")
    assert seen == states[1:]
    assert api.paths == ["POST /batches", *["GET /batches/b1"] * 5]
    assert api.slept == [0.1, 0.2, 0.4, 0.4]


def test_numbers_and_nested_states(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [
        {"number": 7, "room": "cellar", "state": {"finished": done}}
        for done in (False, False, True)
    ]
    made = kit.run(lambda: api.client.imports.begin_and_poll(shelf=3))
    assert made.state.finished is True
    assert api.paths[0] == "POST /shelves/3/imports"
    assert set(api.paths[1:]) == {"GET /rooms/cellar/shelves/3/imports/7"}


def test_declared_headers_and_hints(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [
        ({"x-pause-s": "2"}, job("working")),
        ({"x-pause-s": "3"}, job("working")),
        job("done"),
    ]
    kit.run(lambda: api.client.projects.jobs.poll("j1", "p1", pause_ms=50))
    assert [each.headers["x-pause"] for each in api.requests] == ["50"] * 3
    assert [each.headers["x-waiting"] for each in api.requests] == ["yes"] * 3
    assert api.slept == [0.05, 0.05]
    api.slept.clear()
    api.replies = [
        ({"x-pause-s": "2"}, job("working")),
        ({"x-pause-s": "3"}, job("working")),
        job("done"),
    ]
    kit.run(lambda: api.client.projects.jobs.poll("j1", project_id="p1"))
    assert api.slept == [2, 3]
    assert "x-pause" not in api.requests[-1].headers


def test_limits_and_failures(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [job("waiting"), job("working"), job("working"), job("working"), job("done")]
    with pytest.raises(workshop.PollTimeoutError) as caught:
        kit.run(
            lambda: api.client.projects.jobs.create_and_poll(
                project_id="p1", label="x", pause_ms=1000, max_wait=1.5
            )
        )
    assert caught.value.last.phase == "working"
    assert kit.run(caught.value.resume).phase == "done"
    api.replies = [job("broken")]
    with pytest.raises(workshop.StateError):
        kit.run(lambda: api.client.projects.jobs.poll("j1", "p1"))


def test_started_by_another_resource(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [job("waiting"), job("working"), job("done")]
    done = kit.run(
        lambda: api.client.quick.start_and_wait(region="north", label="x", async_mode="m", left=1)
    )
    assert done.phase == "done"
    assert api.paths == ["POST /quick/north", *["GET /projects/p1/jobs/j1"] * 2]
    assert api.body(0) == {"label": "x", "async_mode": "m", "left": 1}


def test_tools_are_called_and_answered(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [
        job("waiting"),
        asking(("c1", "double", '{"number": 4}'), ("c2", "double", '{"number": "x"}')),
        job("working"),
        job("done"),
    ]
    results: list[Any] = []
    done = kit.run(
        lambda: api.client.projects.jobs.run_tools(
            functions=[workshop.tool(double, description="twice")],
            project_id="p1",
            label="x",
            loop=True,
            on_tool_result=results.append,
        )
    )
    assert done.phase == "done"
    (item,) = api.body(0)["kit"]
    assert (item["called"], item["about"]) == ("double", "twice")
    assert item["takes"]["required"] == ["number"]
    assert api.body(0)["loop"] is True
    assert api.paths[2] == "POST /projects/p1/jobs/j1/answers"
    first, second = api.body(2)["given"]
    assert first == {"call": "c1", "text": "8"}
    assert second["text"].startswith("Error: ")
    assert isinstance(results[0], workshop.ToolResult)


def events(*states: dict[str, Any]) -> str:
    return "".join(
        f"data: {json.dumps({'kind': 'changed', 'payload': state})}\n\n" for state in states
    )


def test_tools_are_answered_in_streams(workshop: ModuleType, kit: Kit) -> None:
    api = Api(workshop, kit)
    api.replies = [
        events(job("waiting"), asking(("c1", "double", '{"number": 4}'))),
        events(job("working"), job("done")),
    ]

    def manager() -> Any:
        return api.client.projects.jobs.run_tools_stream(
            functions=[double], project_id="p1", label="x"
        )

    async def asynchronous() -> Any:
        async with manager() as stream:
            return [event.payload.phase async for event in stream], stream.last

    def synchronous() -> Any:
        with manager() as stream:
            return [event.payload.phase for event in stream], stream.last

    phases, last = kit.run(asynchronous if kit.is_async else synchronous)
    assert phases == ["waiting", "asking", "working", "done"]
    assert last.phase == "done"
    assert api.body(0)["watch"] is True
    assert api.body(1) == {"given": [{"call": "c1", "text": "8"}], "watch": True}


REAL = """\
edition: 2025-10-10
organization: {name: other}
specloom: {spec: spec.yaml}
environments: {production: https://api.example.com}
targets: {python: {package_name: PACKAGE}}
client_settings:
  opts: {api_key: {type: string, nullable: false, read_env: OTHER_KEY, auth: {security_scheme: ApiKeyAuth}}}
resources:
  batches:
    models: {batch: Batch}
    methods: {create: post /batches, retrieve: "get /batches/{batch_id}"}
  fine_tuning:
    subresources:
      jobs:
        models: {fine_tuning_job: FineTuningJob}
        methods:
          create: post /fine_tuning/jobs
          retrieve: get /fine_tuning/jobs/{fine_tuning_job_id}
  vector_stores:
    subresources:
      file_batches:
        models: {vector_store_file_batch: VectorStoreFileBatchObject}
        methods:
          create: post /vector_stores/{vector_store_id}/file_batches
          retrieve: get /vector_stores/{vector_store_id}/file_batches/{batch_id}
lifecycles:
  batch:
    resource: batches
    start: [create]
    pending: [validating, in_progress, finalizing, cancelling]
    success: [completed]
    failure: [failed, expired, cancelled]
  job:
    resource: fine_tuning.jobs
    start: [create]
    pending: [validating_files, queued, running]
    success: [succeeded]
    failure: [failed, cancelled]
  file_batch:
    resource: vector_stores.file_batches
    start: [create]
    pending: [in_progress]
    success: [completed]
    failure: [cancelled, failed]
    interval: {header: openai-poll-after-ms}
"""


@pytest.fixture(scope="module")
def real(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("real")
    spec = (shared_folder / "specs" / "openai" / "2026-08-21" / "openapi.yaml").read_text("utf-8")
    files = generated(folder / "source", REAL, spec, "real_sdk")
    with imported(folder / "package", files, "real_sdk") as package:
        yield package


STARTS: dict[str, tuple[Callable[[Any], Any], list[str], str]] = {
    "batches": (
        lambda client: client.batches.create_and_poll(
            completion_window="24h", endpoint="/v1/responses", input_file_id="f"
        ),
        ["validating", "in_progress", "finalizing", "completed"],
        "/batches/x1",
    ),
    "jobs": (
        lambda client: client.fine_tuning.jobs.create_and_poll(model="m", training_file="f"),
        ["validating_files", "queued", "running", "succeeded"],
        "/fine_tuning/jobs/x1",
    ),
    "file_batches": (
        lambda client: client.vector_stores.file_batches.create_and_poll(
            vector_store_id="v1", file_ids=["f"]
        ),
        ["in_progress", "in_progress", "in_progress", "failed"],
        "/vector_stores/v1/file_batches/x1",
    ),
}


@pytest.mark.parametrize("name", STARTS)
def test_other_things_of_the_real_document(real: ModuleType, kit: Kit, name: str) -> None:
    start, states, path = STARTS[name]
    api = Api(real, kit, api_key="key")
    hint = {"openai-poll-after-ms": "250"}
    api.replies = [(hint, {"id": "x1", "vector_store_id": "v1", "status": item}) for item in states]
    ended = kit.run(lambda: start(api.client))
    assert ended.status == states[-1]
    assert api.paths[1:] == [f"GET {path}"] * 3
    assert api.slept == ([0.25, 0.25] if name == "file_batches" else [1, 1])
