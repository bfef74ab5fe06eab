"""Changes that a team decided not to be told of, each with a reason and a last day (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from specloom.diagnostics import Source
from specloom.diff.changes import Change


def fits(pattern: str, text: str) -> bool:
    """Whether a text has the form of a pattern, in which ``*`` stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which changes are left out; ``expires`` is the last day on which they are.

    ``code``, ``place`` and ``operation`` are patterns; an empty one fits everything.
    """

    code: str
    place: str
    operation: str
    reason: str
    expires: date
    source: Source

    def covers(self, change: Change) -> bool:
        """Whether the rule fits: by code, at one of the two places, and for all operations reached."""
        return (
            fits(self.code, change.code)
            and (
                not self.place
                or any(self._holds(side.pointer) for side in (change.old, change.new))
            )
            and (not self.operation or self._reaches(change))
        )

    def _holds(self, pointer: str) -> bool:
        return fits(self.place, pointer) or fits(f"{self.place}/*", pointer)

    def _reaches(self, change: Change) -> bool:
        """A change that also reaches an operation that is not named is still told."""
        reached = change.uses or (change.subject,)
        return all(fits(self.operation, operation) for operation in reached)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A change that is left out, and the first rule that says so."""

    change: Change
    rule: Rule


def sifted(changes: Iterable[Change], rules: Sequence[Rule]) -> tuple[list[Change], list[Ignored]]:
    """The changes that no rule covers, and those that one does."""
    kept: list[Change] = []
    ignored: list[Ignored] = []
    for change in changes:
        rule = next((rule for rule in rules if rule.covers(change)), None)
        if rule is None:
            kept.append(change)
        else:
            ignored.append(Ignored(change, rule))
    return kept, ignored


def idle(changes: Sequence[Change], rules: Iterable[Rule]) -> list[Rule]:
    """The rules that cover none of the changes."""
    return [rule for rule in rules if not any(rule.covers(change) for change in changes)]
