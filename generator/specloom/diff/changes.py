"""What a change is: its code, its two places, its verdicts, and who is hurt (layer 4).

Every kind of change is a type of its own, a subclass of :class:`ApiChange` (it stands by itself) or of
:class:`SchemaChange` (it weighs differently in what clients send and in what they read). The types hold
facts and sentences; comparing is the business of the modules that yield them.
"""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from specloom.diagnostics import Source


class Verdict(enum.Enum):
    """What a change does to one reader: nothing, perhaps something, or certainly harm."""

    SAFE = "safe"
    RISK = "risk"
    BREAKS = "breaks"


class Severity(enum.Enum):
    """How much a change weighs as a whole, the heaviest first."""

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    INFO = "info"


class Direction(enum.Enum):
    """Who writes the value that changed: the client, the server, or nobody."""

    REQUEST = "request"
    RESPONSE = "response"
    NONE = ""

    @property
    def other(self) -> Direction:
        """The opposite direction; none stays none."""
        return _OTHER[self]


_OTHER = {
    Direction.REQUEST: Direction.RESPONSE,
    Direction.RESPONSE: Direction.REQUEST,
    Direction.NONE: Direction.NONE,
}

SAFE, RISK, BREAKS = Verdict.SAFE, Verdict.RISK, Verdict.BREAKS


@dataclass(frozen=True, slots=True)
class Effect:
    """The three verdicts of a change, and a sentence that says who is hurt and what to do.

    ``wire``: would an old client's requests still be accepted, and can it read the answers by the book.
    ``types``: does a program that is checked against the regenerated package still type-check.
    ``runtime``: does a program that runs with the package go on working; its reader tolerates a lot.
    """

    wire: Verdict
    types: Verdict
    runtime: Verdict
    advice: str

    @property
    def severity(self) -> Severity:
        """Breaking where types break, or the wire does and the runtime cannot hide it."""
        verdicts = (self.wire, self.types, self.runtime)
        if BREAKS in (self.types, self.runtime) or (self.wire is BREAKS and self.runtime is RISK):
            return Severity.BREAKING
        return Severity.INFO if set(verdicts) == {SAFE} else Severity.DANGEROUS


@dataclass(frozen=True)
class Change(ABC):
    """One change between two revisions.

    ``old`` and ``new`` are its places; where a thing is in one revision only, the other place is what
    holds it or would hold it. ``subject`` names the thing for people, ``name`` the part of it that
    changed; ``before`` and ``after`` are its values as short JSON (empty for none). ``uses`` are the
    operations that the change reaches, in the order of the document; ``note`` says what was assumed.
    """

    old: Source
    new: Source
    subject: str
    name: str = ""
    before: str = ""
    after: str = ""
    direction: Direction = Direction.NONE
    uses: tuple[str, ...] = ()
    note: str = ""

    kind: ClassVar[str]
    what: ClassVar[str]
    """The sentence of the change, with ``{name}``, ``{before}`` and ``{after}``."""
    opposites: ClassVar[tuple[str, ...]] = ()
    """The kinds that the way back is told as."""
    adds: ClassVar[bool] = False
    """Whether a program can do something that it could not do: no patch release then."""

    @property
    def code(self) -> str:
        """The stable name: ``response-enum-value-added``, ``operation-removed``."""
        return f"{self.direction.value}-{self.kind}" if self.direction.value else self.kind

    @property
    def effect(self) -> Effect:
        """Verdicts and advice, in the direction of this change."""
        return self.effects()[self.direction]

    @property
    def severity(self) -> Severity:
        """The weight of the change."""
        return self.effect.severity

    @property
    def message(self) -> str:
        """What happened, in one sentence without a full stop."""
        return self.what.format(name=self.name, before=self.before, after=self.after)

    @classmethod
    @abstractmethod
    def effects(cls) -> dict[Direction, Effect]:
        """The effects in each direction that this kind of change can have."""


class ApiChange(Change):
    """A change whose weight does not depend on a direction."""

    always: ClassVar[Effect]

    @classmethod
    def effects(cls) -> dict[Direction, Effect]:
        """One effect."""
        return {Direction.NONE: cls.always}


class SchemaChange(Change):
    """A change of what a value may be: who writes the value decides who is hurt."""

    request: ClassVar[Effect]
    response: ClassVar[Effect]

    @classmethod
    def effects(cls) -> dict[Direction, Effect]:
        """One effect for values that clients send, one for values that they read."""
        return {Direction.REQUEST: cls.request, Direction.RESPONSE: cls.response}


def kinds() -> list[type[Change]]:
    """Every kind of change, in the order of the source."""
    from specloom.diff import api_kinds, schema_kinds, value_kinds, wide_kinds
    from specloom.diff.sdk import method_kinds, type_kinds

    modules = (api_kinds, wide_kinds, schema_kinds, value_kinds, method_kinds, type_kinds)
    found = [item for module in modules for item in vars(module).values()]
    return [
        item
        for item in found
        if isinstance(item, type) and issubclass(item, Change) and "kind" in vars(item)
    ]


def codes() -> dict[str, tuple[type[Change], Direction]]:
    """Every code that a change can have, with its type and direction."""
    listed: dict[str, tuple[type[Change], Direction]] = {}
    for kind in kinds():
        for direction in kind.effects():
            prefix = f"{direction.value}-" if direction.value else ""
            listed[prefix + kind.kind] = (kind, direction)
    return listed
