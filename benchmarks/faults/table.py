"""The faults: how each spoils a good answer, and what a client promises then."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from benchmarks.faults.calls import JSON, Answer
from benchmarks.faults.server import Wire

Outcome = Literal["result", "connection", "timeout", "status", "invalid", "refused"]
Spoil = Callable[[Wire, Answer], None]
READ_TIMEOUT = 0.4
"""Seconds of silence that a client bears where silence is the fault."""


@dataclass(frozen=True)
class Fault:
    """A fault, and what must come of it.

    ``outcome`` for calls that read a whole body, ``of_stream`` for streams, ``of_bytes`` for downloads (empty:
    the same). ``sent`` is how many requests the server sees. ``times`` is how many requests it spoils; those
    after it are answered well. ``seconds`` is the promised time.
    """

    name: str
    spoil: Spoil
    outcome: Outcome
    of_stream: Outcome | None = None
    of_bytes: Outcome | None = None
    sent: int = 3
    sent_by_stream: int | None = None
    times: int = 1000
    seconds: float = 8.0
    timeout: float = 10.0
    status: int = 0
    only: tuple[str, ...] = ()
    loses_all: bool = False
    """Whether a stream hands out nothing."""
    is_slow: bool = False
    """Whether it takes long also where all is well."""


def _reset(wire: Wire, answer: Answer) -> None:
    wire.reset()


def _reset_in_head(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head()[:30])
    wire.hang(0.02)
    wire.reset()


def _reset_after_head(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head())
    wire.hang(0.05)
    wire.reset()


def _cut_at(find: Callable[[bytes], int], *, reset: bool) -> Spoil:
    def cut(wire: Wire, answer: Answer) -> None:
        part = answer.body[: find(answer.body)]
        wire.send(answer.head() + answer.coded(part))
        wire.hang(0.05)
        wire.reset() if reset else wire.close()

    return cut


def _middle(body: bytes) -> int:
    """In the middle of the last event (or of the body), so that two events are whole."""
    last = body.rfind(b"event: thread")
    return last + 40 if last > 0 else len(body) // 2


def _in_character(body: bytes) -> int:
    return body.find("€".encode()) + 1 or len(body) // 2


def _after_events(body: bytes) -> int:
    end = body.rfind(b"event: done")
    return end if end > 0 else len(body) // 2


def _in_chunk(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head("Transfer-Encoding: chunked"))
    wire.send(b"%x\r\n%b" % (len(answer.body) + 10, answer.body[: _middle(answer.body)]))
    wire.hang(0.02)
    wire.close()


def _bad_chunk(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head("Transfer-Encoding: chunked") + b"not a size\r\n" + answer.body)


def _drip(wire: Wire, answer: Answer) -> None:
    whole = answer.whole()
    start = whole.index(b"\r\n\r\n") + 4
    wire.send(whole[: start - 10])
    wire.drip(whole[start - 10 : start + 20], 0.01)
    wire.send(whole[start + 20 :])


def _silence(wire: Wire, answer: Answer) -> None:
    wire.hang()


def _silence_in_body(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head() + answer.coded(answer.body[: _middle(answer.body)]))
    wire.hang()


def _status(status: int, *headers: str, body: bytes = b'{"error":{"message":"no"}}') -> Spoil:
    def send(wire: Wire, answer: Answer) -> None:
        wire.send(Answer(body, status=status, headers=headers).whole())

    return send


def _good(body: bytes, kind: str, *headers: str) -> Spoil:
    def send(wire: Wire, answer: Answer) -> None:
        wire.send(Answer(body, kind, headers=headers).whole())

    return send


def _half(wire: Wire, answer: Answer) -> None:
    body = answer.body[: _middle(answer.body)]
    wire.send(Answer(body, answer.kind).whole())


def _short(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head(length=len(answer.body) + 5) + answer.body)
    wire.hang(0.02)
    wire.close()


def _gzip(cut: bool) -> Spoil:
    def send(wire: Wire, answer: Answer) -> None:
        body = gzip.compress(answer.body)[:-20] if cut else answer.body
        wire.send(answer.head("Content-Encoding: gzip", length=len(body)) + body)

    return send


def _redirect(target: str, status: int = 307) -> Spoil:
    def send(wire: Wire, answer: Answer) -> None:
        wire.send(Answer(b"", status=status, headers=(f"Location: {target}",)).whole())

    return send


def _many_headers(wire: Wire, answer: Answer) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\n")
    wire.send(b"".join(b"X-%d: y\r\n" % number for number in range(100_000)))
    wire.send(b"\r\n")


def _long_header(wire: Wire, answer: Answer) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(1 << 10):
        wire.send(b"x" * (1 << 20))


def _endless_line(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head("Transfer-Encoding: chunked") + b"6\r\ndata: \r\n")
    for _ in range(1 << 10):
        wire.send(b"100000\r\n" + b"x" * (1 << 20) + b"\r\n")


def _endless_event(wire: Wire, answer: Answer) -> None:
    wire.send(answer.head("Transfer-Encoding: chunked"))
    for _ in range(1 << 10):
        wire.send(b"100000\r\n" + b"data: x\n" * (1 << 17) + b"\r\n")


def _no_http(wire: Wire, answer: Answer) -> None:
    wire.send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    wire.hang(0.02)
    wire.close()


_HTML = b"<html><body>Sign in to the hotel's network</body></html>"


def _waits() -> list[Fault]:
    """429 and 503 with each form of ``Retry-After``: two are waited for, absurd ones not as they ask."""
    forms = {
        "seconds": "Retry-After: 1",
        "a date": "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT",
        "ms": "Retry-After-Ms: 5",
        "negative": "Retry-After: -5",
        "nan": "Retry-After: nan",
        "inf": "Retry-After: inf",
        "text": "Retry-After: soon",
        "overflowing date": "Retry-After: Fri, 31 Dec 999999999999 23:59:59 GMT",
        "empty": "Retry-After: ",
    }
    found = [
        Fault(f"{status}, Retry-After {name}", _status(status, line), "result", times=1, sent=2)
        for status in (429, 503)
        for name, line in forms.items()
    ]
    found += [
        Fault(
            f"{status}, Retry-After {name}", _status(status, line), "status", sent=1, status=status
        )
        for status in (429, 503)
        for name, line in {
            "a day": "Retry-After: 86400",
            "1e400": "Retry-After: " + "9" * 400,
        }.items()
    ]
    found += [
        Fault(f"{status} for ever", _status(status), "status", status=status)
        for status in (429, 503)
    ]
    return found


def _garbage(name: str, body: bytes, kind: str) -> Fault:
    """A whole answer that is not what was asked for; a download takes any bytes."""
    answers = _good(body, kind)
    return Fault(name, answers, "invalid", "connection", "result", sent=1, loses_all=True)


FAULTS: tuple[Fault, ...] = (
    Fault("no fault", lambda wire, answer: wire.send(answer.whole()), "result", sent=1),
    Fault("reset before the head", _reset, "connection"),
    Fault("reset before the head, once", _reset, "result", times=1, sent=2),
    Fault("reset within the head", _reset_in_head, "connection"),
    Fault(
        "reset after the head", _reset_after_head, "connection", sent_by_stream=1, loses_all=True
    ),
    Fault("reset in the body", _cut_at(_middle, reset=True), "connection", sent_by_stream=1),
    Fault("closed in the body", _cut_at(_middle, reset=False), "connection", sent_by_stream=1),
    Fault("closed in a character", _cut_at(_in_character, reset=False), "connection", sent_by_stream=1),
    Fault("closed between events", _cut_at(_after_events, reset=False), "connection", sent_by_stream=1),
    Fault("closed in a chunk", _in_chunk, "connection", sent_by_stream=1),
    Fault("a chunk without size", _bad_chunk, "connection", sent_by_stream=1, loses_all=True),
    Fault("no HTTP at all", _no_http, "connection"),
    Fault("slow drip", _drip, "result", sent=1, is_slow=True),
    Fault("silence", _silence, "timeout", timeout=READ_TIMEOUT),
    Fault("silence in the body", _silence_in_body, "timeout", timeout=READ_TIMEOUT, sent_by_stream=1),
    *_waits(),
    Fault("400 with HTML", _status(400, body=_HTML), "status", sent=1, status=400),
    Fault("404 without a body", _status(404, body=b""), "status", sent=1, status=404),
    Fault("500 in 100,000 brackets", _status(500, body=b"[" * 100_000), "status", status=500),
    _garbage("200 with HTML", _HTML, "text/html"),
    _garbage("200 with HTML said to be JSON", _HTML, JSON),
    _garbage("200 with an empty body", b"", JSON),
    _garbage("200 with 100,000 brackets", b"[" * 100_000, JSON),
    _garbage("200 with a wrong encoding", b'{"id": "\xff\xfe"', JSON + "; charset=utf-8"),
    Fault("200 with truncated JSON", _half, "invalid", "connection", "result", sent=1, sent_by_stream=1),
    Fault("content length too long", _short, "connection", "result", sent_by_stream=1),
    Fault("gzip that is none", _gzip(cut=False), "connection", sent=1, loses_all=True),
    Fault("gzip that is cut", _gzip(cut=True), "connection", sent=1, sent_by_stream=1),
    Fault("redirect in a loop", _redirect("/v1/again"), "connection", sent=21),
    Fault("redirect to no URL", _redirect("http://[::1"), "status", sent=1, status=307),
    Fault("redirect to another scheme", _redirect("ftp://127.0.0.1/x"), "connection", sent=1),
    Fault("redirect of the same origin", _redirect("/v1/moved"), "result", times=1, sent=2),
    Fault("100,000 headers", _many_headers, "connection", is_slow=True),
    Fault("1 GB header", _long_header, "connection"),
    Fault("stream, a line of 1 GB", _endless_line, "invalid", sent=1, only=("stream",), loses_all=True),
    Fault("stream, an event of 1 GB", _endless_event, "invalid", sent=1, only=("stream",), loses_all=True),
)  # fmt: skip
