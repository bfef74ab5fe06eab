"""A comparison with all that a report tells of it (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from specloom.diagnostics import Source
from specloom.diff.calls import Calls
from specloom.diff.changes import Change, Severity
from specloom.diff.excerpts import Excerpt
from specloom.diff.ignore import Ignored
from specloom.diff.semver import Bump, Versioning
from specloom.diff.states import States


def _never(change: Change) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes, and what is known about them beside.

    ``fails`` says which changes fail the run. ``names`` are the two revisions as the user named them.
    ``excerpts`` are lines of the documents by the place that they show, ``states`` the lifecycles of both
    revisions by name, ``calls`` how programs call the operations of both. What is not known is empty.
    """

    changes: Sequence[Change]
    fails: Callable[[Change], bool] = _never
    ignored: Sequence[Ignored] = ()
    versioning: Versioning = field(default_factory=Versioning)
    names: tuple[str, str] = ("", "")
    excerpts: Mapping[Source, Excerpt] = field(default_factory=lambda: dict[Source, Excerpt]())
    states: tuple[Mapping[str, States], Mapping[str, States]] = field(
        default_factory=lambda: (dict[str, States](), dict[str, States]())
    )
    calls: tuple[Calls, Calls] = field(default_factory=lambda: (Calls(), Calls()))

    @property
    def bump(self) -> Bump:
        """The least bump that is honest."""
        return self.versioning.least(self.changes)

    def weighing(self, severity: Severity) -> list[Change]:
        """The changes of a severity."""
        return [item for item in self.changes if item.severity is severity]

    @property
    def ranked(self) -> list[Change]:
        """The heaviest first; those that weigh the same stay in their order."""
        return sorted(self.changes, key=lambda item: list(Severity).index(item.severity))

    @property
    def summary(self) -> str:
        """``3 breaking, 1 dangerous, 12 other changes: a major release``."""
        left_out = f" ({len(self.ignored)} ignored)" if self.ignored else ""
        if not self.changes:
            return f"no change{left_out}"
        words = zip(("breaking", "dangerous", "other"), Severity, strict=True)
        counts = [(len(self.weighing(severity)), word) for word, severity in words]
        parts = ", ".join(f"{count} {word}" for count, word in counts if count)
        noun = "change" if len(self.changes) == 1 else "changes"
        release = "no" if self.bump is Bump.NONE else f"a {self.bump.value}"
        return f"{parts} {noun}: {release} release{left_out}"
