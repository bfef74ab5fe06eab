"""`openai_runs.testing`: what a program's own tests script, sync and async, without a network and without sleep."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from tests.behaviour.conftest import Kit

openai_runs: Any = pytest.importorskip("openai_runs", reason="generated/openai-runs is missing")
testing: Any = pytest.importorskip("openai_runs.testing")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
RETRIEVE = "beta.threads.runs.retrieve"
RUN = {"run_id": "run_1", "thread_id": "thread_1"}


class Bench:
    """A mock, a client that speaks with it, and the runs of that client."""

    def __init__(self, kit: Kit, **options: Any) -> None:
        self.kit = kit
        self.mock = testing.MockAPI()
        http = self.mock.async_http_client() if kit.is_async else self.mock.http_client()
        kind = openai_runs.AsyncOpenAI if kit.is_async else openai_runs.OpenAI
        self.client = kind(api_key="k", http_client=http, **options)
        self.runs = self.client.beta.threads.runs

    def call(self, method: Callable[..., Any], **arguments: Any) -> Any:
        return self.kit.run(lambda: method(**arguments))

    def events(self, **arguments: Any) -> list[Any]:
        """The events of a streamed run."""

        async def read() -> list[Any]:
            made = self.runs.create(stream=True, **arguments)
            stream = await made if inspect.isawaitable(made) else made
            if self.kit.is_async:
                return [event async for event in stream]
            return list(stream)

        return self.kit.loop.run_until_complete(read())


@pytest.fixture
def bench(kit: Kit) -> Iterator[Bench]:
    made = Bench(kit)
    yield made
    kit.run(made.client.close)


def test_a_call_is_answered_with_the_example_of_the_document(bench: Bench) -> None:
    run = bench.call(bench.runs.retrieve, **RUN)
    testing.check_type(run, openai_runs.types.beta.threads.Run)
    assert run.id.startswith("run_")
    (seen,) = bench.mock.requests
    assert (seen.call, seen.method, seen.places) == (RETRIEVE, "GET", RUN)
    bench.mock.check()


def test_statuses_in_a_row_are_retried_without_sleeping(bench: Bench) -> None:
    bench.mock.on(RETRIEVE).statuses(503, 503, 200)
    assert bench.call(bench.runs.retrieve, **RUN).object == "thread.run"
    assert len(bench.mock.requests) == 3
    assert len(bench.mock.clock.slept) == 2
    assert bench.mock.clock.now == sum(bench.mock.clock.slept) > 0


def test_an_error_has_a_message_where_the_client_looks_for_it(bench: Bench) -> None:
    bench.mock.on("GET /threads/{thread_id}/runs/{run_id}", run_id="run_1").reply(status=404)
    with pytest.raises(openai_runs.NotFoundError, match="Not Found"):
        bench.call(bench.runs.retrieve, **RUN)
    assert bench.call(bench.runs.retrieve, run_id="run_2", thread_id="t").status


def test_bodies_are_models_or_data(bench: Bench) -> None:
    run = bench.call(bench.runs.retrieve, **RUN)
    changed = run.model_copy(update={"id": "run_7"})
    route = bench.mock.on(RETRIEVE).reply(changed).reply({**run.to_dict(), "id": "run_8"})
    assert [bench.call(bench.runs.retrieve, **RUN).id for _ in range(2)] == ["run_7", "run_8"]
    assert [seen.places["run_id"] for seen in route.requests] == ["run_1", "run_1"]


def test_a_function_answers_by_what_was_sent(bench: Bench) -> None:
    example = bench.call(bench.runs.retrieve, **RUN).to_dict()
    create = bench.mock.on("beta.threads.runs.create")
    create.answer(lambda request: {**example, "model": request.json()["model"]})
    run = bench.call(bench.runs.create, thread_id="t", assistant_id="a", model="gpt-9")
    assert run.model == "gpt-9"


def test_a_lifecycle_goes_through_its_states_without_sleeping(bench: Bench) -> None:
    bench.mock.lifecycle("run", "queued", "in_progress", "completed", id="run_5")
    seen: list[str] = []
    run = bench.call(
        bench.runs.create_and_poll,
        thread_id="thread_1",
        assistant_id="asst_1",
        on_update=lambda run: seen.append(run.status),
    )
    assert (run.id, run.status) == ("run_5", "completed")
    assert seen[-2:] == ["in_progress", "completed"]
    bench.mock.check()
    assert [item.method for item in bench.mock.requests] == ["POST", "GET", "GET"]
    assert bench.mock.clock.slept == [1.0]


def test_a_wait_ends_on_the_clock_of_the_mock(bench: Bench) -> None:
    bench.mock.lifecycle("run", "in_progress")
    with pytest.raises(openai_runs.PollTimeoutError):
        bench.call(bench.runs.poll, max_wait=30, **RUN)
    assert 30 <= bench.mock.clock.now < 32


def test_an_answer_that_takes_longer_than_the_timeout_runs_into_it(bench: Bench) -> None:
    bench.mock.on(RETRIEVE).reply(after=5, times=3)
    with pytest.raises(openai_runs.APITimeoutError):
        bench.call(bench.runs.retrieve, timeout=2, **RUN)
    assert bench.mock.clock.now > 6
    bench.mock.on(RETRIEVE).reply(after=5)
    assert bench.call(bench.runs.retrieve, timeout=6, **RUN).id


def test_events_of_a_stream_are_typed_objects_or_text(bench: Bench) -> None:
    run = bench.call(bench.runs.retrieve, **RUN)
    bench.mock.on("beta.threads.runs.create").stream(
        {"event": "thread.run.created", "data": run},
        ("thread.run.queued", run),
        f"event: thread.run.completed\ndata: {run.to_json(indent=None)}\n\n",
    )
    events = bench.events(thread_id="t", assistant_id="a")
    names = ["thread.run.created", "thread.run.queued", "thread.run.completed"]
    assert [event.event for event in events] == names
    for event in events:
        testing.check_type(event, openai_runs.types.beta.AssistantStreamEvent)
    assert [event.data.id for event in events] == [run.id] * 3


def test_a_stream_that_is_cut_raises(bench: Bench) -> None:
    run = bench.call(bench.runs.retrieve, **RUN)
    bench.mock.on("beta.threads.runs.create").stream(("thread.run.created", run), cut=True)
    with pytest.raises(openai_runs.APIConnectionError):
        bench.events(thread_id="t", assistant_id="a")


def test_connections_that_break_are_retried(bench: Bench) -> None:
    bench.mock.on(RETRIEVE).drop(times=2).reply(cut=True)
    with pytest.raises(openai_runs.APIConnectionError):
        bench.call(bench.runs.retrieve, **RUN)
    assert len(bench.mock.requests) == 3


def test_copies_share_the_clock(bench: Bench) -> None:
    bench.mock.on(RETRIEVE).statuses(500, 200)
    copy = bench.client.with_options(max_retries=1)
    assert bench.call(copy.beta.threads.runs.retrieve, **RUN).id
    assert len(bench.mock.clock.slept) == 1


def test_requests_that_nothing_was_scripted_for_are_refused(kit: Kit, bench: Bench) -> None:
    with pytest.raises(testing.UnexpectedRequest, match=r"GET /v1/nowhere: no answer was scripted"):
        bench.kit.run(lambda: bench.client.get("/nowhere", cast_to=dict))
    strict = testing.MockAPI(examples=False)
    http = strict.async_http_client() if kit.is_async else strict.http_client()
    copy = bench.client.with_options(http_client=http)
    with pytest.raises(testing.UnexpectedRequest, match=r"runs\.retrieve.*examples are turned off"):
        bench.call(copy.beta.threads.runs.retrieve, **RUN)


def test_answers_that_nobody_asks_for_fail_the_test() -> None:
    message = r"GET /threads/.*: 2 of its answers not asked"
    with pytest.raises(testing.UnusedReplies, match=message), testing.MockAPI() as mock:
        mock.on(RETRIEVE).statuses(503, 200)
    with pytest.raises(ZeroDivisionError), testing.MockAPI() as mock:
        mock.on(RETRIEVE).reply()
        raise ZeroDivisionError


def test_names_that_there_are_not_are_told() -> None:
    mock = testing.MockAPI()
    with pytest.raises(ValueError, match="did you mean 'beta.threads.runs.retrieve'"):
        mock.on("beta.threads.runs.retreive")
    with pytest.raises(ValueError, match="no place 'run'; it has thread_id, run_id"):
        mock.on(RETRIEVE, run="run_1")
    with pytest.raises(ValueError, match="declared lifecycle are needed, of: run"):
        mock.lifecycle("job", "done")


def test_a_field_of_another_type_is_found_wherever_it_is() -> None:
    mock = testing.MockAPI()
    mock.on(RETRIEVE).reply({"id": 5, "tools": [{"type": "function", "function": {"name": 1}}]})
    client = openai_runs.OpenAI(api_key="k", http_client=mock.http_client())
    run = client.beta.threads.runs.retrieve(**RUN)
    with pytest.raises(AssertionError, match=r"value\.id is 5, not str") as caught:
        testing.check_type(run)
    assert "value.tools" in str(caught.value)


def test_examples_are_loaded_when_a_mock_is_made() -> None:
    import subprocess
    import sys

    code = "import openai_runs, openai_runs.testing, sys; print('openai_runs._examples' in sys.modules)"
    path = [item for item in sys.path if item]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_a_transport_of_ones_own_can_be_wrapped_around(kit: Kit) -> None:
    mock = testing.MockAPI()
    response = mock.handle(httpx2.Request("GET", "http://x/v1/threads/t/runs/r", content=b""))
    assert response.status_code == 200
