"""The walk over two revisions: which schemas are compared, in which direction, and who uses them (layer 4).

Each pair of positions is compared once in each direction, however many operations reach it, and through a
queue: neither recursion nor the number of references makes it deep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.diff.changes import Change, Direction
from specloom.diff.labels import label
from specloom.diff.revision import Revision, shown
from specloom.diff.views import Spot, Views

Pair: TypeAlias = tuple[Spot, Spot, Direction, bool]
"""Two positions, the direction of their values, and whether one is only a member of what the other became."""
_Owner: TypeAlias = Pair | str
_ABSENT = object()
_MOST = 1_000_000
"""Pairs of schemas that are compared; only a document made for it has more."""


class Walk:
    """Collects changes; ``visit`` puts two schema positions on the list of what is still to compare."""

    def __init__(self, old: Revision, new: Revision) -> None:
        self.old, self.new = Views(old), Views(new)
        self.pending: deque[Pair] = deque()
        self.seen: dict[Pair, dict[_Owner, None]] = {}
        self.renamed: dict[str, str] = {}
        """Old to new pointers of component schemas that stand at the same position."""
        self._owner: _Owner = ""
        self._found: dict[tuple[object, ...], Change] = {}
        self._owners: dict[tuple[object, ...], dict[_Owner, None]] = {}

    def enter(self, owner: _Owner) -> None:
        """What is told and visited from now on belongs to this operation or pair."""
        self._owner = owner

    def visit(
        self, old: str | Spot, new: str | Spot, direction: Direction, wrapped: bool = False
    ) -> None:
        """Compare two schemas, later; pointers are positions of schemas.

        ``wrapped``: one of them became a union that has the other as a member; what is said of the
        whole (null, defaults, deprecation) was compared there.
        """
        one = self.old.spot(old) if isinstance(old, str) else old
        other = self.new.spot(new) if isinstance(new, str) else new
        self._note_names(one, other)
        pair = (one, other, direction, wrapped and one != other)
        if pair not in self.seen:
            if len(self.seen) >= _MOST:
                raise SpecloomError([_too_much(self.new.revision.source(other[0]))])
            self.seen[pair] = {}
            self.pending.append(pair)
        self.seen[pair][self._owner] = None

    def _note_names(self, old: Spot, new: Spot) -> None:
        head = "#/components/schemas/"
        names = old + new
        if len(names) == 2 and all(n.startswith(head) and n.count("/") == 3 for n in names):
            self.renamed.setdefault(old[0], new[0])

    def change(
        self,
        kind: type[Change],
        old: str,
        new: str,
        direction: Direction = Direction.NONE,
        *,
        name: str = "",
        before: object = _ABSENT,
        after: object = _ABSENT,
        subject: str = "",
    ) -> Change:
        """A change at two pointers; the values are shown as JSON."""
        if direction not in kind.effects():
            direction = Direction.NONE
        return kind(
            self.old.revision.source(old),
            self.new.revision.source(new),
            subject or label(new if len(new) >= len(old) else old),
            name,
            "" if before is _ABSENT else _text(before),
            "" if after is _ABSENT else _text(after),
            direction,
        )

    def record(self, changes: Iterable[Change]) -> None:
        """Keep changes; one that was told before only gains a user."""
        for item in changes:
            key = (item.code, item.old, item.new, item.name, item.before, item.after)
            self._found.setdefault(key, item)
            self._owners.setdefault(key, {})[self._owner] = None

    def result(self) -> list[Change]:
        """Every change, in the order of the walk, with the operations that it reaches."""
        order: dict[str, int] = {}
        for owners in [*self._owners.values(), *self.seen.values()]:
            for owner in owners:
                if isinstance(owner, str):
                    order.setdefault(owner, len(order))
        return [
            replace(item, uses=tuple(sorted(self._roots(self._owners[key]), key=order.__getitem__)))
            for key, item in self._found.items()
        ]

    def _roots(self, owners: Iterable[_Owner]) -> list[str]:
        """The operations from which pairs were reached."""
        seen: dict[_Owner, None] = dict.fromkeys(owners)
        stack = list(seen)
        while stack:
            owner = stack.pop()
            for above in self.seen.get(owner, ()) if not isinstance(owner, str) else ():
                if above not in seen:
                    seen[above] = None
                    stack.append(above)
        return [owner for owner in seen if isinstance(owner, str) and owner]


def _too_much(source: Source) -> Diagnostic:
    message = f"more than {_MOST:,} pairs of schemas would have to be compared"
    return Diagnostic("too-much", message, source, hint="is this a document of an API?")


def _text(value: object) -> str:
    return value if isinstance(value, str) else shown(value)
