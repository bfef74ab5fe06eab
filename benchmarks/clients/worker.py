"""One contestant in a process of its own, which does tasks as it is told.

usage: python -m benchmarks.clients.worker CONTESTANT URL

A line of input is a task, how often, and how often before that without counting; a line of output the CPU seconds of
one time, and the threads and pools of connections that a task has noted.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
import warnings
from typing import Any


def contestant(name: str, url: str) -> Any:
    """The tasks of a contestant by its name."""
    if name == "floor":
        from benchmarks.clients.floor import Floor

        return Floor(url)
    if name == "langgraph_sdk":
        from benchmarks.clients.langgraph import LangGraph

        return LangGraph(url)
    from importlib import import_module

    from benchmarks.clients.sdk import SDK

    return SDK(import_module(name), url)


def allow_many_files() -> None:
    """Let this process have as many connections as the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main() -> None:
    """Do tasks until the input ends."""
    allow_many_files()
    warnings.simplefilter("ignore", DeprecationWarning)
    tasks = contestant(sys.argv[1], sys.argv[2])
    for line in sys.stdin:
        name, count, before = line.split()
        task = getattr(tasks, name)
        task(int(before))
        gc.collect()
        started = time.process_time()
        task(int(count))
        seconds = (time.process_time() - started) / int(count)
        print(seconds, *getattr(tasks, "used", (0, 0)), flush=True)


if __name__ == "__main__":
    main()
