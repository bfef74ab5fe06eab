"""What stands around the changes of a comparison: lines of the documents, lifecycles, calls (layer 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from specloom.diagnostics import Source, SpecloomError
from specloom.diff.calls import Calls, address
from specloom.diff.excerpts import Excerpt, excerpt
from specloom.diff.revision import Revision, below, mapping
from specloom.diff.states import States
from specloom.load import Config
from specloom.load.config_lifecycles import Lifecycle
from specloom.load.config_resources import Resource
from specloom.load.text import read_text


def excerpts(sources: Iterable[Source]) -> dict[Source, Excerpt]:
    """The lines around each place that has a line, in a file that can be read."""
    files: dict[str, list[str]] = {}
    found: dict[Source, Excerpt] = {}
    for source in sources:
        if source.file not in files:
            files[source.file] = _lines(source.file)
        if 0 < source.line <= len(files[source.file]):
            found[source] = excerpt(files[source.file], source.line, source.column)
    return found


def _lines(file: str) -> list[str]:
    try:
        return read_text(Path(file), file).split("\n")
    except SpecloomError:
        return []


def lifecycles(config: Config) -> dict[str, States]:
    """The lifecycles that a configuration declares, by name."""
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


def calls(config: Config, revision: Revision) -> Calls:
    """How the operations of a revision are called, as a configuration names them."""
    methods: dict[str, str] = {}
    for path, resource in _resources(config.resources, ()):
        for name, method in resource.methods.items():
            verb, _, route = method.endpoint.partition(" ")
            methods.setdefault(address(f"{verb.upper()} {route}"), ".".join((*path, name)))
    return Calls(methods, _bodies(revision))


def _resources(
    resources: Mapping[str, Resource], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Resource]]:
    for name, resource in resources.items():
        path = above if name == "$client" else (*above, name)
        yield path, resource
        yield from _resources(resource.subresources, path)


def _bodies(revision: Revision) -> dict[str, frozenset[str]]:
    """The schemas that are whole bodies, by operation."""
    found: dict[str, frozenset[str]] = {}
    for path in mapping(revision.get("#/paths")):
        item = below("#/paths", path)
        for verb in mapping(revision.get(item)):
            body, place = revision.resolve(below(item, verb, "requestBody"))
            schemas = [
                revision.resolve(below(place, "content", media, "schema"))[1]
                for media in mapping(body.get("content"))
            ]
            if schemas:
                found[address(f"{verb.upper()} {path}")] = frozenset(schemas)
    return found
