"""Runs that are started, waited for, read, listed and deleted."""

from __future__ import annotations

from typing import Any

from tests.live.langgraph.stage import Play


async def create_join_get(play: Play) -> Any:
    """The plain life of a run on a thread."""
    thread = await play.thread()
    run = await play.runs.create(thread, "echoing", input={"text": "a"}, metadata={"by": "me"})
    values = await play.runs.join(thread, run["run_id"])
    assert values["said"] == ["a", "A"]
    done = await play.runs.get(thread, run["run_id"])
    assert done["status"] == "success"
    assert done["metadata"]["by"] == "me"
    return [run, values, done]


async def create_without_thread(play: Play) -> Any:
    """A run that makes a thread of its own and keeps it."""
    run = await play.runs.create(None, "echoing", input={"text": "a"}, on_completion="keep")
    await play.until(run["thread_id"], run["run_id"], "success")
    return run


async def create_deletes_the_thread(play: Play) -> Any:
    """A run without a thread leaves nothing behind, unless asked to."""
    run = await play.runs.create(None, "echoing", input={"text": "a"}, on_completion="delete")
    await play.until(run["thread_id"], run["run_id"], None)
    return run


async def create_with_everything(play: Play) -> Any:
    """All parameters of a run on a thread at once; most only travel."""
    thread = await play.thread()
    run = await play.runs.create(
        thread,
        "echoing",
        input={"text": "a", "told": {"nested": [None, 1.5, True]}},
        stream_mode=["values", "custom"],
        stream_subgraphs=True,
        stream_resumable=True,
        metadata={"k": "v"},
        config={"tags": ["t"], "recursion_limit": 7},
        context={"voice": "low"},
        interrupt_before=["shout"],
        interrupt_after=["say"],
        multitask_strategy="enqueue",
        if_not_exists="reject",
        durability="sync",
        headers={"X-Extra": "1"},
        params={"extra": "2"},
    )
    await play.until(thread, run["run_id"], "success", "interrupted")
    return run


async def on_run_created(play: Play) -> Any:
    """The callback learns both ids before the result is there."""
    thread = await play.thread()
    told: list[Any] = []
    told.append(await play.runs.create(thread, "echoing", input={}, on_run_created=told.append))
    told.append(await play.runs.wait(thread, "echoing", input={}, on_run_created=told.append))
    async for part in play.runs.stream(thread, "echoing", input={}, on_run_created=told.append):
        told.append(part)
    await play.runs.create(None, "echoing", input={}, on_run_created=told.append)
    assert told[0]["run_id"] == told[1]["run_id"]
    return told


async def create_batch(play: Play) -> Any:
    """Several runs in one request."""
    runs = await play.runs.create_batch(
        [
            {"assistant_id": "echoing", "input": {"text": "1"}, "on_completion": "keep"},
            {"assistant_id": "echoing", "input": {"text": "2"}, "metadata": {"n": None}},
        ]
    )
    assert len({run["run_id"] for run in runs}) == 2
    await play.until(runs[0]["thread_id"], runs[0]["run_id"], "success")
    return runs


async def wait_on_a_thread(play: Play) -> Any:
    """Two in a row: the thread remembers, configuration and context arrive."""
    thread = await play.thread()
    first = await play.runs.wait(thread, "echoing", input={"text": "a"})
    second = await play.runs.wait(
        thread,
        "echoing",
        input={"text": "b"},
        config={"configurable": {"volume": 3}},
    )
    assert second["said"] == ["a", "A", "b", "B"]
    assert second["told"]["volume"] == 3
    return [first, second]


async def wait_without_thread(play: Play) -> Any:
    """The result of a run that leaves no thread."""
    values = await play.runs.wait(None, "echoing", input={"text": "a"}, context={"voice": "low"})
    assert values["told"]["voice"] == "low"
    return values


async def wait_for_an_error(play: Play) -> Any:
    """A graph that raises is an exception, unless that is not wanted."""
    left: list[Any] = []
    for thread in (None, await play.thread()):
        try:
            await play.runs.wait(thread, "raising", input={"text": "a"})
        except Exception as error:
            left.append(error)
        left.append(await play.runs.wait(thread, "raising", input={"text": "b"}, raise_error=False))
    assert "no luck: a" in str(left[0])
    assert left[1]["__error__"]["message"] == "no luck: b"
    assert len(left) == 4
    return left


async def join_for_an_error(play: Play) -> Any:
    """Joining tells an error as a value."""
    thread = await play.thread()
    run = await play.runs.create(thread, "raising", input={"text": "a"})
    values = await play.runs.join(thread, run["run_id"])
    assert values["__error__"]["error"] == "ValueError"
    assert await play.status(thread, run["run_id"]) == "error"
    return values


async def interrupt_and_resume(play: Play) -> Any:
    """A graph asks; a command answers."""
    thread = await play.thread()
    asked = await play.runs.wait(thread, "asking", input={"topic": "go"})
    assert asked["__interrupt__"][0]["value"] == {"question": "go"}
    told = await play.runs.wait(thread, "asking", command={"resume": "yes"})
    assert told["answers"] == ["yes", "thanks"]
    return [asked, told]


