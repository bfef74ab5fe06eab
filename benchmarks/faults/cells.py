"""The cells of the table and what was broken in each, found by a process for each client.

A cell that takes much longer than promised is given up: a client that buffers a gigabyte would hold up the rest.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import signal
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.faults.calls import CALLS, Call
from benchmarks.faults.judge import Subject, judge, prepare, subjects
from benchmarks.faults.scenarios import SCENARIOS
from benchmarks.faults.table import FAULTS, READ_TIMEOUT, Fault

_GRACE = 2
"""Seconds after the promised time when a cell is given up."""
_SCENARIO_SECONDS = 60


@dataclass(frozen=True)
class Cell:
    """One fault and one call (by their names), or a promise about a client (``call`` is empty)."""

    subject: str
    name: str
    call: str = ""


@dataclass(frozen=True)
class Found:
    """A cell and what was broken in it; empty where nothing was."""

    cell: Cell
    broken: str


class _TooLong(KeyboardInterrupt):
    """Raised by the alarm; event loops let nothing else pass that is raised in their callbacks."""


def cells(subject: str, only: str, *, short: bool) -> list[Cell]:
    """All cells of a client whose names have ``only``; with ``short``, some of the calls for each fault."""
    table = sampled() if short else [(fault, call) for fault in FAULTS for call in CALLS]
    found = [
        Cell(subject, fault.name, call.name)
        for fault, call in table
        if only in fault.name and (not fault.only or call.name in fault.only)
    ]
    return found + [Cell(subject, name) for name in SCENARIOS if only in name]


def sampled() -> list[tuple[Fault, Call]]:
    """A stream for each fault, and the other calls by turns where that takes no time."""
    stream = next(call for call in CALLS if call.name == "stream")
    others = [call for call in CALLS if call is not stream]
    chosen: list[tuple[Fault, Call]] = []
    for number, fault in enumerate(FAULTS):
        chosen.append((fault, stream))
        if not (fault.only or fault.timeout == READ_TIMEOUT or fault.is_slow):
            chosen.append((fault, others[number % len(others)]))
    return chosen


def find_all(asked: dict[str, list[Cell]]) -> Iterator[Found]:
    """Try the cells of each client in a process of its own, and give what was found, client by client."""
    fresh = multiprocessing.get_context(
        "spawn"
    )  # no thread of ours may be in the middle of something
    with ExitStack() as stack:
        lists: list[Iterator[Found]] = []
        for name, wanted in asked.items():
            pool = ProcessPoolExecutor(1, mp_context=fresh, initializer=_start, initargs=(name,))
            lists.append(stack.enter_context(pool).map(find, wanted))
        for found in lists:
            yield from found


def _start(subject: str) -> None:
    """Set a process up, and load what each call needs: the time that this takes is no promise."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    prepare()
    client = subjects(ours_alone=subject.startswith("ours"))[subject]
    for call in CALLS:
        judge(FAULTS[0], call, client)
    gc.freeze()


def _give_up(*_: object) -> None:
    raise _TooLong


def find(cell: Cell) -> Found:
    """Try one cell."""
    subject = subjects(ours_alone=cell.subject.startswith("ours"))[cell.subject]
    if not cell.call:
        return _within(_SCENARIO_SECONDS, cell, lambda: SCENARIOS[cell.name](subject))
    fault = next(fault for fault in FAULTS if fault.name == cell.name)
    call = next(call for call in CALLS if call.name == cell.call)
    seconds = int(fault.seconds) + _GRACE
    return _within(seconds, cell, lambda: _judged(fault, call, subject, seconds))


def _judged(fault: Fault, call: Call, subject: Subject, seconds: int) -> str:
    """What was broken. Who keeps all promises but the time is tried once more: others may have had the machine."""
    verdict = judge(fault, call, subject)
    if verdict.broken.keys() == {"time"}:
        signal.alarm(seconds)
        verdict = judge(fault, call, subject)
    return str(verdict)


def _within(seconds: int, cell: Cell, attempt: Callable[[], str]) -> Found:
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(seconds)
    try:
        return Found(cell, attempt())
    except _TooLong:
        return Found(cell, f"time: given up after {seconds} s")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        gc.freeze()  # what is left is not looked at again by the next cell
