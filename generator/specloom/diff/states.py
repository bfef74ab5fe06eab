"""The states of a lifecycle, and what became of each (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GROUPS: Final[tuple[str, ...]] = ("pending", "action", "success", "failure")


@dataclass(frozen=True, slots=True)
class States:
    """A declared lifecycle: the states of each group, the methods that start it, the one that answers."""

    name: str
    pending: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    success: tuple[str, ...] = ()
    failure: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    submit: str = ""

    def group(self, name: str) -> tuple[str, ...]:
        """The states of a group."""
        groups = (self.pending, self.action, self.success, self.failure)
        return dict(zip(GROUPS, groups, strict=True))[name]

    def group_of(self, state: str) -> str:
        """The group of a state; empty for a state that is not declared."""
        return next((name for name in GROUPS if state in self.group(name)), "")


def fate(state: str, here: States, there: States | None) -> str:
    """What became of a state between two revisions: ``same``, ``moved`` to another group, or ``alone`` in one."""
    if there is None or not there.group_of(state):
        return "alone"
    return "same" if there.group_of(state) == here.group_of(state) else "moved"


def both(
    states: tuple[Mapping[str, States], Mapping[str, States]],
) -> list[tuple[str, States | None, States | None]]:
    """Each lifecycle by name, as it was and as it is."""
    old, new = states
    return [(name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new])]
