"""Measuring the rows, the contestants in turn, so that a drift of the machine's speed hits all alike."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping

from benchmarks.clients.processes import Process, do, fresh, server, workers
from benchmarks.clients.rows import CONTESTANTS, OURS, SDKS, START, TASKS, Row, Task


class Figures:
    """What each contestant took in each round, by row."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def add(self, row: str, contestant: str, value: float) -> None:
        """Note one round."""
        self._found[row][contestant].append(value)

    def rounds(self, row: str, contestant: str) -> list[float]:
        """A contestant's rounds, in order; empty where it was not measured."""
        return self._found.get(row, {}).get(contestant, [])

    def median(self, row: str, contestant: str) -> float | None:
        """The median of its rounds."""
        rounds = self.rounds(row, contestant)
        return statistics.median(rounds) if rounds else None

    def ratios(self, row: Row, to: str) -> list[float]:
        """Ours, divided in each round by what ``to`` took in it: a contestant, or ours in another row."""
        ours = self.rounds(row.name, OURS)
        if to in CONTESTANTS:
            return [a / b for a, b in zip(ours, self.rounds(row.name, to), strict=False) if b]
        base = self.median(to, OURS)
        return [value / base for value in ours] if base else []


def measure(*, short: bool, only: str = "") -> Figures:
    """All rows whose name has ``only``."""
    figures = Figures()
    with server() as url:
        if any(only in row.name for row in START):
            _start(figures, url, 1 if short else 4)
        tasks = [row for row in TASKS if only in row.name]
        if tasks:
            with workers(CONTESTANTS, url) as crew:
                for row in tasks:
                    _task(figures, row, crew, short=short)
        if only in "grown passed":
            _memory(figures, url, 1_000 if short else 10_000, 1 if short else 2)
    return figures


def _start(figures: Figures, url: str, rounds: int) -> None:
    for nth in range(rounds + 1):
        for name in CONTESTANTS:
            told = fresh(name, url)
            if nth == 0:  # modules were compiled
                continue
            figures.add("reached", name, told["reached"] * 1e3)
            figures.add("first", name, told["first"] * 1e3)
            figures.add("total", name, (told["reached"] + told["first"]) * 1e3)
            figures.add("needed", name, len(told["needed"]))
            figures.add("own", name, told["own"])
            figures.add("peak", name, told["peak"] / 1024)


def _task(figures: Figures, row: Task, crew: Mapping[str, Process], *, short: bool) -> None:
    count, rounds = row.counts[short], row.rounds[short]
    for _ in range(rounds):
        for name in row.contestants:
            done = do(crew[name], row.done, count, max(1, min(count, 200) // row.parts))
            figures.add(row.name, name, done.micros / row.parts)
            if row.done == "polled" and name in SDKS:
                figures.add("threads", name, done.threads - 1)
                figures.add("pools", name, done.pools)


def _memory(figures: Figures, url: str, count: int, rounds: int) -> None:
    for _ in range(rounds):
        for row, task in (("grown", "held"), ("passed", "listed")):
            for name in ("openai_runs", "floor", "openai"):
                told = fresh(name, url, task, str(count))
                figures.add(row, name, told["grown"] / 1024)
