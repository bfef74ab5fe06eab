"""The least version that is honest, and the changelog of a release (layer 4)."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from typing import Final

from specloom.diff.changes import Change, Severity

_VERSION: Final = re.compile(
    r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
)
_SECTIONS: Final = ("Added", "Changed", "Deprecated", "Removed", "Security")


class Bump(enum.Enum):
    """Which part of a version goes up."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


def least_bump(changes: Iterable[Change]) -> Bump:
    """Major where something breaks, minor where something is new or dangerous, else patch."""
    found = Bump.NONE
    for change in changes:
        if change.severity is Severity.BREAKING:
            return Bump.MAJOR
        if change.severity is Severity.DANGEROUS or type(change).adds:
            found = Bump.MINOR
        elif found is Bump.NONE:
            found = Bump.PATCH
    return found


def next_version(version: str, bump: Bump) -> str:
    """The version after ``version`` (``1.2.3``, a leading ``v`` is kept); raises ValueError for another form.

    Before 1.0.0 what breaks raises the minor part, and all else the patch part. A pre-release becomes
    its release where that is enough: ``2.0.0-rc.1`` is already a major release.
    """
    lead = "v" if version.startswith("v") else ""
    match = _VERSION.fullmatch(version.removeprefix("v"))
    if match is None:
        raise ValueError(f"not a version: {version!r}")
    major, minor, patch = (int(match[index]) for index in (1, 2, 3))
    if bump is Bump.NONE:
        return version
    if major == 0:
        bump = Bump.MINOR if bump is Bump.MAJOR else Bump.PATCH
    released = {Bump.MAJOR: minor == patch == 0, Bump.MINOR: patch == 0, Bump.PATCH: True}
    if match[4] and released[bump]:
        return f"{lead}{major}.{minor}.{patch}"
    parts = {
        Bump.MAJOR: (major + 1, 0, 0),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.PATCH: (major, minor, patch + 1),
    }[bump]
    return lead + ".".join(map(str, parts))


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


def changelog(changes: Sequence[Change], version: str = "") -> str:
    """A release's section of a changelog, as Markdown; breaking changes come first and say so."""
    lines = [f"## {version or 'Unreleased'}"]
    for section in _SECTIONS:
        entries = [change for change in changes if section_of(change) == section]
        if not entries:
            continue
        lines += ["", f"### {section}", ""]
        entries.sort(key=lambda change: list(Severity).index(change.severity))
        lines += dict.fromkeys(_entry(change) for change in entries)
    return "\n".join(lines) + "\n"


def _entry(change: Change) -> str:
    breaking = change.severity is Severity.BREAKING
    text = f"- {'**Breaking:** ' if breaking else ''}{quoted(change.subject)}: "
    text += escaped(change.message)
    return f"{text}. {escaped(change.effect.advice)}" if breaking else text


def quoted(text: str) -> str:
    """Text as code in Markdown, whatever it holds."""
    text = plain(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str) -> str:
    """Text in Markdown, with nothing that Markdown or HTML would obey."""
    return re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", plain(text))


def plain(text: str) -> str:
    """One line: what a terminal would obey or break a line on is escaped."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
