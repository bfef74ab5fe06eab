"""Times commands as whole processes, in turn, so that a drift of the machine's speed hits all alike."""

from __future__ import annotations

import os
import resource
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to time. ``prepare`` runs before each round, outside the measured time.

    ``once``: it is counted in the first counted round only, and takes no part in the one that warms up. ``limit``:
    seconds of CPU after which it is stopped, 0 for no limit.
    """

    name: str
    command: Sequence[str]
    prepare: Callable[[], object] = lambda: None
    once: bool = False
    limit: int = 0


@dataclass(slots=True)
class Timing:
    """Figures of one contestant: user CPU and wall seconds per round, peak resident memory in MB."""

    name: str
    user: list[float] = field(default_factory=lambda: [])
    wall: list[float] = field(default_factory=lambda: [])
    peak_mb: float = 0.0
    failed: str = ""

    @property
    def seconds(self) -> float:
        """The median of user CPU; nan where it did not come to its end."""
        return statistics.median(self.user) if self.user and not self.failed else float("nan")


def measure(
    contestants: Sequence[Contestant], rounds: int, bytecode: Path, *, warm_up: bool = True
) -> list[Timing]:
    """Run each contestant once per round, one after the other; with ``warm_up`` one uncounted round goes first.

    ``bytecode`` is a folder for what Python compiles, so that all have it as after an installation.
    """
    timings = [Timing(contestant.name) for contestant in contestants]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for round_number in range(0 if warm_up else 1, rounds + 1):
        for contestant, timing in zip(contestants, timings, strict=True):
            if not timing.failed and (round_number == 1 or not contestant.once):
                contestant.prepare()
                _run(contestant, timing, environment, counted=round_number > 0)
    return timings


def _run(
    contestant: Contestant, timing: Timing, environment: Mapping[str, str], *, counted: bool
) -> None:
    started = time.perf_counter()
    process = subprocess.Popen(
        list(contestant.command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment, preexec_fn=lambda: _limited(contestant.limit),
    )  # fmt: skip
    errors = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGXCPU:
        timing.failed = f"stopped after {contestant.limit} s of CPU"
    elif process.returncode != 0:
        timing.failed = (errors.strip().splitlines() or [f"exit {process.returncode}"])[-1][:100]
    if counted:
        timing.user.append(usage.ru_utime)
        timing.wall.append(time.perf_counter() - started)
        timing.peak_mb = max(timing.peak_mb, usage.ru_maxrss / 1024)


def _limited(seconds: int) -> None:
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 10))


def report(title: str, timings: Sequence[Timing]) -> str:
    """A table: each contestant's ratio to the first one (above 1: slower than the first), medians, memory."""
    lines = [title, f"  {'ratio':>6}{'user s':>9}{'wall s':>9}{'peak MB':>9}"]
    for timing in timings:
        if timing.failed:
            lines.append(f"  {'-':>6}{'':>27}  {timing.name}: {timing.failed}")
            continue
        ratio, wall = timing.seconds / timings[0].seconds, statistics.median(timing.wall)
        figures = f"{ratio:>6.2f}{timing.seconds:>9.2f}{wall:>9.2f}{timing.peak_mb:>9.0f}"
        lines.append(f"  {figures}  {timing.name}")
    return "\n".join(lines)
