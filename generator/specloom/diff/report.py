"""What a comparison says, for people and for machines (layer 4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from specloom.diagnostics import Source
from specloom.diff.changes import Change, Severity
from specloom.diff.semver import changelog, escaped, least_bump, plain, quoted

_SHOWN_USES: Final = 3
_LEVELS: Final = {
    Severity.BREAKING: "error", Severity.DANGEROUS: "warning", Severity.INFO: "notice",
}  # fmt: skip


def summary(changes: Sequence[Change]) -> str:
    """``3 breaking, 1 dangerous, 12 other changes: a major release``."""
    if not changes:
        return "no change"
    counts = [sum(1 for item in changes if item.severity is level) for level in Severity]
    parts = [
        f"{n} {word}"
        for n, word in zip(counts, ("breaking", "dangerous", "other"), strict=True)
        if n
    ]
    noun = "change" if len(changes) == 1 else "changes"
    return f"{', '.join(parts)} {noun}: a {least_bump(changes).value} release"


def ranked(changes: Sequence[Change]) -> list[Change]:
    """The heaviest first; those that weigh the same stay in their order."""
    return sorted(changes, key=lambda item: list(Severity).index(item.severity))


def place(source: Source) -> str:
    """``file:line:column``, or the file and its pointer where no line is known."""
    if source.line:
        return f"{source.file}:{source.line}:{source.column}"
    return f"{source.file} {source.pointer}"


def verdicts(change: Change) -> str:
    """``wire breaks, types safe, runtime safe``."""
    effect = change.effect
    return f"wire {effect.wire.value}, types {effect.types.value}, runtime {effect.runtime.value}"


def users(change: Change) -> str:
    """The operations that a change reaches, the first few by name."""
    shown = ", ".join(change.uses[:_SHOWN_USES])
    more = len(change.uses) - _SHOWN_USES
    return f"{shown} and {more} more" if more > 0 else shown


def as_text(changes: Sequence[Change]) -> str:
    """For a terminal: a block for each change, the heaviest first, and the sum at the end."""
    lines: list[str] = []
    for change in ranked(changes):
        head = f"{place(change.new)} {change.severity.value}[{change.code}]"
        lines.append(f"{head}: {change.subject}: {change.message}")
        lines.append(f"    {verdicts(change)}: {change.effect.advice}")
        lines.append(f"    was at {place(change.old)}")
        if change.uses:
            lines.append(f"    reaches {users(change)}")
        if change.note:
            lines.append(f"    note: {change.note}")
    lines.append(summary(changes))
    return "\n".join(plain(line) for line in lines) + "\n"


def as_markdown(changes: Sequence[Change]) -> str:
    """For a comment on a pull request: the sum, and a table for each severity."""
    lines = ["# What changed", "", escaped(summary(changes)) + "."]
    for severity in Severity:
        members = [item for item in changes if item.severity is severity]
        if not members:
            continue
        lines += ["", f"## {severity.value.capitalize()} ({len(members)})", ""]
        lines += ["| where | what | wire | types | runtime | code |", "|---|---|---|---|---|---|"]
        lines += [_row(item) for item in members]
    return "\n".join(lines) + "\n"


def _row(change: Change) -> str:
    effect = change.effect
    what = f"{escaped(change.message)}. {escaped(effect.advice)}"
    where = quoted(change.subject).replace("|", "\\|")
    cells = [f"{where}<br>{escaped(place(change.new))}", what]
    cells += [effect.wire.value, effect.types.value, effect.runtime.value, f"`{change.code}`"]
    return f"| {' | '.join(cells)} |"


def as_json(changes: Sequence[Change]) -> str:
    """For programs: one object with the sum and every change."""
    data = {
        "summary": {
            **{level.value: sum(item.severity is level for item in changes) for level in Severity},
            "bump": least_bump(changes).value,
        },
        "changes": [record(change) for change in changes],
    }
    return json.dumps(data, indent=2) + "\n"


def record(change: Change) -> dict[str, object]:
    """A change as plain data."""
    effect = change.effect
    return {
        "code": change.code,
        "severity": change.severity.value,
        "direction": change.direction.value or None,
        "subject": change.subject,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "message": change.message,
        "advice": effect.advice,
        "note": change.note,
        "verdicts": {
            "wire": effect.wire.value,
            "types": effect.types.value,
            "runtime": effect.runtime.value,
        },
        "old": _place_record(change.old),
        "new": _place_record(change.new),
        "operations": list(change.uses),
    }


def _place_record(source: Source) -> dict[str, object]:
    return {
        "file": source.file,
        "pointer": source.pointer,
        "line": source.line,
        "column": source.column,
    }


def as_github(changes: Sequence[Change]) -> str:
    """For GitHub Actions: a workflow command for each change, which annotates its line."""
    lines: list[str] = []
    for change in ranked(changes):
        source = change.new
        where = [f"file={_property(source.file)}"]
        if source.line:
            where += [f"line={source.line}", f"col={source.column}"]
        where.append(f"title={_property(change.code)}")
        text = f"{change.subject}: {change.message}. {change.effect.advice}"
        lines.append(f"::{_LEVELS[change.severity]} {','.join(where)}::{_data(plain(text))}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(changes: Sequence[Change], fails: Callable[[Change], bool]) -> str:
    """For test reports: a case for each change; those that ``fails`` names have failed."""
    failed = sum(1 for item in changes if fails(item))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuite name="specloom diff" tests="{len(changes)}" failures="{failed}">')
    for change in ranked(changes):
        name = _attribute(f"{change.subject}: {change.message}")
        place_ = f'file={_attribute(change.new.file)} line="{change.new.line}"'
        head = f"  <testcase classname={_attribute(change.code)} name={name} {place_}"
        if fails(change):
            advice = _attribute(f"{verdicts(change)}: {change.effect.advice}")
            kind = _attribute(change.severity.value)
            lines.append(f"{head}><failure type={kind} message={advice}/></testcase>")
        else:
            lines.append(f"{head}/>")
    return "\n".join([*lines, "</testsuite>"]) + "\n"


def _attribute(text: str) -> str:
    return quoteattr(plain(text))


def render(changes: Sequence[Change], form: str, fails: Callable[[Change], bool]) -> str:
    """The report in a format: text, markdown, json, github, junit or changelog.

    Raises KeyError for another. ``fails`` says which changes fail the run; only junit shows it.
    """
    if form == "junit":
        return as_junit(changes, fails)
    return FORMATS[form](changes)


FORMATS: Final[dict[str, Callable[[Sequence[Change]], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "github": as_github,
    "changelog": changelog,
}
NAMES: Final = (*FORMATS, "junit")
