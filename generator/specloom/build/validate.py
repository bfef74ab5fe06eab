"""Findings about a finished API: what the configuration says and nothing came of (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.build.context import Context
from specloom.build.names import is_class_name
from specloom.build.scalars import REGISTERED_FORMATS, strange_formats
from specloom.ir.resources import Api, Resource
from specloom.load import MISSING
from specloom.load.hints import did_you_mean


def overrides(context: Context) -> dict[str, str]:
    """The class names that the configuration gives to places; reports places and names that cannot be."""
    found: dict[str, str] = {}
    for pointer, name in context.config.specloom.type_names.items():
        source = context.config.source("specloom", "type_names", pointer)
        try:
            missing = context.document.get(pointer) is MISSING
        except ValueError:
            missing = True
        if missing:
            context.diagnostics.error("unknown-place", f"nothing is at {pointer!r}", source)
        elif not is_class_name(name):
            hint = "a class name has only letters and digits, and starts with a capital"
            context.diagnostics.error("bad-class-name", f"{name!r} is no class name", source, hint)
        else:
            found[pointer] = name
    return found


def check_overrides(context: Context, known: dict[str, str], used: set[str]) -> None:
    """Report the names that were given to places where no type is written."""
    for pointer, name in known.items():
        if pointer not in used:
            source = context.config.source("specloom", "type_names", pointer)
            message = f"no type is written at this place that could be called {name!r}"
            hint = "the place must be an inline object or union, or a reference to an unlisted one"
            context.diagnostics.error("unused-type-name", message, source, hint)


def check_client(context: Context, api: Api) -> None:
    """Report resources, methods and options of the client whose names exclude each other."""
    taken = {option.name for option in api.client.options}
    for resource in api.resources:
        _check_member(context, resource, taken)
        taken.add(resource.path[-1])
    for operation in api.operations:
        if operation.name in taken:
            message = f"the client already has a member called {operation.name!r}"
            context.diagnostics.error("name-clash", message, operation.source)


def check_formats(context: Context) -> None:
    """Report configured formats that there are not."""
    chosen = context.config.specloom.formats
    for name in strange_formats(chosen, context.document.data):
        source = context.config.source("specloom", "formats", name)
        message = f"no schema of the document has the format {name!r}"
        hint = did_you_mean(name, REGISTERED_FORMATS) or "write it as the document does"
        context.diagnostics.error("unknown-format", message, source, hint)


def _check_member(context: Context, resource: Resource, taken: Iterable[str]) -> None:
    if resource.path[-1] in taken:
        message = f"the client already has a member called {resource.path[-1]!r}"
        context.diagnostics.error("name-clash", message, resource.source)


def root_exports(context: Context) -> tuple[tuple[str, str], ...]:
    """Further names of the package itself with their modules; reports those that cannot be imported."""
    found: list[tuple[str, str]] = []
    for name, module in context.config.specloom.root_exports.items():
        source = context.config.source("specloom", "root_exports", name)
        if not all(part.isidentifier() and part.isascii() for part in (name, *module.split("."))):
            message = f"{name!r} cannot be imported from a module {module!r}"
            hint = "write `Name: folder.module`, the module below the helpers folder"
            context.diagnostics.error("bad-root-export", message, source, hint)
        else:
            found.append((name, module))
    return tuple(found)
