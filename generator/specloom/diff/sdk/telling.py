"""Two surfaces, and how a change between them is told (layer 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from specloom.diff.changes import Change
from specloom.diff.renames import READING
from specloom.diff.sdk.annotations import Fit, expanded, fit, fit_unions, renamed, union
from specloom.diff.sdk.names import Names
from specloom.diff.sdk.surface import Surface


@dataclass(slots=True)
class Telling:
    """The two surfaces, which of their things are the same, and where the methods' subjects start."""

    old: Surface
    new: Surface
    names: Names
    _seen: set[tuple[object, ...]] = field(default_factory=lambda: set())
    _aliases: tuple[dict[str, str], dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        old = {self.names.words.get(name, name): text for name, text in _aliases(self.old).items()}
        self._aliases = {name: self.renamed(text) for name, text in old.items()}, _aliases(self.new)

    def change(
        self,
        kind: type[Change],
        old: str,
        new: str,
        subject: str,
        *,
        name: str = "",
        before: str = "",
        after: str = "",
        guessed: bool = False,
    ) -> Change:
        """A change at two paths; ``guessed`` adds a note that says what was assumed."""
        note = READING if guessed else ""
        places = self.old.place(old), self.new.place(new)
        return kind(*places, subject, name, before, after, note=note)

    def is_new(self, change: Change) -> bool:
        """Whether the same was not told yet: the overloads of a method share most of their parameters."""
        key = (change.kind, change.subject, change.name, change.before, change.after)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def renamed(self, text: str) -> str:
        """An annotation of the old surface, with the names that its types have in the new one."""
        return renamed(text, self.names.words)

    def fit(self, old: str, new: str) -> Fit:
        """How an annotation of the new surface compares with one of the old.

        Where they differ, aliases are looked into: a list of values that got a name is no change.
        """
        text = self.renamed(old)
        found = fit(text, new)
        if found is Fit.SAME:
            return found
        one, other = expanded(union(text), self._aliases[0]), expanded(union(new), self._aliases[1])
        return fit_unions(one, other)


def _aliases(surface: Surface) -> dict[str, str]:
    """The aliases whose name says which they are: no other type has it."""
    counts = Counter(item.name for item in surface.types.values())
    faces = {item.alias for item in surface.types.values()}
    return {
        item.name: item.alias
        for item in surface.types.values()
        if item.alias and (counts[item.name] == 1 or item.alias in faces)
    }


def called(path: str) -> str:
    """A method or resource as a program writes it."""
    return path if path[:1].isupper() or path.startswith("client") else f"client.{path}"
