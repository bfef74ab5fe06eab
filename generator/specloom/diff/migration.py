"""How programs move from one revision to the next: the call as it was, and as it is now (layer 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from specloom.diagnostics import Source
from specloom.diff.calls import Calls
from specloom.diff.changes import Change, Direction, Severity
from specloom.diff.comparison import Comparison
from specloom.diff.labels import label
from specloom.diff.prose import escaped, plain, quoted
from specloom.naming import python_identifier

Pair = tuple[str, str]
"""Before and after; empty where there is nothing to write."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to change in a program. ``new`` is empty where nothing takes the place of ``old``."""

    subject: str
    message: str
    old: str
    new: str
    advice: str


def migration(comparison: Comparison) -> list[Step]:
    """The steps for what breaks, in the order of the changes; what no call shows is left to the advice.

    What the wire and the package tell of the same place is one step.
    """
    found: dict[Step, None] = {}
    breaking = comparison.weighing(Severity.BREAKING)
    wire = [change for change in breaking if not change.kind.startswith("sdk-")]
    for change in breaking:
        if change.kind.startswith("sdk-") and any(_covers(other, change) for other in wire):
            continue
        old, new = _pair(comparison, change)
        if old or new:
            new = f"{new}  # {change.message}" if old == new else new
            told = plain(change.subject), plain(change.message)
            found[Step(*told, plain(old), plain(new), change.effect.advice)] = None
    return list(found)


def _covers(wire: Change, package: Change) -> bool:
    """Whether a change of the wire stands where one of the package does, or around it."""
    old = not wire.kind.endswith("-added") and _within(package.old, wire.old)
    return old or (not wire.kind.endswith("-removed") and _within(package.new, wire.new))


def _within(inner: Source, outer: Source) -> bool:
    keyword = outer.pointer.rpartition("/")[0] == inner.pointer
    below = f"{inner.pointer}/".startswith(f"{outer.pointer}/")
    return inner.file == outer.file and (below or keyword)


def migration_section(comparison: Comparison, heading: str) -> list[str]:
    """The lines of a Markdown section below ``heading``; none where nothing is to be changed."""
    lines: list[str] = []
    for step in migration(comparison):
        told = f"{quoted(step.subject)}: {escaped(step.message)}"
        lines.append(f"- {told}. {escaped(step.advice)}")
        lines.append(f"  - old: {quoted(step.old) if step.old else 'nothing'}")
        lines.append(f"  - new: {quoted(step.new) if step.new else 'nothing'}")
    return ["", f"{heading} Migration", "", *lines] if lines else []


def _pair(comparison: Comparison, change: Change) -> Pair:
    if change.kind.startswith("sdk-"):
        return _sdk(change)
    if change.kind == "property-renamed":
        return _renamed(comparison.calls, change)
    if change.direction is Direction.NONE:
        return _operation(comparison.calls, change)
    return _value(comparison.calls, change)


def _sdk(change: Change) -> Pair:
    """A change of the package names its own call."""
    subject, name, kind = change.subject, change.name, change.kind
    if kind.endswith(("-renamed", "-moved")) and "parameter" not in kind:
        return change.before, change.after
    if "parameter" not in kind:
        gone = kind.endswith("-removed")
        return (subject if gone else change.before), ("" if gone else change.after)
    if kind.endswith("-removed"):
        return f"{subject}({name}=...)", f"{subject}()"
    if kind.endswith("-renamed"):
        return f"{subject}({change.before}=...)", f"{subject}({change.after}=...)"
    if change.before or change.after:
        return f"{subject}({name}: {change.before})", f"{subject}({name}: {change.after})"
    return f"{subject}()", f"{subject}({name}=...)"


def _operation(calls: tuple[Calls, Calls], change: Change) -> Pair:
    """A change of an operation as a whole, of its parameters, or of its body."""
    if not change.uses:
        return change.before, change.after
    old, new = (side.call for side in calls)
    use, kind = change.uses[0], change.kind
    name = python_identifier(change.name.rpartition(" ")[2])
    if kind == "operation-removed":
        return old(use), ""
    if kind == "operation-moved":
        return old(change.before), new(change.after)
    if kind == "parameter-removed":
        return old(use, f"{name}=..."), new(use)
    if kind in ("required-parameter-added", "parameter-became-required"):
        return old(use), new(use, f"{name}=...")
    if kind in ("parameter-renamed", "named-parameter-renamed"):
        before, after = (python_identifier(text) for text in (change.before, change.after))
        return old(use, f"{before}=..."), new(use, f"{after}=...")
    if kind in ("became-read-only", "became-write-only"):
        target = label(change.old.pointer)
        return f"{target}  # {'sent' if kind == 'became-read-only' else 'read'}", ""
    return change.before, change.after


