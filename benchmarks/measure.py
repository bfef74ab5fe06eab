"""Times commands as whole processes, in turn, so that a drift of the machine's speed hits all alike."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to time. ``prepare`` runs before each round, outside the measured time."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Timing:
    """Figures of one contestant: user CPU and wall seconds per round, peak resident memory in MB."""

    name: str
    user: list[float] = field(default_factory=lambda: [])
    wall: list[float] = field(default_factory=lambda: [])
    peak_mb: float = 0.0
    failed: str = ""


def measure(
    contestants: Sequence[Contestant], rounds: int, *, warm_up: bool = True
) -> list[Timing]:
    """Run each contestant once per round, one after the other; with ``warm_up`` one uncounted round goes first."""
    timings = [Timing(contestant.name) for contestant in contestants]
    for round_number in range(0 if warm_up else 1, rounds + 1):
        for contestant, timing in zip(contestants, timings, strict=True):
            if not timing.failed:
                contestant.prepare()
                _run(contestant, timing, counted=round_number > 0)
    return timings


def _run(contestant: Contestant, timing: Timing, *, counted: bool) -> None:
    started = time.perf_counter()
    process = subprocess.Popen(
        list(contestant.command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    errors = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        timing.failed = (errors.strip().splitlines() or [f"exit {process.returncode}"])[-1][:100]
    if counted:
        timing.user.append(usage.ru_utime)
        timing.wall.append(time.perf_counter() - started)
        timing.peak_mb = max(timing.peak_mb, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def report(title: str, timings: Sequence[Timing]) -> str:
    """A table: medians, and each contestant's ratio to the first one (above 1: slower than the first)."""
    lines = [title, f"  {'':<42}{'user s':>9}{'wall s':>9}{'peak MB':>9}{'ratio':>8}"]
    base = statistics.median(timings[0].user) if timings[0].user else 0.0
    for timing in timings:
        if timing.failed:
            lines.append(f"  {timing.name:<42}failed: {timing.failed}")
            continue
        user, wall = statistics.median(timing.user), statistics.median(timing.wall)
        ratio = user / base if base else float("nan")
        lines.append(
            f"  {timing.name:<42}{user:>9.2f}{wall:>9.2f}{timing.peak_mb:>9.0f}{ratio:>8.2f}"
        )
    return "\n".join(lines)
