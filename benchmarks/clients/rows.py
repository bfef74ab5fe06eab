"""What is measured, and what is promised about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OURS, FLOOR, OPENAI, LANGGRAPH = "openai_runs", "floor", "openai", "langgraph_sdk"
CONTESTANTS = (OURS, FLOOR, OPENAI, LANGGRAPH)
SDKS = (OURS, OPENAI)


@dataclass(frozen=True)
class Row:
    """A line of the table.

    ``at_most`` maps what ours is compared with to the highest ratio: a contestant, or another row (then of ours);
    ``limit`` is the highest value itself. ``why`` says what stands in the way of a goal that is not met.
    """

    name: str
    what: str
    unit: str
    contestants: tuple[str, ...] = CONTESTANTS
    at_most: Mapping[str, float] = field(default_factory=lambda: {})
    limit: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Task(Row):
    """A row that workers measure: so many times in a round, in so many rounds; ``parts`` counted ones are in each time.

    The second of ``counts`` and of ``rounds`` is for the short mode. Without ``task`` it is the one of the row's name.
    """

    task: str = ""
    counts: tuple[int, int] = (300, 60)
    rounds: tuple[int, int] = (5, 3)
    parts: int = 1

    @property
    def done(self) -> str:
        """The name of the task that workers do."""
        return self.task or self.name


_CALL = {FLOOR: 1.2, OPENAI: 0.65}
_LAZY = (
    "`import httpx2, pydantic` loads neither the transport nor the base model nor a single class: by hand, too, the "
    "first parsed run costs several times as much after it as the goal allows. The next row is the sum of both"
)
_MODULES = (
    "a module per type and per resource, each in a package, is the published client's layout: 28 of them (21 types of "
    "a run, 7 of resources) are more than the goal. The other 41 are the runtime's: settings, client and its verbs, "
    "transport, request, response, errors and reader. Streams, bodies, files, limits, tokens, reconnections and tools "
    "load when they are used"
)
_SPREAD = (
    "about 85 % of a call are the transport's work, by hand as with ours, and 18 headers, as the published client "
    "sends them, where 6 are sent by hand, make it dearer (each is checked several times). Describing a call and "
    "making its request costs less than by hand, as neither URL nor headers are parsed again; what guards the answer "
    "(bytes left over, half a gzip, hooks, redirects, logs) costs about 5 %. "
    "`python -m benchmarks.clients.parts` measures each part"
)
_EVENTS = (
    "by hand, an event is what stands between two empty lines, in one form. Ours reads all that the format allows (any "
    "line end, ids, comments, data in several lines), looks for errors, and bounds an event that never ends: 5 µs"
)
_LISTED = "pages are models of both, the ratio lies at the goal, within the spread of the rounds"
_GROWN = (
    "the runs are the same models, no page is kept behind them, and no call leaves a cycle; peak memory is counted "
    "in steps of 128 kB"
)

START = (
    Row(
        "reached",
        "import, client made, `client.beta.threads.runs` reached",
        "ms",
        at_most={FLOOR: 1.10, OPENAI: 1 / 5},
        why="the median lies at the goal, within the spread of the rounds",
    ),
    Row("needed", "`httpx2` and `pydantic` loaded by the bare import", "", SDKS, limit=0),
    Row("first", "first parsed run after that", "ms", limit=40, why=_LAZY),
    Row("total", "both together", "ms"),
    Row(
        "own",
        "modules of its own for one `runs.retrieve`",
        "",
        SDKS,
        limit=25,
        why=_MODULES,
    ),
    Row("peak", "memory after that", "MB", at_most={FLOOR: 1.15}),
)

TASKS = (
    Task("retrieve", "`runs.retrieve`, sync", "µs", at_most=_CALL, why=_SPREAD),
    Task(
        "retrieve_async",
        "`runs.retrieve`, async",
        "µs",
        at_most=_CALL,
        why=_SPREAD,
    ),
    Task(
        "retrieve_drifted",
        "`runs.retrieve`, a run that has outgrown the document",
        "µs",
        SDKS,
        at_most={"retrieve": 3, OPENAI: 1},
    ),
    Task(
        "missing",
        "a 404 as a typed error",
        "µs",
        at_most={OPENAI: 1},
    ),
    Task(
        "retrieve_busy",
        "a 503 and a retry before the run",
        "µs",
        SDKS,
        at_most={OPENAI: 1},
        counts=(100, 30),
    ),
    Task(
        "packed",
        "50,000 message deltas as typed events, in big chunks",
        "µs",
        at_most={FLOOR: 1.5, OPENAI: 1 / 12},
        why=_EVENTS,
        counts=(50_000, 2_000),
        rounds=(7, 2),
    ),
    Task(
        "split",
        "the same, a chunk each",
        "µs",
        at_most={FLOOR: 1.5, OPENAI: 1 / 4},
        counts=(50_000, 2_000),
        rounds=(2, 2),
    ),
    Task(
        "drifted",
        "the same in big chunks, each with what no document knows",
        "µs",
        SDKS,
        at_most={"packed": 3, OPENAI: 1},
        counts=(10_000, 1_000),
        rounds=(2, 2),
    ),
    Task(
        "handled",
        "the same through the event handler, accumulated",
        "µs",
        SDKS,
        at_most={OPENAI: 1 / 5},
        counts=(50_000, 2_000),
        rounds=(2, 2),
    ),
    Task(
        "handled_long",
        "200,000 of them, per event",
        "µs",
        (OURS,),
        at_most={"handled": 1.2},
        task="handled",
        counts=(200_000, 8_000),
        rounds=(1, 1),
    ),
    Task(
        "listed",
        "10,000 runs listed over 100 pages, per run",
        "µs",
        (OURS, FLOOR, OPENAI),
        at_most={FLOOR: 1.3, OPENAI: 1 / 4},
        why=_LISTED,
        counts=(10_000, 1_000),
        rounds=(2, 2),
    ),
    Task(
        "polled",
        "1,000 runs polled at once, async, per poll",
        "µs",
        (OURS, FLOOR, OPENAI),
        at_most=_CALL,
        why=_SPREAD,
        counts=(1_000, 100),
        rounds=(2, 2),
        parts=3,
    ),
)

AFTER = (
    Row("threads", "threads beside the main one then", "", SDKS, limit=0),
    Row("pools", "pools of connections then", "", SDKS, limit=1),
    Row(
        "grown",
        "memory grown by 10,000 listed runs that are kept",
        "MB",
        (OURS, FLOOR, OPENAI),
        at_most={FLOOR: 1.0},
        why=_GROWN,
    ),
    Row(
        "passed",
        "memory grown by 10,000 listed runs that are not",
        "MB",
        (OURS, FLOOR, OPENAI),
        at_most={FLOOR: 1.0},
        why=_GROWN,
    ),
)

ROWS: tuple[Row, ...] = (*START, *TASKS, *AFTER)
