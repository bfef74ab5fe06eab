"""What a report shows beside the changes: their lines, the lifecycles, how operations are called (layer 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from specloom.diagnostics import Source, SpecloomError
from specloom.diff import Change
from specloom.diff.calls import Calls, address
from specloom.diff.comparison import Comparison
from specloom.diff.excerpts import Excerpt, excerpt
from specloom.diff.semver import Versioning
from specloom.diff.states import States
from specloom.load import Config
from specloom.load.config_lifecycles import Lifecycle
from specloom.load.config_resources import Resource
from specloom.load.document import locate_many
from specloom.load.text import read_text
from specloom.policy import applied, read_rules, today, versioning
from specloom.revisions import Side, differences

_WITH_CALLS: Final = ("changelog", "html", "markdown")


def compared(old: Side, new: Side, ignore: str = "") -> Comparison:
    """What changed, without what a file of ignore rules leaves out (none where its path is empty).

    Raises SpecloomError as :mod:`specloom.policy` does.
    """
    changes, ignored = applied(differences(old, new), read_rules(ignore) if ignore else [], today())
    rules = versioning(new.config.specloom.semver) if new.config else Versioning()
    return Comparison(changes, ignored=ignored, versioning=rules)


def shown(comparison: Comparison, old: Side, new: Side, form: str) -> Comparison:
    """The comparison with places that have a line and the user's names of files, and with what ``form`` shows.

    The revisions must still be open.
    """
    changes = [*comparison.changes, *(item.change for item in comparison.ignored)]
    places = _lines_of(side for item in changes for side in (item.old, item.new))
    names = [
        {item.old: _named(old, item.old, places) for item in changes},
        {item.new: _named(new, item.new, places) for item in changes},
    ]

    def told(change: Change) -> Change:
        return replace(change, old=names[0][change.old], new=names[1][change.new])

    comparison = replace(
        comparison,
        changes=[told(change) for change in comparison.changes],
        ignored=[replace(item, change=told(item.change)) for item in comparison.ignored],
    )
    if form in _WITH_CALLS:
        comparison = replace(comparison, calls=(_calls(old), _calls(new)))
    if form == "html":
        lines = excerpts(names[0], places) | excerpts(names[1], places)
        states = tuple(lifecycles(side.config) for side in (old, new))
        comparison = replace(comparison, excerpts=lines, states=(states[0], states[1]))
    return comparison


def _lines_of(sources: Iterable[Source]) -> dict[Source, tuple[int, int]]:
    """Line and column of each place: what it says itself, else where its pointer leads."""
    every = dict.fromkeys(sources)
    known = {source: (source.line, source.column) for source in every if source.line}
    return known | locate_many(source for source in every if not source.line)


def _named(side: Side, source: Source, places: Mapping[Source, tuple[int, int]]) -> Source:
    line, column = places.get(source, (0, 0))
    return side.named(replace(source, line=line, column=column))


def excerpts(
    names: Mapping[Source, Source], places: Mapping[Source, tuple[int, int]]
) -> dict[Source, Excerpt]:
    """The lines around each place, by the name that it is shown under."""
    files: dict[str, list[str]] = {}
    found: dict[Source, Excerpt] = {}
    for source, name in names.items():
        if source.file not in files:
            files[source.file] = _lines(source.file)
        line, column = places.get(source, (0, 0))
        if 0 < line <= len(files[source.file]):
            found[name] = excerpt(files[source.file], line, column)
    return found


def _lines(file: str) -> list[str]:
    try:
        return read_text(Path(file), file).split("\n")
    except SpecloomError:
        return []


def lifecycles(config: Config | None) -> dict[str, States]:
    """The lifecycles that a configuration declares, by name."""
    if config is None:
        return {}
    return {name: _states(name, declared) for name, declared in config.lifecycles.items()}


def _states(name: str, declared: Lifecycle) -> States:
    action = declared.action
    return States(
        name,
        tuple(declared.pending),
        tuple(action.states) if action else (),
        tuple(declared.success),
        tuple(declared.failure),
        tuple(start.method.rpartition(".")[2] for start in declared.starts),
        action.submit if action else "",
    )


def _calls(side: Side) -> Calls:
    """How the operations of a revision are called, as its configuration names them or as one is inferred."""
    methods: dict[str, str] = {}
    for path, resource in _resources(side.settings.resources, ()):
        for name, method in resource.methods.items():
            verb, _, route = method.endpoint.partition(" ")
            methods.setdefault(address(f"{verb.upper()} {route}"), ".".join((*path, name)))
    return Calls(methods, side.revision)


def _resources(
    resources: Mapping[str, Resource], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Resource]]:
    for name, resource in resources.items():
        path = above if name == "$client" else (*above, name)
        yield path, resource
        yield from _resources(resource.subresources, path)
