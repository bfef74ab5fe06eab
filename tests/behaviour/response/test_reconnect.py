"""Calls and streams that go on at the place that the response named: same origin only, and never without bound."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from sdk_runtime._exceptions import (
    APIConnectionError,
    NotFoundError,
    StreamInterruptedError,
)
from sdk_runtime._location import Reconnect
from sdk_runtime._resume import StreamResume, StreamState
from sdk_runtime._sse import StreamRule, StreamRules

from tests.behaviour.conftest import Kit
from tests.behaviour.response.support import RULES, Job, collect, following, open_stream
from tests.support.loopback import Ending, Loopback, sse

PLACE = "/jobs/1/join"
WAIT = Reconnect(attempts=3)
STATE = StreamState("Content-Location", "status", ("pending", "running"))
RESUME = StreamResume(
    header="Last-Event-ID", attempts=3, location="Location", keep=("mode",), state=STATE
)
SILENT = StreamRules([StreamRule(error_property="error")])
"""Rules of an API whose streams have no mark of their end."""
HEAD = {"location": "/jobs/1/stream?own=1"}
OBJECT = {**HEAD, "content-location": "/jobs/1"}


def event(id: str) -> bytes:
    return f'id: {id}\ndata: {{"id": "{id}"}}\r\n\r\n'.encode()


def wait(kit: Kit, client: Any, **options: Any) -> Any:
    options = {"reconnect": WAIT, **options}
    return kit.run(lambda: client.post("/jobs/wait", cast_to=Job, body={"a": 1}, options=options))


def cut(loopback: Loopback, **headers: str) -> None:
    """An answer that breaks off in the middle of its body."""
    loopback.reply(
        chunks=[b' {"id": '],
        content_type="application/json",
        headers=headers,
        ending=Ending.CUT,
    )


def asked(loopback: Loopback) -> list[tuple[str, str]]:
    return [(request.method, request.target) for request in loopback.requests]


def ids(kit: Kit, stream: Any) -> list[str]:
    return [job.id for job in collect(kit, stream)]


def test_an_answer_that_was_cut_is_asked_for_at_its_location(kit: Kit, loopback: Loopback) -> None:
    cut(loopback, location=PLACE)
    loopback.reply(503)
    cut(loopback)
    loopback.reply(json={"id": "1"})
    client = kit.client(loopback.url)
    assert wait(kit, client, headers={"X-Mine": "m"}, params={"q": "1"}).id == "1"
    assert asked(loopback) == [
        ("POST", "/jobs/wait?q=1"),
        *[("GET", f"{PLACE}?q=1")] * 3,
    ]
    last = loopback.requests[-1]
    assert (last.body, last.header("content-type")) == (b"", None)
    assert (last.header("authorization"), last.header("x-mine")) == ("Bearer key", "m")
    assert len(kit.slept) == 3


def test_a_whole_answer_is_asked_for_once(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(json={"id": "1"}, headers={"location": "https://elsewhere.example/x"})
    assert wait(kit, kit.client(loopback.url)).id == "1"
    assert len(loopback.requests) == 1


def test_a_path_below_the_base_url_stays_there(kit: Kit, loopback: Loopback) -> None:
    cut(loopback, location=PLACE)
    cut(loopback, location="/api/v1/other")
    loopback.reply(json={"id": "1"})
    assert wait(kit, kit.client(f"{loopback.url}/api/v1")).id == "1"
    assert [target for _, target in asked(loopback)] == ["/api/v1/jobs/wait"] + [
        f"/api/v1{PLACE}"
    ] * 2


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.example/x",
        "//elsewhere.example/x",
        "http://u:p@127.0.0.1/x",
        "http://[",
        "ftp://x",
    ],
)
def test_another_origin_is_refused(kit: Kit, loopback: Loopback, location: str) -> None:
    cut(loopback, location=location)
    with pytest.raises(APIConnectionError, match="not followed|holds no URL") as caught:
        wait(kit, kit.client(loopback.url))
    assert isinstance(caught.value.__context__, APIConnectionError)
    assert len(loopback.requests) == 1


def test_without_a_location_a_cut_answer_raises(kit: Kit, loopback: Loopback) -> None:
    cut(loopback)
    with pytest.raises(APIConnectionError, match="before the response was complete"):
        wait(kit, kit.client(loopback.url))
    assert len(loopback.requests) == 1


def test_a_get_without_a_location_is_sent_again(kit: Kit, loopback: Loopback) -> None:
    cut(loopback)
    loopback.reply(json={"id": "1"})
    client = kit.client(loopback.url)
    options: dict[str, Any] = {"reconnect": WAIT, "params": {"a": "b"}}
    assert kit.run(lambda: client.get(PLACE, cast_to=Job, options=options)).id == "1"
    assert asked(loopback) == [("GET", f"{PLACE}?a=b")] * 2


def test_attempts_are_bounded(kit: Kit, loopback: Loopback) -> None:
    for _ in range(4):
        cut(loopback, location=PLACE)
    with pytest.raises(APIConnectionError, match="before the response was complete"):
        wait(kit, kit.client(loopback.url))
    assert len(loopback.requests) == 4


def test_a_final_status_ends_the_attempts(kit: Kit, loopback: Loopback) -> None:
    cut(loopback, location=PLACE)
    loopback.reply(404, json={"error": {"message": "gone"}})
    with pytest.raises(NotFoundError, match="gone"):
        wait(kit, kit.client(loopback.url))
    assert len(loopback.requests) == 2


def test_a_response_of_the_caller_is_left_to_him(kit: Kit, loopback: Loopback) -> None:
    cut(loopback, location=PLACE)
    headers = {"____raw_response": "stream"}
    response = wait(kit, kit.client(loopback.url), headers=headers)
    with pytest.raises(APIConnectionError):
        kit.run(response.read)
    assert len(loopback.requests) == 1


def test_a_stream_goes_on_at_its_location(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), event("2"), ending=Ending.CUT, headers=HEAD)
    loopback.stream(
        event("2"), event("3"), ending=Ending.CUT, headers={**HEAD, "location": "/moved"}
    )
    loopback.stream(event("4"), sse(done=True), headers=HEAD)
    stream = open_job(kit, loopback)
    assert ids(kit, stream) == ["1", "2", "3", "4"]
    assert asked(loopback) == [
        ("POST", "/jobs?q=1"),
        ("GET", "/jobs/1/stream?own=1&mode%5B%5D=a&mode%5B%5D=b&q=1"),
        ("GET", "/moved?mode%5B%5D=a&mode%5B%5D=b&q=1"),
    ]
    assert [r.header("last-event-id") for r in loopback.requests] == [None, "2", "3"]
    assert [r.body for r in loopback.requests[1:]] == [b"", b""]


def open_job(kit: Kit, loopback: Loopback, *, rules: StreamRules = RULES, **changes: Any) -> Any:
    declared = {name: getattr(RESUME, name) for name in RESUME.__slots__}
    return open_stream(
        kit,
        kit.client(loopback.url),
        rules=rules,
        resume=StreamResume(**{**declared, **changes}),
        params={"q": "1"},
        extra_json={"mode": ["a", "b"], "other": 1},
    )


def test_a_stream_is_not_started_anew(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT)
    stream = open_job(kit, loopback)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError):
        following(kit, stream)
    assert len(loopback.requests) == 1


def test_a_stream_does_not_follow_to_another_origin(kit: Kit, loopback: Loopback) -> None:
    elsewhere = {**HEAD, "location": "https://elsewhere.example/x"}
    loopback.stream(event("1"), ending=Ending.CUT, headers=elsewhere)
    stream = open_job(kit, loopback)
    assert following(kit, stream).id == "1"
    with pytest.raises(APIConnectionError, match="leads to another origin"):
        following(kit, stream)
    assert stream.response.is_closed


def test_without_an_id_it_raises_unless_told_to_go_on(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1"}'), ending=Ending.CUT, headers=HEAD)
    with pytest.raises(StreamInterruptedError):
        ids(kit, open_job(kit, loopback))
    assert len(loopback.requests) == 1


def test_without_an_id_it_warns_where_it_goes_on(kit: Kit, loopback: Loopback) -> None:
    for name in "12345":  # each brings something new, so that three attempts last
        loopback.stream(sse(f'{{"id": "{name}"}}'), ending=Ending.CUT, headers=HEAD)
    loopback.stream(sse(done=True), headers=HEAD)
    stream = open_job(kit, loopback, without_id="warn")
    with pytest.warns(RuntimeWarning, match="may be missing"):
        assert ids(kit, stream) == ["1", "2", "3", "4", "5"]
    assert all(r.header("last-event-id") is None for r in loopback.requests)


@pytest.mark.parametrize("ending", [Ending.KEEP, Ending.CLOSE])
def test_a_polite_end_is_the_end_where_the_state_says_so(
    kit: Kit, loopback: Loopback, ending: Ending
) -> None:
    loopback.stream(event("1"), ending=ending, headers=OBJECT)
    loopback.reply(json={"status": "running"})
    loopback.stream(event("2"), ending=ending, headers=HEAD)
    loopback.reply(json={"status": "success"})
    assert ids(kit, open_job(kit, loopback, rules=SILENT)) == ["1", "2"]
    targets = [target.partition("?")[0] for _, target in asked(loopback)]
    assert targets == ["/jobs", "/jobs/1", "/jobs/1/stream", "/jobs/1"]
    state = loopback.requests[1]
    assert (state.target, state.header("accept")) == ("/jobs/1", "application/json")


def test_the_mark_of_the_end_needs_no_question(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), sse(done=True), headers=OBJECT)
    assert ids(kit, open_job(kit, loopback)) == ["1"]
    assert len(loopback.requests) == 1


def test_what_goes_on_without_an_id_is_an_interruption(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(sse('{"id": "1"}'), headers=OBJECT)
    loopback.reply(json={"status": "running"})
    stream = open_job(kit, loopback, rules=SILENT)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError):
        following(kit, stream)


def test_what_is_gone_has_ended(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), headers=OBJECT)
    loopback.reply(404)
    assert ids(kit, open_job(kit, loopback, rules=SILENT)) == ["1"]


def test_a_state_that_is_not_told_is_no_end(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), headers=OBJECT)
    loopback.reply(403)
    loopback.stream(event("2"), headers=OBJECT)
    loopback.reply(json={"status": "done"})
    assert ids(kit, open_job(kit, loopback, rules=SILENT)) == ["1", "2"]


@pytest.mark.parametrize("place", ["", "https://elsewhere.example/jobs/1"])
def test_an_end_that_nothing_tells_of_is_judged_by_the_rules(
    kit: Kit, loopback: Loopback, place: str
) -> None:
    headers = {**HEAD, **({"content-location": place} if place else {})}
    loopback.stream(event("1"), headers=headers)
    assert ids(kit, open_job(kit, loopback, rules=SILENT)) == ["1"]
    assert len(loopback.requests) == 1


def test_it_gives_up_on_a_stream_that_brings_nothing(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), headers=OBJECT)
    for _ in range(3):
        loopback.reply(json={"status": "running"})
        loopback.stream(event("1"), headers=OBJECT)
    loopback.reply(json={"status": "running"})
    stream = open_job(kit, loopback, rules=SILENT)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError, match="before what it tells of"):
        following(kit, stream)
    assert len(loopback.requests) == 8


def part(id: str, name: str) -> bytes:
    """An event whose id others may have, too."""
    return f'id: {id}\ndata: {{"id": "{name}"}}\n\n'.encode()


def test_events_that_share_an_id_are_all_handed_out_once(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(part("1", "a"), part("2", "b"), part("2", "b"), ending=Ending.CUT, headers=HEAD)
    again = [part("2", "b"), part("2", "c"), part("3", "d"), part("3", "d"), part("2", "c")]
    loopback.stream(*again, ending=Ending.CUT, headers=HEAD)
    loopback.stream(part("3", "d"), part("3", "e"), sse(done=True), headers=HEAD)
    stream = open_job(kit, loopback, shared_ids=True)
    assert ids(kit, stream) == ["a", "b", "b", "c", "d", "e"]
    assert [r.header("last-event-id") for r in loopback.requests] == [None, "1", "2"]
    assert stream.last_event_id == "3"


def test_the_first_shared_id_is_asked_for_from_the_start(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(part("1", "a"), ending=Ending.CUT, headers=HEAD)
    loopback.stream(part("1", "a"), part("1", "b"), sse(done=True), headers=HEAD)
    stream = open_job(kit, loopback, shared_ids=True, start="0")
    assert ids(kit, stream) == ["a", "b"]
    assert loopback.requests[1].header("last-event-id") == "0"


def test_a_request_that_names_an_id_may_get_repeats(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(part("1", "a"), part("1", "b"), part("1", "a"), sse(done=True), headers=HEAD)
    resume = StreamResume(header="Last-Event-ID", shared_ids=True)
    headers = {"last-event-id": "0"}
    stream = open_stream(kit, kit.client(loopback.url), resume=resume, headers=headers)
    assert ids(kit, stream) == ["a", "b"]


@pytest.mark.parametrize(("mode", "sent"), [(["a"], "a"), (["a", "b"], '["a","b"]'), ("c", "c")])
def test_lists_may_be_kept_as_json(
    kit: Kit, loopback: Loopback, mode: list[str] | str, sent: str
) -> None:
    loopback.stream(event("1"), ending=Ending.CUT, headers={"location": "/rest"})
    loopback.stream(sse(done=True))
    resume = StreamResume(header="I", location="Location", keep=("mode",), keep_as_json=True)
    client = kit.client(loopback.url)
    stream = open_stream(kit, client, resume=resume, extra_json={"mode": mode})
    assert ids(kit, stream) == ["1"]
    assert dict(httpx2.URL(loopback.requests[1].target).params) == {"mode": sent}


def test_a_place_that_is_not_there_is_a_break(kit: Kit, loopback: Loopback) -> None:
    loopback.stream(event("1"), ending=Ending.CUT, headers=HEAD)
    loopback.reply(404)
    stream = open_job(kit, loopback)
    assert following(kit, stream).id == "1"
    with pytest.raises(StreamInterruptedError) as caught:
        following(kit, stream)
    assert isinstance(caught.value.__cause__, NotFoundError)


def test_an_event_may_be_the_last_one(kit: Kit, loopback: Loopback) -> None:
    rules = StreamRules([StreamRule(event="error", ends=True), StreamRule()])
    loopback.stream(event("1"), b"event: error\n" + event("2"), event("3"), headers=OBJECT)
    assert ids(kit, open_job(kit, loopback, rules=rules)) == ["1", "2"]
    assert len(loopback.requests) == 1