def _renamed(calls: tuple[Calls, Calls], change: Change) -> Pair:
    """A property under both of its names: an argument of a call, or an attribute of a result."""
    told: list[str] = []
    for side, place in zip(calls, (change.old, change.new), strict=True):
        named = replace(change, new=place, subject=label(place.pointer))
        ways = [(use, side.way(use, place.pointer)) for use in change.uses]
        use, way = next(((use, way) for use, way in ways if way), ("", ""))
        if change.direction is Direction.RESPONSE:
            told.append(_attribute(named, "..."))
        else:
            told.append(side.call(use, _keyword(way, "...")) if way else _part(named, "..."))
    return told[0], told[1]


def _value(calls: tuple[Calls, Calls], change: Change) -> Pair:
    """A change of what a value may be: an argument of a call, or an attribute of a result."""
    before, after = _states(change)
    if change.direction is Direction.RESPONSE:
        old, new = (
            None if value is None else _attribute(change, value) for value in (before, after)
        )
        return old or "", new or ""
    use, way = _way(calls, change)
    if not use:
        return _part(change, before), _part(change, after)
    old, new = (_keyword(_with_name(way, change), value) for value in (before, after))
    return calls[0].call(use, *filter(None, [old])), calls[1].call(use, *filter(None, [new]))


def _way(calls: tuple[Calls, Calls], change: Change) -> Pair:
    """The operation whose argument is the closest to the place, and the way; empty where none leads there."""
    for side, place in zip(calls, (change.old, change.new), strict=True):
        found = [(use, side.way(use, place.pointer)) for use in change.uses]
        known = [(use, way) for use, way in found if way is not None]
        if known:
            return min(known, key=lambda item: item[1].count(".") + item[1].count("["))
    return "", ""


def _states(change: Change) -> tuple[str | None, str | None]:
    """What is written at the place before and after; None where the place is not named."""
    kind, before, after = change.kind, change.before, change.after
    if kind.endswith("property-removed"):
        return "...", None
    if kind in ("required-property-added", "property-became-required"):
        return None, "..."
    if kind == "became-not-nullable":
        return "None", None
    if kind in ("became-nullable", "property-became-optional"):
        return "", "None"
    if kind == "union-member-removed":
        return change.name, "..."
    return before or "...", after or "..."


def _target(change: Change) -> Pair:
    """What holds the value, and the way from there: ``Run`` and ``tools[].type``."""
    removed = change.kind.endswith("property-removed")
    pointer = change.old.pointer if removed else change.new.pointer
    head, _, path = (change.subject if " " not in change.subject else label(pointer)).partition(".")
    return head, _with_name(path, change)


def _with_name(path: str, change: Change) -> str:
    """A property that is told at its object is named, too."""
    named = change.kind.endswith(("property-removed", "property-added", "became-required"))
    if not named or path.rpartition(".")[2] == change.name:
        return path
    return f"{path}.{change.name}" if path else change.name


def _part(change: Change, value: str | None) -> str:
    """A part of an argument to which no way is known, by its own name."""
    head, path = _target(change)
    return f"{head}({_keyword(path, value)})" if path else f"{_variable(head)} = {value or '...'}"


def _keyword(path: str, value: str | None) -> str:
    """``tools=[{"type": value}]``; empty where nothing stands there."""
    steps = re.findall(r"[^.\[\]{}]+|\[\]|\{\}", path)
    if not steps or value is None:
        return ""
    inner = value or "..."
    for step in reversed(steps[1:]):
        named = f'{{"{step}": {inner}}}'
        inner = {"[]": f"[{inner}]", "{}": f'{{"...": {inner}}}'}.get(step, named)
    return f"{python_identifier(steps[0])}={inner}"


def _attribute(change: Change, value: str) -> str:
    """``run.expires_at``, and how a program looks at it before it uses it."""
    head, path = _target(change)
    steps = [part.replace("[]", "[0]").replace("{}", '["..."]') for part in path.split(".") if part]
    read = ".".join([_variable(head), *steps])
    if value == "None":
        return f"if {read} is not None: ..."
    return read if value in ("", "...") else f"{read}  # {value}"


def _variable(head: str) -> str:
    """A variable that is called as its type."""
    return python_identifier(head) if head.isidentifier() else "result"
