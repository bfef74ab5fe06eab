"""The changelog of a release, in the form of Keep a Changelog (layer 4)."""

from __future__ import annotations

from typing import Final

from specloom.diff.changes import Change, Severity
from specloom.diff.comparison import Comparison
from specloom.diff.migration import migration_section
from specloom.diff.prose import escaped, quoted

_SECTIONS: Final = ("Added", "Changed", "Deprecated", "Removed", "Security")


def section_of(change: Change) -> str:
    """The heading of Keep a Changelog under which a change belongs."""
    kind = type(change).kind
    if kind.startswith("security-"):
        return "Security"
    if kind.endswith("-deprecated") or kind.startswith("sunset-"):
        return "Deprecated"
    if kind.endswith("-added") and type(change).adds:
        return "Added"
    return "Removed" if kind.endswith("-removed") else "Changed"


def changelog(comparison: Comparison, version: str = "") -> str:
    """A release's section of a changelog, as Markdown: breaking changes first, and how to migrate last."""
    changes = comparison.changes
    lines = [f"## {version or 'Unreleased'}"]
    for section in _SECTIONS:
        entries = [change for change in changes if section_of(change) == section]
        if not entries:
            continue
        lines += ["", f"### {section}", ""]
        entries.sort(key=lambda change: list(Severity).index(change.severity))
        lines += dict.fromkeys(_entry(change) for change in entries)
    return "\n".join([*lines, *migration_section(comparison, "###")]) + "\n"


def _entry(change: Change) -> str:
    breaking = change.severity is Severity.BREAKING
    text = f"- {'**Breaking:** ' if breaking else ''}{quoted(change.subject)}: "
    text += escaped(change.message)
    return f"{text}. {escaped(change.effect.advice)}" if breaking else text
