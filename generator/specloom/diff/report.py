"""What a comparison says, for people and for machines (layer 4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import quoteattr

from specloom.diagnostics import Source
from specloom.diff.changelog import changelog
from specloom.diff.changes import Change, Severity
from specloom.diff.comparison import Comparison
from specloom.diff.html import as_html
from specloom.diff.migration import migration_section
from specloom.diff.prose import escaped, place, plain, quoted

_SHOWN_USES: Final = 3
_LEVELS: Final = {
    Severity.BREAKING: "error", Severity.DANGEROUS: "warning", Severity.INFO: "notice",
}  # fmt: skip


def verdicts(change: Change) -> str:
    """``wire breaks, types safe, runtime safe``."""
    effect = change.effect
    return f"wire {effect.wire.value}, types {effect.types.value}, runtime {effect.runtime.value}"


def users(change: Change) -> str:
    """The operations that a change reaches, the first few by name."""
    shown = ", ".join(change.uses[:_SHOWN_USES])
    more = len(change.uses) - _SHOWN_USES
    return f"{shown} and {more} more" if more > 0 else shown


def as_text(comparison: Comparison) -> str:
    """For a terminal: a block for each change, the heaviest first, and the sum at the end."""
    lines: list[str] = []
    for change in comparison.ranked:
        head = f"{place(change.new)} {change.severity.value}[{change.code}]"
        lines.append(f"{head}: {change.subject}: {change.message}")
        lines.append(f"    {verdicts(change)}: {change.effect.advice}")
        lines.append(f"    was at {place(change.old)}")
        if change.uses:
            lines.append(f"    reaches {users(change)}")
        if change.note:
            lines.append(f"    note: {change.note}")
    lines.append(comparison.summary)
    return "\n".join(plain(line) for line in lines) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """For a comment on a pull request: the sum, and a table for each severity, and how to migrate."""
    lines = ["# What changed", "", escaped(comparison.summary) + "."]
    for severity in Severity:
        members = comparison.weighing(severity)
        if not members:
            continue
        lines += ["", f"## {severity.value.capitalize()} ({len(members)})", ""]
        lines += ["| where | what | wire | types | runtime | code |", "|---|---|---|---|---|---|"]
        lines += [_row(item) for item in members]
    return "\n".join([*lines, *migration_section(comparison, "##")]) + "\n"


def _row(change: Change) -> str:
    effect = change.effect
    what = f"{escaped(change.message)}. {escaped(effect.advice)}"
    where = quoted(change.subject).replace("|", "\\|")
    cells = [f"{where}<br>{escaped(place(change.new))}", what]
    cells += [effect.wire.value, effect.types.value, effect.runtime.value, f"`{change.code}`"]
    return f"| {' | '.join(cells)} |"


def as_json(comparison: Comparison) -> str:
    """For programs: one object with the sum and every change."""
    data = {
        "summary": {
            **{level.value: len(comparison.weighing(level)) for level in Severity},
            "bump": comparison.bump.value,
        },
        "changes": [record(change) for change in comparison.changes],
        "ignored": [
            {
                **record(item.change),
                "reason": item.rule.reason,
                "expires": item.rule.expires.isoformat(),
            }
            for item in comparison.ignored
        ],
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


def as_github(comparison: Comparison) -> str:
    """For GitHub Actions: a workflow command for each change, which annotates its line."""
    lines: list[str] = []
    for change in comparison.ranked:
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


def as_junit(comparison: Comparison) -> str:
    """For test reports: a case for each change; those that fail the run have failed."""
    fails = comparison.fails
    failed = sum(1 for item in comparison.changes if fails(item))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        f'<testsuite name="specloom diff" tests="{len(comparison.changes)}" failures="{failed}">'
    )
    for change in comparison.ranked:
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


FORMATS: Final[dict[str, Callable[[Comparison], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": as_html,
    "github": as_github,
    "junit": as_junit,
    "changelog": changelog,
}


def render(comparison: Comparison, form: str) -> str:
    """The report in one of :data:`FORMATS`; raises KeyError for another."""
    return FORMATS[form](comparison)
