"""Promises about a client as a whole: each function gives what was broken, empty where nothing was."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
import traceback
import warnings
from collections.abc import Awaitable, Callable
from typing import Any, cast

from benchmarks.faults.calls import Answer, run
from benchmarks.faults.interrupts import INTERRUPTS
from benchmarks.faults.judge import Subject
from benchmarks.faults.server import FaultServer, Request, Wire

RUN = Answer(run(id="run_1"))
Use = Callable[[Any], Awaitable[Any]]


def _good(wire: Wire, request: Request, number: int) -> None:
    wire.send(RUN.whole())


async def retrieve(client: Any, **options: Any) -> Any:
    """One call; its value for either kind of client."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        value = client.beta.threads.runs.retrieve("run_1", thread_id="t", **options)
        return await value if hasattr(value, "__await__") else value


def attempt(
    subject: Subject, server: FaultServer, use: Use, **arguments: Any
) -> BaseException | None:
    """Use a client that is closed afterwards; the error that this ended with."""
    error: BaseException | None = None

    async def work() -> None:
        nonlocal error
        client = None
        try:
            client = subject.client(server.url, **arguments)
            await use(client)
        except BaseException as raised:
            error = raised
        finally:
            if client is not None:
                await subject.close(client)

    subject.run(work())
    return error


def _named(error: BaseException | None) -> str:
    return "no error" if error is None else f"{type(error).__name__}: {str(error)[:80]}"


def refused(subject: Subject) -> str:
    """A refused connection is told with its cause."""
    with FaultServer(_good) as server:
        pass
    error = attempt(subject, server, retrieve)
    if error is None or not isinstance(error, subject.package.APIConnectionError):
        return _named(error)
    return "" if error.__cause__ is not None else "no cause"


def left_over(subject: Subject) -> str:
    """Bytes after a body never answer the next call, which goes out once, on another connection."""
    forged = Answer(run(id="run_forged")).whole()

    def play(wire: Wire, request: Request, number: int) -> None:
        wire.send(RUN.whole() + (forged if number == 0 else b""))

    ids: list[str] = []

    async def use(client: Any) -> None:
        for _ in range(2):
            ids.append((await retrieve(client)).id)

    with FaultServer(play) as server:
        error = attempt(subject, server, use)
        sent = len(server.requests)
    if error is not None:
        return _named(error)
    return "" if (ids, sent) == (["run_1", "run_1"], 2) else f"{ids}, {sent} requests"


def _line_break(subject: Subject, **arguments: Any) -> str:
    options = {"extra_headers": {"X-Token": "sk-hid\r\nden: 1"}} if not arguments else {}

    async def use(client: Any) -> None:
        await retrieve(client, **options)

    with FaultServer(_good) as server:
        error = attempt(subject, server, use, **arguments)
        sent = len(server.requests)
        attempts = server.connections
    if not isinstance(error, subject.root):
        return _named(error)
    text = "".join(traceback.format_exception(error))
    if "sk-hid" in text:
        return "the value is shown"
    return f"{sent} requests" if sent else f"{attempts} connections" if attempts else ""


def key_with_line_break(subject: Subject) -> str:
    """A key with a line break is refused, unsent and not shown."""
    return _line_break(subject, api_key="sk-hidden\n")


def header_with_line_break(subject: Subject) -> str:
    """A header with a line break is refused, unsent and not shown."""
    return _line_break(subject)


def key_not_ascii(subject: Subject) -> str:
    """A key that is not ASCII is refused, unsent and not shown."""
    return _line_break(subject, api_key="sk-hid€")


def closed_before(subject: Subject) -> str:
    """A call of a closed client raises an error of the package."""

    async def use(client: Any) -> None:
        await subject.close(client)
        await retrieve(client)

    with FaultServer(_good) as server:
        error = attempt(subject, server, use)
    return "" if isinstance(error, subject.root) else _named(error)


def closed_in_call(subject: Subject) -> str:
    """Closing a client ends its calls, soon and with an error of the package."""
    with FaultServer(lambda wire, request, number: wire.hang()) as server:

        async def use(client: Any) -> None:
            if subject.is_async:
                waiting = asyncio.ensure_future(retrieve(client))
                while not server.requests:
                    await asyncio.sleep(0.01)
                await client.close()
                await asyncio.wait_for(waiting, 5)
                return

            def close() -> None:
                server.wait_for(1)
                time.sleep(0.2)  # until the call waits for its answer
                client.close()

            closer = threading.Thread(target=close)
            closer.start()
            try:
                await retrieve(client)
            finally:
                closer.join()

        started = time.monotonic()
        error = attempt(subject, server, use, timeout=6.0)
        seconds = time.monotonic() - started
        left = server.open_connections()
    if not isinstance(error, subject.root):
        return _named(error)
    return f"{seconds:.0f} s" if seconds > 4 else f"{left} open" if left else ""


