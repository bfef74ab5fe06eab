"""The least version that is honest, and the changelog of a release (layer 4)."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from specloom.diff.changes import Change, Severity, Verdict
from specloom.diff.ignore import fits

_VERSION: Final = re.compile(
    r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
)


class Bump(enum.Enum):
    """Which part of a version goes up."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class Weight:
    """A rule: what the changes that fit all its conditions raise; None fits everything."""

    bump: Bump
    code: str = "*"
    severity: Severity | None = None
    wire: Verdict | None = None
    types: Verdict | None = None
    runtime: Verdict | None = None

    def holds(self, change: Change) -> bool:
        """Whether a change fits."""
        effect = change.effect
        wanted = (self.severity, self.wire, self.types, self.runtime)
        found = (change.severity, effect.wire, effect.types, effect.runtime)
        pairs = zip(wanted, found, strict=True)
        return fits(self.code, change.code) and all(one in (None, other) for one, other in pairs)


_INITIAL: Final = {Bump.MAJOR: Bump.MINOR, Bump.MINOR: Bump.PATCH, Bump.PATCH: Bump.PATCH}


@dataclass(frozen=True, slots=True)
class Versioning:
    """What each change raises: the first rule that fits decides, else :func:`usual_bump`.

    ``initial`` says what is raised before 1.0.0 in place of each part.
    """

    rules: tuple[Weight, ...] = ()
    initial: Mapping[Bump, Bump] = field(default_factory=lambda: dict(_INITIAL))

    def of(self, change: Change) -> Bump:
        """What a change raises."""
        for rule in self.rules:
            if rule.holds(change):
                return rule.bump
        return usual_bump(change)

    def least(self, changes: Iterable[Change]) -> Bump:
        """The least bump that is honest about all changes."""
        order = list(Bump)
        return max(map(self.of, changes), key=order.index, default=Bump.NONE)

    def following(self, version: str, changes: Iterable[Change]) -> str:
        """The version after ``version``; raises ValueError as :func:`next_version` does."""
        return next_version(version, self.least(changes), self.initial)


def usual_bump(change: Change) -> Bump:
    """Major where something breaks, minor where something is new or dangerous, else patch."""
    if change.severity is Severity.BREAKING:
        return Bump.MAJOR
    lesser = change.severity is Severity.DANGEROUS or type(change).adds
    return Bump.MINOR if lesser else Bump.PATCH


def next_version(version: str, bump: Bump, initial: Mapping[Bump, Bump] = _INITIAL) -> str:
    """The version after ``version`` (``1.2.3``, a leading ``v`` is kept); raises ValueError for another form.

    Before 1.0.0 ``initial`` says what is raised: for what breaks the minor part, for all else the patch
    part. A pre-release becomes its release where that is enough: ``2.0.0-rc.1`` is already a major release.
    """
    lead = "v" if version.startswith("v") else ""
    match = _VERSION.fullmatch(version.removeprefix("v"))
    if match is None:
        raise ValueError(f"not a version: {version!r}")
    major, minor, patch = (int(match[index]) for index in (1, 2, 3))
    if major == 0:
        bump = initial.get(bump, bump)
    if bump is Bump.NONE:
        return version
    released = {Bump.MAJOR: minor == patch == 0, Bump.MINOR: patch == 0, Bump.PATCH: True}
    if match[4] and released[bump]:
        return f"{lead}{major}.{minor}.{patch}"
    parts = {
        Bump.MAJOR: (major + 1, 0, 0),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.PATCH: (major, minor, patch + 1),
    }[bump]
    return lead + ".".join(map(str, parts))
