"""What a call, an event and a snapshot cost, next to `openai` in the same process and the same run.

usage: python -m benchmarks.runtime [--rounds N]

Figures are microseconds of CPU time, the least of all rounds: one ``runs.retrieve`` over a transport without a network,
one message delta through a plain stream, and one through an event handler that keeps snapshots, for a short and for a
long message (the cost per event must not grow with the message).
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from typing import Any

import httpx2

from tests.differential import samples

EVENTS = {"content-type": "text/event-stream"}


def delta_stream(count: int) -> bytes:
    """A message of ``count`` deltas of a few characters each."""
    delta = {"index": 0, "type": "text", "text": {"value": "some words "}}
    line = f"event: thread.message.delta\ndata: {json.dumps(samples.message_delta(delta))}\n\n"
    begun = samples.message(status="in_progress", content=[])
    head = f"event: thread.message.created\ndata: {json.dumps(begun)}\n\n"
    return (head + line * count + "event: done\ndata: [DONE]\n\n").encode()


def client_of(package: Any, reply: Callable[[], httpx2.Response]) -> Any:
    """A client whose server answers everything with ``reply``."""
    transport = httpx2.MockTransport(lambda _: reply())
    return package.OpenAI(api_key="k", http_client=httpx2.Client(transport=transport))


def retrieve(package: Any, count: int) -> float:
    """Microseconds for one ``runs.retrieve``."""
    body = json.dumps(samples.run()).encode()
    headers = {"content-type": "application/json"}
    client = client_of(package, lambda: httpx2.Response(200, headers=headers, content=body))
    client.beta.threads.runs.retrieve("r", thread_id="t")
    started = time.process_time()
    for _ in range(count):
        client.beta.threads.runs.retrieve("r", thread_id="t")
    return (time.process_time() - started) / count * 1e6


def plain_stream(package: Any, count: int) -> float:
    """Microseconds for one event of a plain stream."""
    content = delta_stream(count)
    client = client_of(package, lambda: httpx2.Response(200, headers=EVENTS, content=content))
    started = time.process_time()
    for _ in client.beta.threads.runs.create("t", assistant_id="a", stream=True):
        pass
    return (time.process_time() - started) / count * 1e6


def handled_stream(package: Any, count: int) -> float:
    """Microseconds for one event through an event handler."""
    content = delta_stream(count)
    client = client_of(package, lambda: httpx2.Response(200, headers=EVENTS, content=content))
    started = time.process_time()
    with client.beta.threads.runs.stream(thread_id="t", assistant_id="a") as events:
        events.until_done()
    return (time.process_time() - started) / count * 1e6


CASES: dict[str, tuple[Callable[[Any, int], float], int]] = {
    "runs.retrieve": (retrieve, 200),
    "event, plain stream": (plain_stream, 2_000),
    "event, handler, 200 deltas": (handled_stream, 200),
    "event, handler, 4,000 deltas": (handled_stream, 4_000),
}


def main() -> int:
    """Print one row per case."""
    import openai
    import openai_runs

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default 5)")
    rounds = parser.parse_args().rounds
    warnings.simplefilter("ignore", DeprecationWarning)
    print(f"{'µs of CPU':<32}{'openai_runs':>12}{'openai':>12}{'ratio':>8}")
    for name, (measure, count) in CASES.items():
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(measure(openai_runs, count))
            theirs.append(measure(openai, count))
        best, peer = min(ours), min(theirs)
        print(f"{name:<32}{best:>12.1f}{peer:>12.1f}{best / peer:>8.2f}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
