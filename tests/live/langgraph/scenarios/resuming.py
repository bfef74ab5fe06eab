"""Answers that break off: streams that are joined, resumed and cut, waits that are cut."""

from __future__ import annotations

from typing import Any

from tests.live.langgraph.sides import OFFICIAL, collect, take
from tests.live.langgraph.stage import Play

TICKS = 12


def _as_sent(play: Play, parts: list[Any]) -> list[Any]:
    """The parts; for the official client without those that the server sent twice.

    After a reconnect the server may give an event both from its store and as news. Our client hands
    it out once, so nothing is taken away from what it gave.
    """
    if play.side.package != OFFICIAL:
        return parts
    return [part for index, part in enumerate(parts) if part not in parts[:index]]


def _ticks(parts: list[Any]) -> list[int]:
    return [part.data["tick"] for part in parts if part.event == "custom"]


async def _soon(play: Play, thread: str, ticks: int, **options: Any) -> str:
    """The id of a run that begins three seconds later, so that its reader is there before it."""
    run = await play.runs.create(
        thread, "ticking", input={"ticks": ticks, "pause": 0.1}, after_seconds=3, **options
    )
    return run["run_id"]


async def join_stream(play: Play) -> Any:
    """A second reader of a run that has not begun sees all of it."""
    thread = await play.thread()
    run_id = await _soon(play, thread, 3, stream_mode=["custom", "values"])
    parts = await collect(play.runs.join_stream(thread, run_id))
    assert _ticks(parts) == [0, 1, 2]
    return parts


async def join_stream_of_one_mode(play: Play) -> Any:
    """Only the modes that are asked for."""
    thread = await play.thread()
    run_id = await _soon(play, thread, 2, stream_mode=["custom", "values", "updates"])
    parts = await collect(
        play.runs.join_stream(thread, run_id, stream_mode="custom", cancel_on_disconnect=False)
    )
    assert {part.event for part in parts} == {"custom"}
    return parts


async def join_stream_of_two_modes(play: Play) -> Any:
    """How a list of modes travels is the server's affair; what is sent must be the same."""
    thread = await play.thread()
    run_id = await _soon(play, thread, 2, stream_mode=["custom", "values", "updates"])
    return await collect(play.runs.join_stream(thread, run_id, stream_mode=["custom", "updates"]))


async def join_stream_from_an_id(play: Play) -> Any:
    """A reader that was away asks for what came after the last id it saw."""
    thread = await play.thread()
    first = await take(
        play.runs.stream(
            thread,
            "ticking",
            input={"ticks": TICKS},
            stream_mode="custom",
            stream_resumable=True,
            on_disconnect="continue",
        ),
        5,
    )
    run_id = first[0].data["run_id"]
    joined = await collect(play.runs.join_stream(thread, run_id, last_event_id=first[-1].id))
    rest = _as_sent(play, joined)
    assert _ticks(first + rest) == list(range(TICKS))
    again = await collect(play.runs.join_stream(thread, run_id, last_event_id="0"))
    assert _ticks(again) == list(range(TICKS))
    return [first, rest, again]


async def resumable_events_of_one_moment(play: Play) -> Any:
    """Ids are milliseconds: events that are sent within one share theirs, and none may be lost."""
    thread = await play.thread()
    parts = await collect(
        play.runs.stream(
            thread,
            "ticking",
            input={"ticks": 40, "pause": 0},
            stream_mode=["custom", "values", "updates"],
            stream_resumable=True,
        )
    )
    assert _ticks(parts) == list(range(40))
    return sorted(parts, key=lambda part: part.event)


async def stream_is_cut(play: Play) -> Any:
    """The connection breaks twice; no event is lost and none comes twice."""
    thread = await play.thread()
    play.proxy.cut_next(events=3)
    play.proxy.cut_next(events=4)
    parts = await collect(
        play.runs.stream(
            thread,
            "ticking",
            input={"ticks": TICKS, "pause": 0.1},
            stream_mode=["custom", "values"],
            stream_resumable=True,
        )
    )
    parts = _as_sent(play, parts)
    assert _ticks(parts) == list(range(TICKS))
    assert all(part not in parts[:index] for index, part in enumerate(parts))
    assert parts[-1].data["ticked"] == TICKS
    assert len(play.proxy.requests) >= 3
    return parts


async def join_stream_is_cut(play: Play) -> Any:
    """The same for a stream that was joined."""
    thread = await play.thread()
    run_id = await _soon(play, thread, TICKS, stream_mode=["custom"], stream_resumable=True)
    play.proxy.cut_next(events=3)
    parts = await collect(play.runs.join_stream(thread, run_id, stream_mode="custom"))
    parts = _as_sent(play, parts)
    assert _ticks(parts) == list(range(TICKS))
    return parts


async def stream_is_cut_after_the_run(play: Play) -> Any:
    """A stream that breaks just before its end: the rest is asked for although the run is over."""
    thread = await play.thread()
    play.proxy.cut_next(events=2)
    parts = await collect(
        play.runs.stream(
            thread, "ticking", input={"ticks": 2, "pause": 0.05}, stream_resumable=True
        )
    )
    assert parts[-1].data["ticked"] == 2
    return parts


async def wait_is_cut(play: Play) -> Any:
    """A long wait whose connection breaks goes on at the Location that the server gave."""
    thread = await play.thread()
    play.proxy.cut_next(events=0)
    values = await play.runs.wait(thread, "ticking", input={"ticks": 40, "pause": 0.1})
    assert values["ticked"] == 40
    assert len(play.proxy.requests) == 2
    return values


async def join_is_cut(play: Play) -> Any:
    """The same for a join."""
    thread = await play.thread()
    run = await play.runs.create(thread, "ticking", input={"ticks": 40, "pause": 0.1})
    play.proxy.cut_next(events=0)
    values = await play.runs.join(thread, run["run_id"])
    assert values["ticked"] == 40
    return values


async def leaving_cancels(play: Play) -> Any:
    """A reader that leaves ends the run, where that was asked for."""
    thread = await play.thread()
    parts = await take(
        play.runs.stream(
            thread,
            "ticking",
            input={"ticks": 2000},
            stream_mode="custom",
            on_disconnect="cancel",
        ),
        3,
    )
    await play.until(thread, parts[0].data["run_id"], "interrupted")
    return parts


async def leaving_a_joined_stream_cancels(play: Play) -> Any:
    """The same for a reader that joined."""
    thread = await play.thread()
    run_id = await _soon(play, thread, 500, stream_mode="custom")
    parts = await take(play.runs.join_stream(thread, run_id, cancel_on_disconnect=True), 3)
    await play.until(thread, run_id, "interrupted")
    return parts


async def leaving_cancels_nothing(play: Play) -> Any:
    """A run goes on without its reader, unless told otherwise."""
    thread = await play.thread()
    parts = await take(
        play.runs.stream(thread, "ticking", input={"ticks": 20}, stream_mode="custom"), 2
    )
    await play.until(thread, parts[0].data["run_id"], "success")
    return parts
