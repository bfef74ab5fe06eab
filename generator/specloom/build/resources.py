"""The tree of resources, from operations by resource (layer 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from specloom import naming
from specloom.build.context import Context, ResourceEntry
from specloom.build.names import PRINTED, RUNTIME, joined
from specloom.ir.operations import Operation
from specloom.ir.resources import Resource, WebhookMethod


@dataclass(slots=True)
class Methods:
    """What stands on resources, by the path of each."""

    operations: dict[tuple[str, ...], list[Operation]] = field(
        default_factory=dict[tuple[str, ...], list[Operation]]
    )
    webhooks: dict[tuple[str, ...], list[WebhookMethod]] = field(
        default_factory=dict[tuple[str, ...], list[WebhookMethod]]
    )


def build_resources(
    context: Context,
    entries: Iterable[ResourceEntry],
    methods: Methods,
    taken: Collection[str],
) -> tuple[Resource, ...]:
    """The top-level resources; one without methods anywhere below it is left out.

    A class that would be called as one of the ``taken`` names is called ``…Resource``, one that would be called
    as the resource above it or one beside it has the name of that above in front.
    """
    ordered = [entry for entry in entries if not entry.is_shared and not entry.is_client]
    names = _class_names(context, ordered, taken)
    built: dict[tuple[str, ...], list[Resource]] = {}
    for entry in reversed(ordered):
        own = tuple(methods.operations.get(entry.path, ()))
        hooks = tuple(methods.webhooks.get(entry.path, ()))
        children = tuple(reversed(built.pop(entry.path, [])))
        _check_names(context, entry, (*own, *hooks), children)
        if own or hooks or children:
            resource = Resource(
                entry.path,
                names[entry.path],
                own,
                children,
                entry.resource.description,
                entry.source,
                hooks,
            )
            built.setdefault(entry.path[:-1], []).append(resource)
    return tuple(reversed(built.get((), [])))


def _class_names(
    context: Context, entries: Iterable[ResourceEntry], taken: Collection[str]
) -> dict[tuple[str, ...], str]:
    """The class of each resource; those that one package exports have different names."""
    names: dict[tuple[str, ...], str] = {}
    exported: dict[tuple[str, ...], set[str]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry.path)):
        above = entry.path[:-1]
        name = _class_name(context, entry, taken)
        beside = exported.setdefault(above, set())
        if name in beside:
            name = naming.unique(joined(names.get(above, ""), name), beside)
        beside.add(name)
        exported[entry.path] = {name}
        names[entry.path] = name
    return names


def _class_name(context: Context, entry: ResourceEntry, taken: Collection[str]) -> str:
    name = context.casing.class_name(entry.path[-1])
    return joined(name, "Resource") if name in taken or name in PRINTED | RUNTIME else name


def _check_names(
    context: Context,
    entry: ResourceEntry,
    own: tuple[Operation | WebhookMethod, ...],
    children: tuple[Resource, ...],
) -> None:
    methods = {method.name for method in own}
    if len(methods) < len(own):
        message = f"{entry.dotted} has two methods of one name"
        context.diagnostics.error("method-name-clash", message, entry.source)
    attributes: set[str] = set()
    for child in children:
        name = child.path[-1]
        if name in methods or name in attributes:
            message = f"{entry.dotted} has both a method and a subresource called {name!r}"
            if name in attributes:
                message = f"{entry.dotted} has two subresources called {name!r}"
            context.diagnostics.error("name-clash", message, child.source)
        attributes.add(name)
