"""Event streams: the rules of the specification, and that the chunking of bytes never matters."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._sse import (
    EventTooLongError,
    JSONLinesDecoder,
    JSONSequenceDecoder,
    ServerSentEvent,
    SSEDecoder,
    StreamRule,
    StreamRules,
    is_json_lines,
)

Fields = tuple[str | None, str, str | None, int | None]


def decode(chunks: Iterable[bytes]) -> list[Fields]:
    decoder = SSEDecoder()
    events = [event for chunk in chunks for event in decoder.feed(chunk)]
    return [(event.event, event.data, event.id, event.retry) for event in events]


def reference(data: bytes) -> list[Fields]:
    """The specification's algorithm, written down word for word, on the whole stream at once."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    *lines, _unfinished = text.split("\n")
    found: list[Fields] = []
    buffer, name, last_id, retry = "", "", None, None
    for line in lines:
        if line == "":
            if buffer:
                found.append((name or None, buffer[:-1], last_id, retry))
            buffer, name, retry = "", "", None
        elif not line.startswith(":"):
            field, _, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if field == "data":
                buffer += value + "\n"
            elif field == "event":
                name = value
            elif field == "id" and "\0" not in value:
                last_id = value
            elif field == "retry" and value and set(value) <= set("0123456789"):
                retry = int(value)
    return found


LINES = st.one_of(
    st.sampled_from(
        """||||data|data:|data: x|data:  two|event: a|event|id: 7|id|id: \0|retry: 10|retry: 1x|retry:
        |: comment|:|unknown: 1|data: ü€😀""".replace(
            "\n        ", ""
        ).split(
            "|"
        )
    ).map(str.encode),
    st.binary(max_size=6).filter(lambda line: b"\n" not in line and b"\r" not in line),
)
STREAMS = st.builds(
    lambda bom, parts, rest: bom + b"".join(line + end for line, end in parts) + rest,
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xef\xbb"]),
    st.lists(st.tuples(LINES, st.sampled_from([b"\n", b"\r", b"\r\n"])), max_size=24),
    st.sampled_from([b"", b"data: half", b"\xf0\x9f"]),
)


@given(STREAMS)
def test_follows_the_specification(data: bytes) -> None:
    assert decode([data]) == reference(data)