def exhausted_pool(subject: Subject) -> str:
    """With no connection free, a call ends in a timeout of the package."""
    import httpx2

    limits, timeout = httpx2.Limits(max_connections=1), httpx2.Timeout(5.0, pool=0.1)
    http = subject.package
    made = (http.DefaultAsyncHttpxClient if subject.is_async else http.DefaultHttpxClient)(
        limits=limits, timeout=timeout
    )

    async def use(client: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            held = client.beta.threads.runs.with_streaming_response.retrieve("r", thread_id="t")
            if subject.is_async:
                async with held:
                    await retrieve(client)
            else:
                with held:
                    await retrieve(client)

    with FaultServer(_good) as server:
        error = attempt(subject, server, use, http_client=made, timeout=timeout, max_retries=0)
        left = server.open_connections()
    right = isinstance(error, subject.package.APITimeoutError)
    return f"{left} open" if left else "" if right else _named(error)


def after_fork(subject: Subject) -> str:
    """A child of a fork opens its own connections; the parent keeps its own."""
    broken = ""

    async def use(client: Any) -> None:
        nonlocal broken
        await retrieve(client)
        child = os.fork()
        if child == 0:
            os._exit(_in_child(client, subject))
        status = (
            await asyncio.to_thread(os.waitpid, child, 0)
            if subject.is_async
            else os.waitpid(child, 0)
        )
        await retrieve(client)
        numbers = [request.connection for request in server.requests]
        if status[1] != 0:
            broken = "the child failed"
        elif numbers != [0, 1, 0]:
            broken = f"connections {numbers}"

    with FaultServer(_good) as server:
        error = attempt(subject, server, use)
    return _named(error) if error is not None else broken


def _in_child(client: Any, subject: Subject) -> int:
    """Use the client in a forked process; the exit status. Nothing but the call may matter there."""
    try:
        if subject.is_async:
            asyncio._set_running_loop(None)
            asyncio.new_event_loop().run_until_complete(asyncio.wait_for(retrieve(client), 5))
        else:
            subject.run(retrieve(client))
    except BaseException:
        return 1
    return 0


def second_loop(subject: Subject) -> str:
    """A client goes on in another event loop after its first was closed."""
    if not subject.is_async:
        return ""
    with FaultServer(_good) as server:
        client = subject.client(server.url)
        try:
            for _ in range(3):
                asyncio.run(cast("Any", retrieve(client)))
        except BaseException as error:
            return _named(error)
        sent = len(server.requests)
        with contextlib.suppress(RuntimeError):
            asyncio.run(client.close())
    return "" if sent == 3 else f"{sent} requests"


def two_threads(subject: Subject) -> str:
    """Two threads (or tasks) share a client, and each gets its own answers."""

    def play(wire: Wire, request: Request, number: int) -> None:
        name = request.target.rpartition("/")[2]
        wire.send(Answer(run(id=name)).whole())

    wrong: list[str] = []

    async def ask(client: Any, name: str) -> None:
        for number in range(20):
            id = f"{name}_{number}"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                value = client.beta.threads.runs.retrieve(id, thread_id="t")
            got = (await value if hasattr(value, "__await__") else value).id
            wrong.extend([] if got == id else [got])

    async def use(client: Any) -> None:
        if subject.is_async:
            await asyncio.gather(ask(client, "a"), ask(client, "b"))
            return
        threads = [
            threading.Thread(target=subject.run, args=(ask(client, name),)) for name in ("a", "b")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    with FaultServer(play) as server:
        error = attempt(subject, server, use)
        sent = len(server.requests)
    if error is not None or wrong:
        return _named(error)
    return "" if sent == 40 else f"{sent} requests"


def across_origins(subject: Subject) -> str:
    """A redirect to another origin takes no credentials along."""
    with FaultServer(_good) as other:
        target = other.url

        def play(wire: Wire, request: Request, number: int) -> None:
            wire.send(Answer(b"", status=307, headers=(f"Location: {target}/x",)).whole())

        async def use(client: Any) -> None:
            await retrieve(client, extra_headers={"X-Api-Key": "sk-second", "Cookie": "a=sk-third"})

        with FaultServer(play) as server:
            error = attempt(subject, server, use)
        sent = str([request.headers for request in other.requests])
    return _named(error) if error is not None else "sent" if "sk-" in sent else ""


SCENARIOS: dict[str, Callable[[Subject], str]] = {
    "connection refused": refused,
    "bytes after a body": left_over,
    "key with a line break": key_with_line_break,
    "header with a line break": header_with_line_break,
    "key that is not ASCII": key_not_ascii,
    "closed before the call": closed_before,
    "closed in the call": closed_in_call,
    "pool exhausted": exhausted_pool,
    "fork": after_fork,
    "second event loop": second_loop,
    "two threads": two_threads,
    "redirect to another origin": across_origins,
    **INTERRUPTS,
}
