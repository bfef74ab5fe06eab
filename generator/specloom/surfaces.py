"""The surface of a package: of one that is made from a configuration, or of one that lies in a folder (layer 5).

What a program can see is read from the text that is printed, so that nothing can differ from what users get;
where things stand is known from the decided API, so that a change leads to the document or the configuration.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.diff.sdk.reader import read_surface
from specloom.diff.sdk.surface import Method, Surface
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.operations import Operation
from specloom.ir.resources import Api, Resource
from specloom.ir.types import NamedType, ObjectDefinition, TypeName
from specloom.load import Config
from specloom.load.text import read_text
from specloom.pipeline import Inputs, build, render


@dataclass(frozen=True, slots=True)
class Made:
    """The surface of what a configuration makes of a document.

    ``events`` maps an operation, as ``post /runs``, to the pointer of the schema of the events that it streams.
    """

    surface: Surface
    events: Mapping[str, str]


def made(inputs: Inputs) -> Made:
    """Print the package in memory and read its surface; raises SpecloomError where it cannot be printed."""
    api = build(inputs, Diagnostics())
    root = f"src/{api.project.package}/"
    files = render(api, inputs.helpers)
    texts = {path.removeprefix(root): text for path, text in files.items() if path.startswith(root)}
    surface = read_surface(api.project.package, texts)
    places = {key: place for key, place in _places(api, inputs.config) if place is not None}
    operations = dict(_operations(api))
    methods = {path: _named(method, operations) for path, method in surface.methods.items()}
    for path, method in methods.items():
        if method.woven and path not in places:
            places[path] = _woven(method, api, inputs)
    surface = replace(surface, methods=methods, places=places)
    return Made(surface, dict(_events(api)))


def _named(method: Method, operations: Mapping[str, Operation]) -> Method:
    operation = operations.get(method.path)
    return replace(method, operation_id=operation.operation_id) if operation else method


def _walk(api: Api) -> Iterator[Resource]:
    waiting = list(api.resources)
    while waiting:
        resource = waiting.pop(0)
        yield resource
        waiting[:0] = resource.children


def _operations(api: Api) -> Iterator[tuple[str, Operation]]:
    """Every operation, by the path of its method."""
    for operation in api.operations:
        yield operation.name, operation
    for resource in _walk(api):
        for operation in resource.operations:
            yield ".".join((*resource.path, operation.name)), operation


def _places(api: Api, config: Config) -> Iterator[tuple[str, Source | None]]:
    """Where each thing stands that a document or a configuration says."""
    yield "", config.source()
    settings = config.source("client_settings")
    yield "client", settings
    for option in api.client.options:
        yield f"client.{option.name}", settings.child("opts", option.name)
    for resource in _walk(api):
        yield ".".join(resource.path), resource.source
        for method in resource.webhooks:
            yield ".".join((*resource.path, method.name)), method.source
    for path, operation in _operations(api):
        yield path, operation.source
        for parameter in operation.parameters:
            yield f"{path}.{parameter.name}", parameter.source
    yield "pagination", config.source("pagination")
    yield from _type_places(api)
    for lifecycle in api.lifecycles:
        yield from _lifecycle_places(lifecycle)


def _type_places(api: Api) -> Iterator[tuple[str, Source | None]]:
    for module in api.types:
        for definition in module.definitions:
            path = ".".join(("types", *definition.name.module, definition.name.name))
            yield path, definition.source
            if isinstance(definition, ObjectDefinition):
                for field in definition.fields:
                    yield f"{path}.{field.name}", field.source


def _lifecycle_places(lifecycle: Lifecycle) -> Iterator[tuple[str, Source | None]]:
    source = lifecycle.source
    path = f"{'.'.join(lifecycle.resource)}.{lifecycle.name} lifecycle"
    yield path, source
    for group in ("pending", "action", "success", "failure", "interval") if source else ():
        yield f"{path}.{group}", source.child(group) if source else None


def _woven(method: Method, api: Api, inputs: Inputs) -> Source:
    """Where a helper comes from: its own file, else the lifecycle that wants it."""
    file, _, line = method.woven.rpartition(":")
    helpers = inputs.helpers
    if helpers and line.isdecimal() and file.startswith(f"{helpers.origin}/"):
        return Source(helpers.folder + file.removeprefix(helpers.origin), "#", int(line), 1)
    resource = tuple(method.path.split(".")[:-1])
    for lifecycle in api.lifecycles:
        users = {lifecycle.resource, *(step.resource for step in lifecycle.starts)}
        if resource in users and lifecycle.source is not None:
            return lifecycle.source
    return inputs.config.source()


def _events(api: Api) -> Iterator[tuple[str, str]]:
    places: dict[TypeName, Source | None] = {
        definition.name: definition.source
        for module in api.types
        for definition in module.definitions
    }
    for _, operation in _operations(api):
        event = operation.stream.event if operation.stream else None
        source = places.get(event.name) if isinstance(event, NamedType) else None
        if source is not None:
            yield f"{operation.method.lower()} {operation.path}", source.pointer


def package_folder(path: str) -> Path | None:
    """The import package of a folder: the folder itself, or the one below its ``src``; None for any other folder."""
    folder = Path(path)
    if (folder / "__init__.py").is_file():
        return folder
    if not (folder / "pyproject.toml").is_file():
        return None
    found = sorted(item.parent for item in (folder / "src").glob("*/__init__.py"))
    return found[0] if len(found) == 1 else None


def packaged(folder: Path) -> Surface:
    """The surface of a package in a folder; nothing of it is imported. Raises SpecloomError for what is none."""
    texts: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > _LARGEST:
            problem = Diagnostic("bad-package", "this file is too large", Source(path.as_posix()))
            raise SpecloomError([problem])
        texts[name] = read_text(path, path.as_posix()) if path.stat().st_size else ""
    return read_surface(os.path.basename(os.path.abspath(folder)), texts, f"{folder.as_posix()}/")


_LARGEST = 10_000_000
"""Bytes of one module."""
