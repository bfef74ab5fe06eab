"""What a team decided about changes, read and checked: ignore rules, and what each change raises (layer 5)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from specloom.diagnostics import Diagnostics, Source
from specloom.diff import Change, Severity, Verdict, codes
from specloom.diff.ignore import Ignored, Rule, fits, idle, sifted
from specloom.diff.semver import Bump, Versioning, Weight
from specloom.load.config import parse_node
from specloom.load.document import read_mapping
from specloom.load.hints import did_you_mean, quoted
from specloom.load.policy import IgnoreFile, Semver

IGNORE_FILE = ".specloom-ignore.yml"
"""The file of ignore rules that is read without being named, beside the configuration."""


def today() -> date:
    """The day on which rules are judged: that of ``SOURCE_DATE_EPOCH`` where it is set, else today (UTC)."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if moment.isdecimal():
        return datetime.fromtimestamp(int(moment), UTC).date()
    return datetime.now(UTC).date()


def read_rules(path: str) -> list[Rule]:
    """The rules of an ignore file; raises SpecloomError with every mistake in it."""
    data = read_mapping(Path(path), path, "a file of ignore rules")
    file = parse_node(IgnoreFile, data, path)
    rules = [
        Rule(
            item.code,
            item.place,
            item.operation,
            item.reason,
            date.fromisoformat(item.expires),
            item.source(),
        )
        for item in file.ignore
    ]
    found = Diagnostics()
    _check_codes(((rule.code, rule.source.child("code")) for rule in rules), found)
    found.check()
    return rules


def applied(
    changes: Sequence[Change], rules: Sequence[Rule], day: date
) -> tuple[list[Change], list[Ignored]]:
    """The changes that are told, and those that are ignored.

    Raises SpecloomError with every rule that is past its day (``ignore-expired``) or fits nothing
    (``ignore-unused``).
    """
    found = Diagnostics()
    for rule in rules:
        if rule.expires < day:
            message = f"this rule expired on {rule.expires.isoformat()}"
            hint = "remove it, or decide anew and set a later day"
            found.error("ignore-expired", message, rule.source.child("expires"), hint)
    for rule in idle(changes, rules):
        hint = "remove it, or correct its code, place or operation"
        found.error("ignore-unused", "this rule fits no change", rule.source, hint)
    found.check()
    return sifted(changes, rules)


def versioning(semver: Semver) -> Versioning:
    """What changes raise, as a configuration says; raises SpecloomError for a code that does not exist."""
    found = Diagnostics()
    _check_codes(((rule.code, rule.source("code")) for rule in semver.rules), found)
    found.check()
    weights = tuple(
        Weight(
            Bump(rule.bump),
            rule.code,
            Severity(rule.severity) if rule.severity else None,
            *(Verdict(word) if word else None for word in (rule.wire, rule.types, rule.runtime)),
        )
        for rule in semver.rules
    )
    initial = semver.initial_development
    steps = ((Bump.MAJOR, initial.major), (Bump.MINOR, initial.minor), (Bump.PATCH, initial.patch))
    return Versioning(weights, {part: Bump(instead) for part, instead in steps})


def _check_codes(patterns: Iterable[tuple[str, Source]], found: Diagnostics) -> None:
    known = codes()
    for pattern, source in patterns:
        if not any(fits(pattern, code) for code in known):
            message = f"no change has the code {quoted(pattern)}"
            found.error("unknown-code", message, source, did_you_mean(pattern, known))


def ignore_file(named: str, config: str, new: str) -> str:
    """The file of ignore rules: the named one, else the usual one beside the configuration or the new revision.

    Empty where there is none.
    """
    if named:
        return named
    folder = new if os.path.isdir(new) and not config else os.path.dirname(config or new)
    usual = os.path.join(folder, IGNORE_FILE)
    return usual if os.path.isfile(usual) else ""