@given(STREAMS, st.lists(st.integers(0, 200), max_size=12))
def test_chunks_do_not_matter(data: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    chunks = [data[start:end] for start, end in pairwise(edges)]
    assert decode(chunks) == decode([data])
    assert decode(data[i : i + 1] for i in range(len(data))) == decode([data])


def test_data_over_several_lines_and_split_characters() -> None:
    data = "event: note\ndata: eins\ndata: zwö😀\n\n".encode()
    assert decode(bytes([byte]) for byte in data) == [("note", "eins\nzwö😀", None, None)]


def test_bytes_that_are_no_utf8_are_replaced() -> None:
    assert decode([b"data: a\xffb\n\n"]) == [(None, "a\ufffdb", None, None)]


def test_an_event_without_its_blank_line_is_not_dispatched() -> None:
    decoder = SSEDecoder()
    assert decoder.feed(b"id: 1\ndata: whole\n\nid: 2\ndata: half\n") != []
    assert decoder.last_event_id == "1"
    unfinished = decoder.finish()
    assert unfinished is not None
    assert unfinished.data == "half"


def test_a_last_line_without_end_is_part_of_what_is_unfinished() -> None:
    decoder = SSEDecoder()
    decoder.feed(b"data: [DO")
    decoder.feed(b"NE]")
    unfinished = decoder.finish()
    assert unfinished is not None
    assert unfinished.data == "[DONE]"
    assert SSEDecoder().finish() is None


def test_ids_last_and_retry_is_per_event() -> None:
    assert decode([b"id: a\nretry: 5\ndata: 1\n\ndata: 2\n\nid\ndata: 3\n\n"]) == [
        (None, "1", "a", 5),
        (None, "2", "a", None),
        (None, "3", "", None),
    ]


def test_a_comment_after_an_id_changes_nothing() -> None:
    decoder = SSEDecoder()
    assert decoder.feed(b"id: 9\n: ping\n\n") == []
    assert decoder.last_event_id == "9"
    assert [event.id for event in decoder.feed(b"data: x\n\n")] == ["9"]


def test_events_compare_and_show_their_parts() -> None:
    event = ServerSentEvent(event="a", data='{"x": 1}', id="1", retry=2)
    assert event.json() == {"x": 1}
    assert repr(event) == "ServerSentEvent(event='a', data='{\"x\": 1}', id='1', retry=2)"
    assert event == ServerSentEvent(event="a", raw=b'{"x": 1}', id="1", retry=2)
    assert event != ServerSentEvent(event="b", raw=b'{"x": 1}', id="1", retry=2)


def test_a_long_line_in_many_chunks_costs_linear_time() -> None:
    def seconds(chunks: int) -> float:
        decoder = SSEDecoder()
        started = time.process_time()
        decoder.feed(b"data: ")
        for _ in range(chunks):
            assert decoder.feed(b"x" * 64) == []
        (event,) = decoder.feed(b"\n\n")
        assert len(event.raw) == 64 * chunks
        return time.process_time() - started

    seconds(1_000)
    small, large = min(seconds(4_000) for _ in range(3)), seconds(64_000)
    assert large < 16 * max(small, 0.002) * 6  # 16 times the data; a quadratic cost would be 256


def test_json_lines() -> None:
    decoder = JSONLinesDecoder()
    events = decoder.feed(b'{"a": 1}\r\n\r\n{"a"') + decoder.feed(b": 2}\n[3]")
    assert [event.json() for event in events] == [{"a": 1}, {"a": 2}]
    last = decoder.finish()
    assert last is not None
    assert last.json() == [3]


RECORDS = b'\x1e{"a":\n 1}\n\x1e[2]\n\x1e\x1e"\xc3\xa9"\n\x1e4'


@pytest.mark.parametrize("size", [1, 2, 3, 5, len(RECORDS)])
def test_records_of_json(size: int) -> None:
    decoder = JSONSequenceDecoder()
    found = [
        event.json()
        for start in range(0, len(RECORDS), size)
        for event in decoder.feed(RECORDS[start : start + size])
    ]
    assert found == [{"a": 1}, [2], "\u00e9"]
    last = decoder.finish()
    assert last is not None
    assert last.json() == 4


def test_a_record_counts_when_it_is_whole() -> None:
    decoder = JSONSequenceDecoder()
    assert decoder.feed(b'\x1e{"a":\n') == []
    assert [event.json() for event in decoder.feed(b' "long enough"}\n')] == [{"a": "long enough"}]
    assert decoder.finish() is None


def test_records_without_marks_are_lines() -> None:
    decoder = JSONSequenceDecoder()
    assert [event.json() for event in decoder.feed(b"1\n2\n3")] == [1, 2]
    last = decoder.finish()
    assert last is not None
    assert last.json() == 3


def test_a_record_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdk_runtime._sse.MAX_EVENT_BYTES", 100)
    decoder = JSONSequenceDecoder()
    decoder.feed(b'\x1e"')
    with pytest.raises(EventTooLongError):
        for _ in range(20):
            decoder.feed(b"x" * 8)


@pytest.mark.parametrize(
    ("content_type", "lines"),
    [
        ("application/x-ndjson", True),
        ("application/jsonl; charset=utf-8", True),
        ("application/json-seq", True),
        ("application/vnd.x+jsonl", True),
        ("text/event-stream", False),
        ("application/json", False),
        ("", False),
    ],
)
def test_content_types_of_json_lines(content_type: str, lines: bool) -> None:
    assert is_json_lines(content_type) is lines


def event(name: str | None, data: str = "{}") -> ServerSentEvent:
    return ServerSentEvent(event=name, data=data)


def test_the_first_rule_that_matches_decides() -> None:
    done = StreamRule(data_starts_with="[DONE]", action="done")
    error = StreamRule(event="error", action="error")
    family = StreamRule(event=("job.*", "part"), envelope=True)
    unnamed = StreamRule(event=None)
    rules = StreamRules([done, error, family, unnamed])
    assert rules.has_done
    assert rules.match(event("job.created", "[DONE]")).rule is done
    assert rules.match(event("error")).rule is error
    assert rules.match(event("job.created")).rule is family
    assert rules.match(event("part")).rule is family
    assert rules.match(event(None)).rule is unnamed
    assert rules.match(event("jobs")).rule.action == "skip"


def test_without_rules_everything_is_yielded() -> None:
    assert StreamRules([]).match(event("anything")).rule == StreamRule()


def test_endless_names_do_not_fill_the_memory() -> None:
    rules = StreamRules([StreamRule(event="values*")])
    for number in range(2_000):
        assert rules.match(event(f"values|{number}")).rule.action == "yield"
    assert len(rules._by_name) <= 256
