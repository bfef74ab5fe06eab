"""The processes that measure: a server, a worker per contestant, and fresh ones for what happens once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """Variables of all processes: ours can be imported, and compiled modules are kept, as where it is installed."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "LANGGRAPH_")) and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "generated/openai-runs/src")]),
        "PYTHONPYCACHEPREFIX": str(ROOT / ".bench/pycache"),
        "PYTHONWARNINGS": "ignore",
        "PYTHONHASHSEED": "0",
    }


class Process:
    """A module of this package that is run, and answers a line with a line."""

    def __init__(self, module: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"benchmarks.clients.{module}", *arguments]
        self.name = " ".join(command[2:])
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
            cwd=ROOT,
        )

    def ask(self, line: str) -> str:
        """The answer to a line. Raises :class:`RuntimeError` where the process has ended."""
        told = cast("IO[str]", self._process.stdin)
        told.write(f"{line}\n")
        told.flush()
        return self.read()

    def read(self) -> str:
        """Its next line."""
        line = cast("IO[str]", self._process.stdout).readline()
        if not line:
            raise RuntimeError(f"{self.name} ended with status {self._process.wait()}")
        return line.strip()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        cast("IO[str]", self._process.stdin).close()
        self._process.wait()


@contextmanager
def server() -> Generator[str]:
    """The URL of a loopback server in a process of its own."""
    with Process("server") as process:
        yield f"http://127.0.0.1:{process.read()}"


@contextmanager
def workers(names: Sequence[str], url: str) -> Generator[dict[str, Process]]:
    """A worker for each contestant."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(Process("worker", name, url)) for name in names}


@dataclass(frozen=True)
class Done:
    """What a worker says about a task: CPU microseconds of one time, threads and pools of connections."""

    micros: float
    threads: int
    pools: int


def do(worker: Process, task: str, count: int, before: int) -> Done:
    """Have a task done ``count`` times, after ``before`` times that do not count."""
    seconds, threads, pools = worker.ask(f"{task} {count} {before}").split()
    return Done(float(seconds) * 1e6, int(threads), int(pools))


def fresh(contestant: str, url: str, *arguments: str) -> dict[str, Any]:
    """What a fresh process tells of its start; see :mod:`benchmarks.clients.start`."""
    with Process("start", contestant, url, *arguments) as process:
        return cast("dict[str, Any]", json.loads(process.read()))
