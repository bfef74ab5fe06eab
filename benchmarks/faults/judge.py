"""One cell of the table: a fault, a call and a client, and which promises were kept."""

from __future__ import annotations

import asyncio
import functools
import gc
import time
import warnings
from collections.abc import Coroutine
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from benchmarks.faults.calls import Call
from benchmarks.faults.server import FaultServer, Request, Wire
from benchmarks.faults.table import Fault, Outcome


def prepare() -> None:
    """Make cells cheap: one TLS context for all clients, and little for the collector to look at."""
    import httpcore2

    httpcore2.default_ssl_context = functools.cache(httpcore2.default_ssl_context)
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Subject:
    """A client to try: its package, the root of its errors, and which of its two kinds."""

    package: Any
    root: type[Exception]
    is_async: bool

    def client(self, url: str, **arguments: Any) -> Any:
        """A client of the server that does not wait between attempts."""
        package = self.package
        made = (package.AsyncOpenAI if self.is_async else package.OpenAI)(
            **{"base_url": url + "/v1", "api_key": "sk-secret", **arguments}
        )
        calculate = made._calculate_retry_timeout

        def shortened(*given: Any, **named: Any) -> float:
            return min(cast("float", calculate(*given, **named)), 0.001)

        made._calculate_retry_timeout = shortened
        return made

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run to the end: in a new event loop, or, for a sync client, without any."""
        if self.is_async:
            asyncio.run(work)
            return
        try:
            work.send(None)
        except StopIteration:
            return
        raise AssertionError("a sync client has nothing to wait for")

    async def close(self, client: Any) -> None:
        """Close a client of either kind."""
        closed = client.close()
        if self.is_async:
            await closed


def subjects(*, ours_alone: bool) -> dict[str, Subject]:
    """Both clients of ours and, unless they are to be alone, of `openai`."""
    names = {"ours": "openai_runs"} if ours_alone else {"ours": "openai_runs", "openai": "openai"}
    found: dict[str, Subject] = {}
    for short, name in names.items():
        package = import_module(name)
        for kind in ("sync", "async"):
            found[f"{short} {kind}"] = Subject(package, package.OpenAIError, kind == "async")
    return found


@dataclass(frozen=True)
class Cell:
    """What happened: the broken promises with what came instead (none: all were kept)."""

    broken: dict[str, str]

    def __str__(self) -> str:
        return "; ".join(f"{promise}: {instead}" for promise, instead in self.broken.items())


def judge(fault: Fault, call: Call, subject: Subject) -> Cell:
    """Try the call against a server with the fault."""
    spoiled = 0

    def play(wire: Wire, request: Request, number: int) -> None:
        nonlocal spoiled
        if number < len(call.before):
            wire.send(call.before[number].whole())
        elif spoiled < fault.times:
            spoiled += 1
            fault.spoil(wire, call.answer)
        else:
            wire.send(call.answer.whole())

    got: list[Any] = []
    with FaultServer(play) as server, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", DeprecationWarning)  # of the API's own methods
        error, seconds = _try(call, subject, server, fault.timeout, got)
        left = server.open_connections()
        gc.collect()
        sent = len(server.requests)
    return Cell(
        {
            **_outcome(fault, call, subject, error, got),
            **_compared("time", seconds <= fault.seconds, f"{seconds:.1f} s"),
            **_compared("requests", sent == _expected_requests(fault, call), f"{sent}"),
            **_compared("connections", left == 0, f"{left} open"),
            **_compared("warnings", not warned, "; ".join(str(w.message) for w in warned)),
        }
    )


def _try(
    call: Call, subject: Subject, server: FaultServer, timeout: float, got: list[Any]
) -> tuple[BaseException | None, float]:
    error: BaseException | None = None
    started = time.monotonic()

    async def work() -> None:
        nonlocal error
        client = subject.client(server.url, timeout=timeout)
        try:
            await call.make(client, subject.package, got)
        except Exception as raised:
            error = raised
        finally:
            await subject.close(client)

    subject.run(work())
    return error, time.monotonic() - started


def _compared(promise: str, kept: bool, instead: str) -> dict[str, str]:
    return {} if kept else {promise: instead}


def expected_outcome(fault: Fault, call: Call) -> Outcome:
    """What this call must come to."""
    if call.name == "stream" and fault.of_stream:
        return fault.of_stream
    if call.name == "download" and fault.of_bytes:
        return fault.of_bytes
    return fault.outcome


def _expected_requests(fault: Fault, call: Call) -> int:
    sent = fault.sent
    if call.name == "stream" and fault.sent_by_stream is not None:
        sent = fault.sent_by_stream
    return sent + len(call.before)


def _outcome(
    fault: Fault, call: Call, subject: Subject, error: BaseException | None, got: list[Any]
) -> dict[str, str]:
    expected = expected_outcome(fault, call)
    if expected == "result":
        if error is not None:
            return {"outcome": f"{type(error).__name__}: {str(error)[:80]}"}
        whole = got == call.wanted or (call.name == "download" and fault.of_bytes == "result")
        return _compared("items", whole, f"{got!r}"[:80])
    return {
        **_error(expected, fault, subject, error),
        **_items(fault, call, got),
    }


def _error(
    expected: Outcome, fault: Fault, subject: Subject, error: BaseException | None
) -> dict[str, str]:
    if error is None:
        return {"outcome": "no error"}
    found = f"{type(error).__name__}: {str(error)[:80]}"
    package = subject.package
    classes: dict[str, Any] = {
        "connection": package.APIConnectionError,
        "timeout": package.APITimeoutError,
        "status": package.APIStatusError,
        "invalid": package.APIResponseValidationError,
        "refused": subject.root,
    }
    right = isinstance(error, subject.root) and isinstance(error, classes[expected])
    if expected == "status" and right:
        right = getattr(error, "status_code", 0) == fault.status
    return _compared("outcome", right, found)


def _items(fault: Fault, call: Call, got: list[Any]) -> dict[str, str]:
    """Handed out: what came whole, once, and nothing else."""
    before = list(call.first)
    if call.name == "stream" and not fault.loses_all and fault.sent_by_stream == 1:
        kept = len(got) > 0 and got == call.wanted[: len(got)]
    else:
        kept = got == before
    return _compared("items", kept, f"{got!r}"[:80])