async def command_that_updates(play: Play) -> Any:
    """A command may set values and leave out what is null."""
    thread = await play.thread()
    await play.runs.wait(thread, "asking", input={"topic": "go"})
    command = {"update": {"answers": ["by the way"]}, "resume": {"n": 1}, "goto": None}
    told = await play.runs.wait(thread, "asking", command=command)
    assert told["answers"] == ["by the way", {"n": 1}, "thanks"]
    return told


async def interrupt_before_a_step(play: Play) -> Any:
    """A run stops before a named step and goes on without input."""
    thread = await play.thread()
    stopped = await play.runs.wait(
        thread, "echoing", input={"text": "a"}, interrupt_before=["shout"]
    )
    assert stopped["said"] == ["a"]
    done = await play.runs.wait(thread, "echoing", input=None)
    assert done["said"] == ["a", "A"]
    everywhere = await play.runs.wait(thread, "echoing", input={"text": "b"}, interrupt_after="*")
    return [stopped, done, everywhere]


async def from_a_checkpoint(play: Play) -> Any:
    """A thread is forked where it once was."""
    thread = await play.thread()
    await play.runs.wait(thread, "echoing", input={"text": "a"}, durability="sync")
    history = await play.direct("GET", f"/threads/{thread}/history?limit=10")
    middle = next(state for state in history if state["next"] == ["shout"])
    by_id = await play.runs.wait(thread, "echoing", checkpoint_id=middle["checkpoint_id"])
    whole = {"checkpoint_id": middle["checkpoint_id"], "checkpoint_ns": ""}
    by_checkpoint = await play.runs.wait(thread, "echoing", checkpoint=whole)
    assert by_id["said"] == by_checkpoint["said"] == ["a", "A"]
    return [by_id, by_checkpoint]


async def durability(play: Play) -> Any:
    """Each kind arrives, the deprecated way to say it too."""
    thread = await play.thread()
    runs = [
        await play.runs.create(thread, "echoing", input={}, durability=kind)
        for kind in ("sync", "async", "exit")
    ]
    runs.append(await play.runs.create(thread, "echoing", input={}, checkpoint_during=False))
    assert runs[2]["kwargs"]["durability"] == "exit"
    return runs


async def if_not_exists(play: Play) -> Any:
    """A thread that is not there is made, where that is wanted."""
    thread = await play.thread()
    await play.direct("DELETE", f"/threads/{thread}")
    run = await play.runs.create(thread, "echoing", input={}, if_not_exists="create")
    assert run["thread_id"] == thread
    return run


async def after_seconds(play: Play) -> Any:
    """A run that starts later is pending until then."""
    thread = await play.thread()
    run = await play.runs.create(thread, "echoing", input={}, after_seconds=600)
    assert await play.status(thread, run["run_id"]) == "pending"
    return run


async def list_with_filters(play: Play) -> Any:
    """Newest first; each filter by itself and all at once."""
    thread = await play.thread()
    for graph in ("echoing", "raising", "echoing"):
        run = await play.runs.create(thread, graph, input={"text": graph})
        await play.until(thread, run["run_id"], "success", "error")
    everything = await play.runs.list(thread)
    assert [run["status"] for run in everything] == ["success", "error", "success"]
    answers = [
        everything,
        await play.runs.list(thread, limit=1),
        await play.runs.list(thread, limit=2, offset=1),
        await play.runs.list(thread, status="error"),
        await play.runs.list(thread, status="pending"),
        await play.runs.list(thread, select=["run_id", "status"]),
        await play.runs.list(
            thread, limit=1, offset=0, status="success", select=["run_id"], params={"extra": "1"}
        ),
    ]
    assert [len(answer) for answer in answers] == [3, 1, 2, 1, 0, 3, 1]
    assert set(answers[-1][0].keys()) == {"run_id"}
    return answers


async def delete(play: Play) -> Any:
    """A run that is over is deleted, and then it is not there."""
    thread = await play.thread()
    run = await play.runs.create(thread, "echoing", input={})
    await play.until(thread, run["run_id"], "success")
    left = await play.runs.delete(thread, run["run_id"])
    assert await play.status(thread, run["run_id"]) is None
    return left


async def read_like_a_dictionary(play: Play) -> Any:
    """What programs do with the dictionaries that the official client gives."""
    thread = await play.thread()
    run = await play.runs.create(thread, "echoing", input={"text": "a"})
    return {
        "keys": sorted(run),
        "in": ["run_id" in run, "nothing" in run],
        "get": [run.get("status"), run.get("nothing"), run.get("nothing", 1)],
        "length": len(run),
        "items": sorted(name for name, _ in run.items()),
        "values": len(list(run.values())),
        "dict": dict(run)["thread_id"] == thread,
        "deep": run["kwargs"]["input"]["text"],
    }
