"""All cells of the table, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from benchmarks.drift.answers import Answer, Subject, answers, subject
from benchmarks.drift.changes import Change, changes, grown
from benchmarks.drift.judge import judge_body, judge_loose, judge_other_body, judge_strict
from benchmarks.drift.places import Place, places


@dataclass(frozen=True)
class Verdict:
    """A cell: its row and column, what it is about, and the broken promises with what came instead."""

    row: str
    column: str
    about: str
    broken: dict[str, str]

    def __str__(self) -> str:
        broken = "; ".join(f"{promise}: {instead}" for promise, instead in self.broken.items())
        return f"{self.column:14} {self.row:18} {self.about:60} {broken}"


def drifts(answer: Answer, parsed: Any) -> Iterator[Change]:
    """Every drift of an answer; ``parsed`` is what our client makes of the clean one."""
    if isinstance(answer.clean, dict) and not answer.is_stream:
        yield from grown(answer.clean)
    for place in places(answer.clean, parsed, answer.annotation):
        if len(place.path) > 1 and answer.below is not None and place.path[0] not in answer.below:
            continue
        for change in changes(answer.clean, place):
            if _can_be_sent(answer, change, place):
                yield change


def _can_be_sent(answer: Answer, change: Change, place: Place) -> bool:
    """The name of an event is a text, and an event without data is none."""
    if not answer.is_stream or len(place.path) > 1:
        return True
    if change.path == ("data",):
        return not change.is_dropped
    return change.path[0] == "data" or change.name == "unknown variant"


def _column(package: str) -> str:
    return "openai" if package == "openai" else "ours"


def _of_bodies(answer: Answer, client: Subject, column: str) -> Iterator[Verdict]:
    """Bodies that are no answer at all, and those that are JSON of another kind."""
    whole = answer.body(answer.clean)
    bodies = [] if answer.is_stream else [b"", whole[:-1], b"null", b"<html></html>", b"{'a': 1}"]
    if answer.is_stream:
        bodies = [whole.replace(b"}\n\n", b"\n\n"), whole.replace(b"data: ", b"data: x")]
    for body in bodies:
        about = f"{answer.name}: {body[:20]!r}"
        yield Verdict("no answer", column, about, judge_body(client, answer, body))
    for value in () if answer.is_stream else ([], [7], "text", 7, True):
        broken = judge_other_body(client, answer, value)
        yield Verdict("another answer", column, f"{answer.name}: {value!r}", broken)


def _answers(peer: str, package: str, clients: dict[tuple[str, bool], Subject]) -> bool:
    """Whether a client speaks the API of a package, and is wanted."""
    return peer == package or (package == "openai_runs" and (peer, False) in clients)


def _is_repeated(answer: Answer, change: Change, seen: set[str]) -> bool:
    """Whether another example of the same type has drifted in this way already."""
    place = change.place
    names = [key for key in change.path if isinstance(key, str)]
    value = place.value if place.path else answer.name
    key = f"{answer.annotation} {names} {place.holder} {value!r} {change.name} {change.odd!r:.200}"
    if answer.is_stream and len(change.path) == 1:
        key += answer.name
    is_repeated = key in seen
    seen.add(key)
    return is_repeated


def verdicts(only: str = "", *, every: int = 1, with_openai: bool = True) -> Iterator[Verdict]:
    """The verdicts of all answers whose name has ``only``; of the cells, one in ``every``."""
    numbers = count()
    packages = ("openai_runs", "langgraph_runs", *(("openai",) if with_openai else ()))
    clients: dict[tuple[str, bool], Subject] = {
        (package, strict): subject(package, strict=strict)
        for package in packages
        for strict in (False, True)
    }
    seen: set[str] = set()
    for package, answer in answers():
        if only not in answer.name:
            continue
        peers = tuple(name for name in (package, "openai") if _answers(name, package, clients))
        clean = {
            peer: clients[peer, False].answered(answer, answer.body(answer.clean)) for peer in peers
        }
        for peer in peers:
            yield from _of_bodies(answer, clients[peer, False], _column(peer))
        for change in drifts(answer, clean[package]):
            if _is_repeated(answer, change, seen) or next(numbers) % every:
                continue
            about = f"{answer.name}: {'.'.join(map(str, change.path))}"
            for peer in peers:
                column = _column(peer)
                loose = judge_loose(clients[peer, False], answer, clean[peer], change)
                yield Verdict(change.name, column, about, loose)
                if change.strict is not None:
                    strict = judge_strict(clients[peer, True], answer, change)
                    yield Verdict(change.name, f"{column} strict", about, strict)
