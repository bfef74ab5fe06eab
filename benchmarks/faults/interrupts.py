"""Calls that are stopped at each of their awaits, or at each use of the network: what is left behind.

Async calls are cancelled under asyncio and under trio, and interrupted by a signal; sync calls meet a
``KeyboardInterrupt`` before and after each connect, read and write. The pool has room for one connection, so that one
that is lost shows in the next call.
"""

from __future__ import annotations

import asyncio
import signal
import types
import warnings
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, TypeVar
from unittest.mock import patch

from benchmarks.faults.calls import CALLS, Answer, Call, run
from benchmarks.faults.judge import Subject
from benchmarks.faults.server import FaultServer, Request, Wire

_T = TypeVar("_T")
_AFTER = {"X-After": "1"}
_MOST = 200
"""More steps than any of the calls has."""


class Steps:
    """Counts steps, and stops at the ``last`` one; ``reached`` tells whether there were so many."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0
        self.stop: Callable[[], object] = _raise_interrupt

    @property
    def reached(self) -> bool:
        """Whether the work was stopped."""
        return self.count >= self.last

    def step(self) -> None:
        """One step further."""
        self.count += 1
        if self.count == self.last:
            self.stop()

    @types.coroutine
    def through(self, work: Coroutine[Any, Any, _T]) -> Generator[Any, Any, _T]:
        """Run a coroutine; each time that it waits is a step."""
        error: BaseException | None = None
        sent: Any = None
        while True:
            try:
                waits_for = work.send(sent) if error is None else work.throw(error)
            except StopIteration as done:
                result: _T = done.value
                return result
            error = None
            try:
                self.step()
                sent = yield waits_for
            except BaseException as raised:
                error = raised


def _raise_interrupt() -> None:
    raise KeyboardInterrupt


class _Try:
    """One call that is stopped at one step, and the call after it, with one client."""

    def __init__(self, subject: Subject, call: Call, steps: Steps) -> None:
        self.subject = subject
        self.call = call
        self.steps = steps
        self.broken = ""

    def play(self, wire: Wire, request: Request, number: int) -> None:
        """Answer the call's requests in turn, those after it always in the same way."""
        answers = (*self.call.before, self.call.answer)
        after = "x-after" in request.headers
        answer = Answer(run(id="run_after")) if after else answers[min(number, len(answers) - 1)]
        whole = answer.whole()
        body = whole.index(b"\r\n\r\n") + 4
        for start, end in pairwise([0, 30, body, (body + len(whole)) // 2]):
            wire.send(whole[start:end])
            wire.hang(0.002)
        wire.send(whole[end:])

    def client(self, server: FaultServer) -> Any:
        """A client whose pool has room for one connection."""
        import httpx2

        limits, timeout = httpx2.Limits(max_connections=1), httpx2.Timeout(5.0, pool=1.0)
        package = self.subject.package
        made = (
            package.DefaultAsyncHttpxClient if self.subject.is_async else package.DefaultHttpxClient
        )
        http = made(limits=limits, timeout=timeout)
        return self.subject.client(server.url, http_client=http, timeout=timeout, max_retries=0)

    async def interrupted(self, client: Any) -> None:
        """The call that is stopped, or, where it has fewer steps, gives what it should."""
        got: list[Any] = []
        work = self.call.make(client, self.subject.package, got)
        await (self.steps.through(work) if self.subject.is_async else work)
        if got != self.call.wanted:
            self.broken = f"gave {got!r}"[:80]

    async def after(self, client: Any) -> None:
        """Another call of the same client, which must be answered."""
        runs = client.beta.threads.runs
        try:
            value = runs.retrieve("run_1", thread_id="t", extra_headers=_AFTER)
            found = (await value if hasattr(value, "__await__") else value).id
            self.broken = self.broken or ("" if found == "run_after" else f"then {found!r}")
        except Exception as error:
            self.broken = f"then {type(error).__name__}: {str(error)[:60]}"

    def judge(self, run_all: Callable[[_Try, FaultServer], None]) -> str:
        """What was broken; empty where nothing was."""
        with FaultServer(self.play) as server:
            run_all(self, server)
            left = server.open_connections()
        return self.broken or (f"{left} open" if left else "")


def _in_asyncio(attempt: _Try, server: FaultServer) -> None:
    async def main() -> None:
        client = attempt.client(server)
        task = asyncio.ensure_future(attempt.interrupted(client))
        attempt.steps.stop = task.cancel
        try:
            await task
            lost = attempt.steps.reached
        except asyncio.CancelledError:
            lost = False
        await attempt.after(client)
        attempt.broken = attempt.broken or ("the cancellation was lost" if lost else "")
        await attempt.subject.close(client)

    asyncio.run(main())


def _in_trio(attempt: _Try, server: FaultServer) -> None:
    import anyio

    async def main() -> None:
        client = attempt.client(server)
        with anyio.CancelScope() as scope:
            attempt.steps.stop = scope.cancel
            await attempt.interrupted(client)
        await attempt.after(client)
        await attempt.subject.close(client)

    anyio.run(main, backend="trio")


def _by_signal(attempt: _Try, server: FaultServer) -> None:
    """As ^C does it: the event loop ends, and with it the client's connections, once it is closed.

    A process that was started in the background ignores ^C; this one must not, or nothing is tried.
    """

    async def main() -> None:
        client = attempt.client(server)
        attempt.steps.stop = lambda: signal.raise_signal(signal.SIGINT)
        try:
            await attempt.interrupted(client)
        finally:
            await attempt.subject.close(client)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGINT, before)
    if attempt.steps.reached:
        attempt.broken = "the signal was lost"


def _in_sync(attempt: _Try, server: FaultServer) -> None:
    async def main() -> None:
        client = attempt.client(server)
        try:
            with _network_steps(attempt.steps):
                await attempt.interrupted(client)
        except KeyboardInterrupt:
            pass
        await attempt.after(client)
        await attempt.subject.close(client)

    attempt.subject.run(main())


@contextmanager
def _network_steps(steps: Steps) -> Iterator[None]:
    """Have each connect, read and write of sync code be two steps: before it, and after it."""
    from httpcore2 import SyncBackend
    from httpcore2._backends.sync import SyncStream

    def stepping(function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            steps.step()
            value = function(*arguments, **named)
            steps.step()
            return value

        return stepped

    with (
        patch.object(SyncBackend, "connect_tcp", stepping(SyncBackend.connect_tcp)),
        patch.object(SyncStream, "read", stepping(SyncStream.read)),
        patch.object(SyncStream, "write", stepping(SyncStream.write)),
    ):
        yield


def _at_each_step(subject: Subject, run_all: Callable[[_Try, FaultServer], None]) -> str:
    """Stop each call at its first step, its second, and so on; the first that leaves something behind."""
    for call in CALLS:
        for last in range(1, _MOST):
            steps = Steps(last)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                broken = _Try(subject, call, steps).judge(run_all)
            if broken:
                return f"{call.name}, step {last}: {broken}"
            if not steps.reached:
                break
        else:
            return f"{call.name} does not end"
    return ""


def cancelled(subject: Subject) -> str:
    """Cancelled by asyncio, or interrupted in sync code: nothing stays open, and the client goes on."""
    return _at_each_step(subject, _in_asyncio if subject.is_async else _in_sync)


def cancelled_in_trio(subject: Subject) -> str:
    """Cancelled under trio: nothing stays open, and the client goes on."""
    return _at_each_step(subject, _in_trio) if subject.is_async else ""


def interrupted(subject: Subject) -> str:
    """Interrupted by a signal under asyncio: the signal arrives, and nothing stays open."""
    return _at_each_step(subject, _by_signal) if subject.is_async else ""


INTERRUPTS = {
    "stopped at every step": cancelled,
    "cancelled at every await of trio": cancelled_in_trio,
    "a signal at every await": interrupted,
}
