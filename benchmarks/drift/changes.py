"""How an answer drifts: each change of a place or of an object, and what a strict client thinks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.drift.examples import kind, kinds_of, members
from benchmarks.drift.places import Path, Place, at, replaced

EXTRA_KEYS = (
    "new_member",
    "model_config",
    "model_fields",
    "json",
    "copy",
    "self",
    "cls",
    "_fields_set",
    "_request_id",
    "__class__",
    "__dict__",
    "with space",
    "",
)
UNKNOWN = "never_seen_before"
SECONDS = "1699063291"
"""A text of digits, which is no time as JSON writes times."""


@dataclass(frozen=True)
class Change:
    """A drifted answer.

    ``name`` is its row in the table. The odd value stands at ``path`` (where it was left out: nothing does).
    ``strict`` is whether a strict client must refuse it; ``None`` leaves that open.
    """

    name: str
    path: Path
    answer: Any
    place: Place
    is_dropped: bool = False
    strict: bool | None = None

    @property
    def odd(self) -> Any:
        """The value that was sent."""
        return None if self.is_dropped else at(self.answer, self.path)


def changes(answer: Any, place: Place) -> Iterator[Change]:
    """Every drift of one place."""
    path = place.path
    if isinstance(path[-1], str):
        is_required = place.holder is not None and "null" not in kinds_of(place.annotation)
        answer_without = replaced(answer, path)
        yield Change("dropped", path, answer_without, place, True, True if is_required else None)
    for name, odd in _odd_values(place):
        refused = True if kind(odd) not in kinds_of(place.annotation) else None
        yield Change(name, path, replaced(answer, path, odd), place, strict=refused)
    if datetime in members(place.annotation):
        yield Change("another type", path, replaced(answer, path, SECONDS), place, strict=True)
    if isinstance(place.value, dict):
        is_map = place.value.keys() == {"key"}
        for key in EXTRA_KEYS:
            more = place.value["key"] if is_map else ["extra", {"id": 1}]
            grown = replaced(answer, (*path, key), more)
            yield Change("extra key", (*path, key), grown, place, strict=False)


def _odd_values(place: Place) -> Iterator[tuple[str, Any]]:
    value = place.value
    own = kind(value)
    yield "null", None
    for odd in (_as_text(value), 7, 1.5, True, ["odd", 1], {"odd": {"a": 1}}):
        if kind(odd) != own:
            yield "another type", odd
    if place.literals:
        family = str(value).partition(".")[0] + "." if "." in str(value) else ""
        yield ("unknown variant" if place.is_tag else "unknown enum value"), family + UNKNOWN
    huge = {
        "string": "x" * 100_000,
        "number": 10**400,
        "list": [None] * 2_000,
        "object": {f"member_{number}": number for number in range(1_000)},
    }
    if own in huge and not place.is_tag:
        yield "huge", huge[own]
    for depth in (100, 400):
        yield "deep", _nested(depth)
    empty: dict[str, Any] = {"string": "", "list": [], "object": {}}
    if own in empty and not place.is_tag:
        yield "empty", empty[own]


def _as_text(value: Any) -> str:
    return str(value) if isinstance(value, (int, float)) else "odd"


def _nested(depth: int) -> Any:
    value: Any = "bottom"
    for level in range(depth):
        value = [value] if level % 2 else {"inner": value}
    return value


def grown(answer: dict[str, Any]) -> Iterator[Change]:
    """The whole answer with a member that no model has."""
    whole = Place((), answer, object)
    for key in EXTRA_KEYS:
        yield Change(
            "extra key", (key,), {**answer, key: ["extra", {"id": 1}]}, whole, strict=False
        )
