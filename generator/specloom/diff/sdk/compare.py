"""From two surfaces to the list of changes (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from specloom.diff.changes import Change
from specloom.diff.sdk import method_kinds, type_kinds
from specloom.diff.sdk.methods import methods, resources
from specloom.diff.sdk.names import matched
from specloom.diff.sdk.surface import Lifecycle, Surface
from specloom.diff.sdk.telling import Telling, called
from specloom.diff.sdk.types import errors, types

_ENDS: Final = ("action", "success", "failure")
_WORDS: Final = {
    "pending": "pending", "action": "waiting for an action", "success": "a success",
    "failure": "a failure",
}  # fmt: skip


def compare_surfaces(old: Surface, new: Surface) -> list[Change]:
    """Every change that a program can see between two packages, each told once."""
    telling = Telling(old, new, matched(old, new))
    return [
        *_package(telling),
        *resources(telling),
        *methods(telling),
        *types(telling),
        *errors(telling),
        *_lifecycles(telling),
    ]


def _package(telling: Telling) -> Iterator[Change]:
    old, new = telling.old, telling.new
    if old.package != new.package:
        yield telling.change(
            method_kinds.PackageRenamed, "", "", old.package,
            before=old.package, after=new.package,
        )  # fmt: skip
    for one, other, kind in (
        (old, new, method_kinds.ExportRemoved),
        (new, old, method_kinds.ExportAdded),
    ):
        for name in _told(one, other):
            place, there = f"export {name}", ""
            if one is new:
                place, there = there, place
            yield telling.change(kind, place, there, new.package, name=name)
    for name in [name for name in old.settings if name in new.settings]:
        before, after = old.settings[name], new.settings[name]
        if before != after:
            place = f"setting {name}"
            yield telling.change(
                method_kinds.SettingChanged, place, place, new.package,
                name=name, before=before, after=after,
            )  # fmt: skip


def _told(one: Surface, other: Surface) -> list[str]:
    """The names that only one package gives; exceptions are told apart, an async twin with its sync one."""
    names = [name for name in one.exports if name not in other.exports and name not in one.errors]
    return [name for name in names if not _twin(name, names)]


def _twin(name: str, names: list[str]) -> bool:
    return name.startswith("Async") and name.removeprefix("Async") in names


def _lifecycles(telling: Telling) -> Iterator[Change]:
    old, new = telling.old.lifecycles, telling.new.lifecycles
    paths = {path: _moved(telling, path) for path in old}
    for path, there in paths.items():
        if there in new:
            yield from _lifecycle(telling, old[path], new[there])
        else:
            yield telling.change(type_kinds.LifecycleRemoved, path, "", called(path))
    for path in new:
        if path not in paths.values():
            yield telling.change(type_kinds.LifecycleAdded, "", path, called(path))


def _moved(telling: Telling, path: str) -> str:
    """Where a lifecycle is, when its resource has another path."""
    resource, _, name = path.rpartition(".")
    return f"{telling.names.resources.get(resource, resource)}.{name}"


def _lifecycle(telling: Telling, one: Lifecycle, other: Lifecycle) -> Iterator[Change]:
    before, after = _groups(one), _groups(other)
    for state, group in before.items():
        there = after.get(state, "")
        if there == group:
            continue
        kind: type[Change] = type_kinds.StateRegrouped
        if not there:
            ends = group in _ENDS
            kind = type_kinds.TerminalStateRemoved if ends else type_kinds.StateRemoved
        yield _state(telling, kind, one, other, state, (group, there))
    for state, group in after.items():
        if state not in before:
            ends = group in _ENDS
            kind = type_kinds.TerminalStateAdded if ends else type_kinds.StateAdded
            yield _state(telling, kind, one, other, state, ("", group))
    for word in dict.fromkeys([*one.settings, *other.settings]):
        values = one.settings.get(word, "nothing"), other.settings.get(word, "nothing")
        if values[0] != values[1]:
            yield telling.change(
                type_kinds.WaitingChanged, f"{one.path}.{word}", f"{other.path}.{word}",
                called(other.path), name=word, before=values[0], after=values[1],
            )  # fmt: skip


def _state(
    telling: Telling,
    kind: type[Change],
    one: Lifecycle,
    other: Lifecycle,
    state: str,
    groups: tuple[str, str],
) -> Change:
    before, after = (_WORDS.get(group, "") for group in groups)
    places = (f"{one.path}.{groups[0]}", f"{other.path}.{groups[1]}")
    subject = called(other.path)
    return telling.change(kind, *places, subject, name=state, before=before, after=after)


def _groups(lifecycle: Lifecycle) -> Mapping[str, str]:
    """The group of each state."""
    return {state: group for group, states in lifecycle.groups.items() for state in states}
