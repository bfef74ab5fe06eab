"""What the page of a comparison shows, decided: rows, filters, counts, pictures (layer 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specloom.diagnostics import Source
from specloom.diff.changes import Change, Severity, Verdict
from specloom.diff.comparison import Comparison
from specloom.diff.drawing import Drawing, drawn
from specloom.diff.migration import Step, migration
from specloom.diff.prose import place, plain
from specloom.diff.states import both

READERS = (("wire", "on the wire"), ("types", "for types"), ("runtime", "at run time"))
_NOWHERE = "outside of resources"
_MOST_USES = 12
_MARKS = {"-": "minus", "+": "plus", "›": "holder", " ": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt; ``mark`` is ``-``, ``+``, ``›`` (it holds what is not there) or a space."""

    number: int
    text: str
    mark: str

    @property
    def classes(self) -> str:
        """What the style sheet knows the line by."""
        return f"line {_MARKS[self.mark]}".rstrip()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places of a change: where it is, and its lines (none where the file is not at hand)."""

    title: str
    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the page shows it; ``classes`` are what the filters look for."""

    classes: str
    severity: str
    code: str
    subject: str
    message: str
    advice: str
    note: str
    verdicts: tuple[tuple[str, str], ...]
    uses: tuple[str, ...]
    further: str
    sides: tuple[Side, Side]
    opened: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A lifecycle ``before`` and ``after``; None where a revision does not have it."""

    name: str
    sides: tuple[tuple[str, Drawing | None], ...]
    changed: bool

    @property
    def outcome(self) -> str:
        """What became of it, as the end of a sentence."""
        return "has changed" if self.changed else "is the same in both"


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: its class, what it says, how many changes it leaves."""

    key: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """The page as a whole."""

    names: tuple[str, str]
    summary: str
    bump: str
    severities: tuple[Choice, ...]
    verdicts: tuple[tuple[str, tuple[Choice, ...]], ...]
    resources: tuple[Choice, ...]
    rows: tuple[Row, ...]
    pictures: tuple[Picture, ...]
    steps: tuple[Step, ...]
    ignored: tuple[tuple[Row, str, str], ...]

    @property
    def columns(self) -> list[str]:
        """What a change can be to a reader, as the heads of a table."""
        return [choice.text for _, choices in self.verdicts[:1] for choice in choices]

    @property
    def filters(self) -> list[str]:
        """The classes of which a reader can choose one: verdicts, then resources."""
        verdicts = [choice.key for _, choices in self.verdicts for choice in choices]
        return verdicts + [choice.key for choice in self.resources]

    @property
    def has_moves(self) -> bool:
        """Whether a picture shows states that are not the same in both revisions."""
        return any(item.changed for item in self.pictures)

    @property
    def effort(self) -> str:
        """How much there is to migrate."""
        return "1 step" if len(self.steps) == 1 else f"{len(self.steps)} steps"


def page(comparison: Comparison) -> Page:
    """The page of a comparison."""
    changes = comparison.ranked
    resources = sorted({name for change in changes for name in _resources(comparison, change)})
    keys = {name: f"r{index}" for index, name in enumerate(resources)}
    rows = tuple(_row(comparison, change, keys) for change in changes)
    return Page(
        (plain(comparison.names[0]), plain(comparison.names[1])),
        comparison.summary,
        comparison.bump.value,
        tuple(
            Choice(level.value, level.value, len(comparison.weighing(level))) for level in Severity
        ),
        tuple((text, _verdict_choices(changes, reader)) for reader, text in READERS),
        tuple(
            Choice(key, plain(name), sum(key in row.classes.split() for row in rows))
            for name, key in keys.items()
        ),
        rows,
        _pictures(comparison),
        tuple(migration(comparison)),
        tuple(
            (_row(comparison, item.change, keys), plain(item.rule.reason), str(item.rule.expires))
            for item in comparison.ignored
        ),
    )


def _verdict(change: Change, reader: str) -> Verdict:
    effect = change.effect
    return {"wire": effect.wire, "types": effect.types, "runtime": effect.runtime}[reader]


def _verdict_choices(changes: Sequence[Change], reader: str) -> tuple[Choice, ...]:
    found = [_verdict(change, reader) for change in changes]
    return tuple(
        Choice(f"{reader}-{verdict.value}", verdict.value, found.count(verdict))
        for verdict in reversed(Verdict)
    )


def _resources(comparison: Comparison, change: Change) -> list[str]:
    """The resources whose operations a change reaches."""
    found: dict[str, None] = {}
    for operation in change.uses:
        names = [calls.resource(operation) for calls in reversed(comparison.calls)]
        found[next(filter(None, names), _NOWHERE)] = None
    first, _, rest = change.subject.partition(".")
    if not found and first in ("client", "types"):
        found[rest.rpartition(".")[0] if first == "client" else first] = None
    return [name or _NOWHERE for name in found] or [_NOWHERE]


def _row(comparison: Comparison, change: Change, keys: dict[str, str]) -> Row:
    effect = change.effect
    verdicts = tuple((text, _verdict(change, reader).value) for reader, text in READERS)
    classes = [keys[name] for name in _resources(comparison, change) if name in keys]
    classes += [f"{reader}-{_verdict(change, reader).value}" for reader, _ in READERS]
    absent = _absent(change)
    more = len(change.uses) - _MOST_USES
    return Row(
        " ".join([change.severity.value, *classes]),
        change.severity.value,
        change.code,
        plain(change.subject),
        plain(change.message),
        effect.advice,
        plain(change.note),
        verdicts,
        tuple(plain(use) for use in change.uses[:_MOST_USES]),
        f" and {more} more" if more > 0 else "",
        (
            _side(comparison, "before", change.old, "›" if absent == "old" else "-"),
            _side(comparison, "after", change.new, "›" if absent == "new" else "+"),
        ),
        change.severity is Severity.BREAKING,
    )


def _absent(change: Change) -> str:
    """The revision in which only what would hold the thing stands."""
    old, new = change.old.pointer, change.new.pointer
    if old.startswith(f"{new}/"):
        return "new"
    return "old" if new.startswith(f"{old}/") else ""


def _side(comparison: Comparison, title: str, source: Source, mark: str) -> Side:
    """One place; its lines without the margin that all of them have."""
    shown = comparison.excerpts.get(source)
    lines = shown.numbered if shown else []
    margin = min((_margin(text) for _, text, _ in lines if text.strip()), default=0)
    return Side(
        title,
        plain(place(source)),
        tuple(
            Line(
                number,
                plain(text[margin:]),
                mark if marked and _shows(mark, number, source) else " ",
            )
            for number, text, marked in lines
        ),
    )


def _shows(mark: str, number: int, source: Source) -> bool:
    """Of what only holds the place, the first line is marked; of what changed, all are."""
    return mark != "›" or number == source.line


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _pictures(comparison: Comparison) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            plain(name),
            (
                ("before", drawn(old, new) if old else None),
                ("after", drawn(new, old) if new else None),
            ),
            old != new,
        )
        for name, old, new in both(comparison.states)
    )
