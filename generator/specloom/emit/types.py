"""Everything below ``types/``: response models, request types, and the packages that export them (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from specloom.emit.classes import ModelStyle, readable_fields
from specloom.emit.graph import TypeGraph
from specloom.emit.lazy import lazy_init
from specloom.emit.models import FieldForms
from specloom.emit.modules import ModulePrinter
from specloom.ir.resources import Api
from specloom.ir.types import Face, Field, ObjectDefinition, TypeModule

_ROOT = "types"
_SHARED = "shared"


def emit_types(api: Api, header: str = "") -> dict[str, str]:
    """The files of all types: paths relative to the package root (``types/beta/thread.py``) and their text.

    ``header`` are lines of comment that each file starts with. Importing one of the packages loads no
    type; a type's own file loads what the type refers to.
    """
    graph = TypeGraph(api.types)
    base = "MappingModel" if api.client.mapping_access else "BaseModel"
    style = ModelStyle(FieldForms(model_fields(api.types)), base)
    files = {_path(module.path): ModulePrinter(module, graph, style).text() for module in api.types}
    files.update(_packages(api.types))
    return {path: _headed(header, text) for path, text in sorted(files.items())}


def _headed(header: str, text: str) -> str:
    return "\n\n".join(filter(None, (header, text))) if text else f"{header}\n" if header else ""


def model_fields(modules: Iterable[TypeModule]) -> Iterable[Field]:
    """Every field of a response model that the engine writes."""
    for module in modules:
        for definition in module.definitions:
            if isinstance(definition, ObjectDefinition) and definition.face is Face.RESPONSE:
                yield from readable_fields(definition)


def _packages(modules: Sequence[TypeModule]) -> dict[str, str]:
    """The ``__init__`` file of each folder; the root of all types is always there."""
    packages: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {(): {}}
    for module in modules:
        for depth in range(len(module.path)):
            entries = packages.setdefault(module.path[:depth], {})
            if depth == len(module.path) - 1:
                entries[module.path[depth]] = module.exports
            else:
                entries.setdefault(module.path[depth], ())
    _reexport_shared(packages)
    return {
        _path((*path, "__init__")): lazy_init((_ROOT, *path), entries, packages=(_SHARED,))
        for path, entries in packages.items()
    }


def _reexport_shared(packages: dict[tuple[str, ...], dict[str, tuple[str, ...]]]) -> None:
    """What several resources share is exported by the root of all types, too, as published packages have it."""
    shared = packages.get((_SHARED,))
    if shared is None:
        return
    taken = {name for names in packages[()].values() for name in names} | set(packages[()])
    names = sorted({name for exports in shared.values() for name in exports} - taken)
    packages[()][_SHARED] = tuple(names)


def _path(module: tuple[str, ...]) -> str:
    return "/".join((_ROOT, *module)) + ".py"
