"""`client.runs` of the package for graphs, sync and async, against the scripted server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from tests.support.loopback import Ending, Loopback

langgraph_runs = pytest.importorskip(
    "langgraph_runs", reason="generated/langgraph-runs is not there"
)

Call = Callable[..., Any]
THREAD, RUN = "6f2c1f6e-8a55-4d0e-9a55-0c3b3f1f1a11", "1f0c8f3e-0000-4d0e-9a55-0c3b3f1f1a11"
PLACE = f"/threads/{THREAD}/runs/{RUN}"
VALUE: dict[str, Any] = {
    "run_id": RUN,
    "thread_id": THREAD,
    "assistant_id": "agent",
    "created_at": "2026-11-20T12:00:00Z",
    "updated_at": "2026-11-20T12:00:00Z",
    "status": "pending",
    "metadata": {},
    "kwargs": {},
    "multitask_strategy": "enqueue",
}
CREATED = {"Content-Location": PLACE}
SENT = {
    "assistant_id": "agent",
    "stream_mode": "values",
    "stream_resumable": False,
    "stream_subgraphs": False,
}


def sync_call(server: Loopback) -> Call:
    def call(method: str, *args: Any, **kwargs: Any) -> Any:
        with langgraph_runs.get_sync_client(url=server.url, api_key="key") as client:
            answer = getattr(client.runs, method)(*args, **kwargs)
            return list(answer) if isinstance(answer, Iterator) else answer

    return call


def async_call(server: Loopback) -> Call:
    async def asked(method: str, args: Any, kwargs: Any) -> Any:
        async with langgraph_runs.get_client(url=server.url, api_key="key") as client:
            answer = getattr(client.runs, method)(*args, **kwargs)
            if isinstance(answer, AsyncIterator):
                return [part async for part in answer]
            return await answer

    def call(method: str, *args: Any, **kwargs: Any) -> Any:
        return asyncio.run(asked(method, args, kwargs))

    return call


@pytest.fixture(params=[sync_call, async_call], ids=["sync", "async"])
def call(request: pytest.FixtureRequest, loopback: Loopback) -> Call:
    made: Call = request.param(loopback)
    return made


def asked(server: Loopback) -> list[tuple[str, str, Any]]:
    return [
        (item.method, item.target, json.loads(item.body) if item.body else None)
        for item in server.requests
    ]


@pytest.mark.parametrize(("thread", "path"), [(THREAD, f"/threads/{THREAD}/runs"), (None, "/runs")])
def test_the_thread_decides_the_endpoint(
    call: Call, loopback: Loopback, thread: str | None, path: str
) -> None:
    created: list[Any] = []
    loopback.reply(json=VALUE, headers=CREATED)
    run = call("create", thread, "agent", input={"a": None}, on_run_created=created.append)
    assert asked(loopback) == [("POST", path, {**SENT, "input": {"a": None}})]
    assert created == [{"run_id": RUN, "thread_id": THREAD}]
    assert loopback.requests[0].header("x-api-key") == "key"
    assert run.run_id == run["run_id"] == dict(run)["run_id"] == RUN
    assert json.loads(json.dumps(dict(run))) == VALUE


def test_a_run_is_joined_for_its_state(call: Call, loopback: Loopback) -> None:
    loopback.reply(json={"count": 2})
    assert call("join", THREAD, RUN) == {"count": 2}
    assert asked(loopback) == [("GET", f"{PLACE}/join", None)]


def test_what_is_none_is_not_sent(call: Call, loopback: Loopback) -> None:
    loopback.reply(json=VALUE)
    call("create", THREAD, "agent", command={"resume": "yes", "goto": None}, metadata=None)
    assert asked(loopback)[0][2] == {**SENT, "command": {"resume": "yes"}}


def test_members_of_the_other_kind_of_run_are_sent_all_the_same(
    call: Call, loopback: Loopback
) -> None:
    loopback.reply(json=VALUE)
    loopback.reply(json=VALUE)
    call("create", None, "agent", multitask_strategy="reject")
    call("create", THREAD, "agent", on_completion="keep")
    bodies = [body for _, _, body in asked(loopback)]
    assert bodies == [{**SENT, "multitask_strategy": "reject"}, {**SENT, "on_completion": "keep"}]


def test_a_deprecated_argument_warns_the_caller(call: Call, loopback: Loopback) -> None:
    loopback.reply(json=VALUE)
    with pytest.warns(DeprecationWarning, match="durability"):
        call("create", THREAD, "agent", checkpoint_during=True)
    assert asked(loopback)[0][2] == {**SENT, "checkpoint_during": True}


def test_a_failed_run_raises_unless_told_not_to(call: Call, loopback: Loopback) -> None:
    failed = {"__error__": {"error": "ValueError", "message": "no luck"}}
    loopback.reply(json=failed)
    loopback.reply(json=failed)
    assert call("wait", THREAD, "agent", raise_error=False) == failed
    with pytest.raises(langgraph_runs.RunFailedError, match="^ValueError: no luck$") as caught:
        call("wait", THREAD, "agent")
    assert caught.value.error == "ValueError"
    assert asked(loopback)[0][1:] == (f"/threads/{THREAD}/runs/wait", {"assistant_id": "agent"})


def event(name: str, data: Any, last_id: str = "") -> bytes:
    lines = [
        f"event: {name}",
        f"data: {json.dumps(data)}",
        *([f"id: {last_id}"] if last_id else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


EVENTS = (
    event("metadata", {"run_id": RUN}),
    event("values|child:1", {"a": 1}, "1-0"),
    event("values", {"a": 2, "__interrupt__": [{"value": "sure?"}]}, "1-0"),
    event("error", {"error": "ValueError", "message": "no luck"}),
)


def test_a_stream_gives_parts(call: Call, loopback: Loopback) -> None:
    created: list[Any] = []
    loopback.stream(*EVENTS, headers=CREATED)
    modes = ["values", "updates"]
    parts = call("stream", THREAD, "agent", stream_mode=modes, on_run_created=created.append)
    assert parts == [
        ("metadata", {"run_id": RUN}, None),
        ("values|child:1", {"a": 1}, "1-0"),
        ("values", {"a": 2, "__interrupt__": [{"value": "sure?"}]}, "1-0"),
        ("error", {"error": "ValueError", "message": "no luck"}, "1-0"),
    ]
    assert all(isinstance(part, langgraph_runs.StreamPart) for part in parts)
    assert created == [{"run_id": RUN, "thread_id": THREAD}]
    path = f"/threads/{THREAD}/runs/stream"
    assert asked(loopback) == [("POST", path, {**SENT, "stream_mode": modes})]


def test_version_2_gives_dicts_without_the_end(call: Call, loopback: Loopback) -> None:
    loopback.stream(*EVENTS[1:3], event("end", None))
    assert call("stream", None, "agent", version="v2") == [
        {"type": "values", "ns": ["child:1"], "data": {"a": 1}, "interrupts": []},
        {"type": "values", "ns": [], "data": {"a": 2}, "interrupts": [{"value": "sure?"}]},
    ]
    with pytest.raises(ValueError, match="v3"):
        call("stream", None, "agent", version="v3")


def test_a_cut_stream_goes_on_where_the_server_says(call: Call, loopback: Loopback) -> None:
    place = {**CREATED, "Location": f"{PLACE}/stream"}
    first, second, third = (event("custom", number, f"{number}-0") for number in (1, 2, 3))
    loopback.stream(b"retry: 1\r\n\r\n", first, second, headers=place, ending=Ending.CUT)
    loopback.stream(second, third, event("end", None), headers=place)
    parts = call("stream", THREAD, "agent", stream_mode=["custom"], stream_resumable=True)
    assert [part.data for part in parts] == [1, 2, 3, None]
    again = loopback.requests[1]
    assert (again.method, again.target) == ("GET", f"{PLACE}/stream?stream_mode=custom")
    assert again.header("last-event-id") in ("1-0", "2-0")


def test_nothing_is_sent_before_a_part_is_asked_for(loopback: Loopback) -> None:
    with langgraph_runs.get_sync_client(url=loopback.url, api_key=None) as client:
        stream = client.runs.stream(None, "agent")
        assert loopback.requests == []
        stream.close()
        assert list(stream) == []
    assert loopback.requests == []


def test_the_rest_asks_as_the_published_client_does(call: Call, loopback: Loopback) -> None:
    loopback.reply(json=[{"run_id": RUN}])
    loopback.reply(202)
    loopback.reply(json={"a": 1})
    loopback.reply(204)
    loopback.reply(204)
    loopback.reply(json=[VALUE])
    loopback.reply(json={"a": 1})
    assert call("list", THREAD, select=["run_id"], params={"x": "1"})[0]["run_id"] == RUN
    assert call("cancel", THREAD, RUN) is None
    assert call("cancel", THREAD, RUN, wait=True, action="rollback") == {"a": 1}
    assert call("cancel_many", thread_id=THREAD, run_ids=[RUN]) is None
    assert call("delete", THREAD, RUN) is None
    assert call("create_batch", [{"assistant_id": "agent", "input": None}])[0].status == "pending"
    assert call("join", THREAD, RUN) == {"a": 1}
    assert asked(loopback) == [
        ("GET", f"/threads/{THREAD}/runs?limit=10&offset=0&select=run_id&x=1", None),
        ("POST", f"{PLACE}/cancel?action=interrupt&wait=false", None),
        ("POST", f"{PLACE}/cancel?action=rollback&wait=true", None),
        ("POST", "/runs/cancel?action=interrupt", {"thread_id": THREAD, "run_ids": [RUN]}),
        ("DELETE", PLACE, None),
        ("POST", "/runs/batch", [{"assistant_id": "agent"}]),
        ("GET", f"{PLACE}/join", None),
    ]


def test_join_stream_sends_the_last_id(call: Call, loopback: Loopback) -> None:
    loopback.stream(event("custom", 4, "4-0"), event("end", None))
    parts = call("join_stream", THREAD, RUN, last_event_id="3-0", cancel_on_disconnect=True)
    assert [part.event for part in parts] == ["custom", "end"]
    assert loopback.requests[0].header("last-event-id") == "3-0"
    assert loopback.requests[0].target == f"{PLACE}/stream?cancel_on_disconnect=true"
