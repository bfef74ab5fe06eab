"""Where the classes of a resource live in the package (layer 4).

Each resource is a package of its name that holds two modules, sync and async, and the packages of its children.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.ir.resources import Resource


@dataclass(frozen=True, slots=True)
class Place:
    """The modules of one resource, as paths below the package root.

    Its classes are imported from ``package``, wherever they are defined.
    """

    resource: Resource
    package: tuple[str, ...]
    sync: tuple[str, ...]
    asynchronous: tuple[str, ...]
    children: tuple[Place, ...]


def place(resource: Resource, folder: tuple[str, ...] = ("resources",)) -> Place:
    """The place of a resource and of all below it."""
    package = (*folder, resource.path[-1])
    children = {child.path[-1] for child in resource.children}
    own = resource.path[-1]
    while own in children or f"async_{own}" in children:
        own += "_"
    placed = tuple(place(child, package) for child in resource.children)
    return Place(resource, package, (*package, own), (*package, f"async_{own}"), placed)


def walk(places: tuple[Place, ...]) -> Iterator[Place]:
    """All places, parents before children."""
    queue = list(places)
    while queue:
        found = queue.pop(0)
        yield found
        queue[:0] = found.children


def file_of(module: tuple[str, ...]) -> str:
    """The file of a module, relative to the package root."""
    return "/".join(module) + ".py"
