"""Streams that nobody disturbs: each mode, lists of modes, subgraphs, the second version."""

from __future__ import annotations

from typing import Any

from tests.live.langgraph.sides import collect
from tests.live.langgraph.stage import Play


def _names(parts: list[Any]) -> list[str]:
    return [part.event for part in parts]


def _by_name(parts: list[Any]) -> list[Any]:
    """Several modes reach the stream in any order; each one in its own."""
    return sorted(parts, key=lambda part: part.event)


async def stream_values(play: Play) -> Any:
    """The mode that needs not be named."""
    thread = await play.thread()
    parts = await collect(play.runs.stream(thread, "echoing", input={"text": "a"}))
    assert _names(parts) == ["metadata", "values", "values", "values"]
    assert parts[-1].data["said"] == ["a", "A"]
    assert all(part.id is None for part in parts)
    return parts


async def stream_without_thread(play: Play) -> Any:
    """The same with no thread."""
    return await collect(
        play.runs.stream(None, "echoing", input={"text": "a"}, on_completion="delete")
    )


async def stream_updates(play: Play) -> Any:
    """What each step changed."""
    parts = await collect(
        play.runs.stream(None, "echoing", input={"text": "a"}, stream_mode="updates")
    )
    assert [list(part.data) for part in parts[1:]] == [["say"], ["shout"]]
    return parts


async def stream_messages(play: Play) -> Any:
    """Messages word by word, and what they are part of."""
    parts = await collect(play.runs.stream(None, "speaking", input={}, stream_mode="messages"))
    assert {"messages/metadata", "messages/partial"} <= set(_names(parts)), _names(parts)
    return parts


async def stream_messages_tuple(play: Play) -> Any:
    """Messages word by word, each with its metadata."""
    parts = await collect(
        play.runs.stream(None, "speaking", input={}, stream_mode="messages-tuple")
    )
    words = [part.data[0]["content"] for part in parts if part.event == "messages"]
    assert "".join(words) == "hello from below"
    return parts


async def stream_custom(play: Play) -> Any:
    """Events of the graph's own."""
    parts = await collect(
        play.runs.stream(None, "ticking", input={"ticks": 3}, stream_mode="custom")
    )
    assert [part.data for part in parts[1:]] == [{"tick": n} for n in range(3)]
    return parts


async def stream_debug(play: Play) -> Any:
    """What happens inside."""
    parts = await collect(play.runs.stream(None, "echoing", input={}, stream_mode="debug"))
    assert "debug" in _names(parts)
    return parts


async def stream_tasks(play: Play) -> Any:
    """Steps that begin and end."""
    parts = await collect(play.runs.stream(None, "echoing", input={}, stream_mode="tasks"))
    assert _names(parts).count("tasks") == 4
    return parts


async def stream_checkpoints(play: Play) -> Any:
    """Each checkpoint of a thread."""
    thread = await play.thread()
    parts = await collect(play.runs.stream(thread, "echoing", input={}, stream_mode="checkpoints"))
    assert "checkpoints" in _names(parts)
    return parts


async def stream_events(play: Play) -> Any:
    """What the graph's callbacks tell."""
    parts = await collect(play.runs.stream(None, "echoing", input={}, stream_mode="events"))
    assert "events" in _names(parts)
    return _by_name(parts)


async def stream_several_modes(play: Play) -> Any:
    """A list of modes."""
    modes = ["values", "updates", "custom", "tasks"]
    parts = await collect(play.runs.stream(None, "ticking", input={"ticks": 2}, stream_mode=modes))
    assert set(_names(parts)) == {"metadata", *modes}
    return _by_name(parts)


async def stream_subgraphs(play: Play) -> Any:
    """Events of a graph inside a graph carry where they come from in their name."""
    modes = ["values", "updates", "messages-tuple"]
    parts = await collect(
        play.runs.stream(None, "talking", input={}, stream_mode=modes, stream_subgraphs=True)
    )
    inside = [name for name in _names(parts) if "|below:" in name]
    assert {name.partition("|")[0] for name in inside} == {"values", "updates", "messages"}
    return _by_name(parts)


async def stream_version_two(play: Play) -> Any:
    """Dictionaries with type, ns, data and interrupts instead of triples."""
    parts = await collect(
        play.runs.stream(
            None,
            "talking",
            input={},
            stream_mode=["updates", "messages-tuple"],
            stream_subgraphs=True,
            version="v2",
        )
    )
    assert any(part["ns"] and part["type"] == "messages" for part in parts)
    return sorted(parts, key=lambda part: part["type"])


async def stream_version_two_interrupts(play: Play) -> Any:
    """Interrupts are taken out of the values."""
    thread = await play.thread()
    parts = await collect(play.runs.stream(thread, "asking", input={"topic": "go"}, version="v2"))
    assert parts[-1]["interrupts"][0]["value"] == {"question": "go"}
    assert "__interrupt__" not in parts[-1]["data"]
    return parts


async def stream_resumable(play: Play) -> Any:
    """Ids stand on events that can be asked for again, and only there."""
    thread = await play.thread()
    parts = await collect(
        play.runs.stream(thread, "ticking", input={"ticks": 2}, stream_resumable=True)
    )
    ids = [part.id for part in parts]
    assert all(ids)
    assert ids == sorted(ids)
    return parts


async def stream_an_interrupt(play: Play) -> Any:
    """A stream ends where the graph asks; the next one goes on from there."""
    thread = await play.thread()
    asked = await collect(play.runs.stream(thread, "asking", input={"topic": "go"}))
    told = await collect(play.runs.stream(thread, "asking", command={"resume": "yes"}))
    assert told[-1].data["answers"] == ["yes", "thanks"]
    return [asked, told]


async def stream_an_error(play: Play) -> Any:
    """A graph that raises ends its stream with an event of its own."""
    thread = await play.thread()
    parts = await collect(play.runs.stream(thread, "raising", input={"text": "a"}))
    assert parts[-1].event == "error"
    assert parts[-1].data == {"error": "ValueError", "message": "no luck: a"}
    return parts


async def stream_feedback(play: Play) -> Any:
    """Keys for feedback travel."""
    thread = await play.thread()
    return await collect(
        play.runs.stream(
            thread, "echoing", input={}, feedback_keys=["good"], on_disconnect="continue"
        )
    )
