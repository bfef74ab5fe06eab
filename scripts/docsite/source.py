"""What a generated package holds, read from its source without importing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import griffe

Described = griffe.Class | griffe.Attribute | griffe.TypeAlias


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """The public types of one folder of ``types``: by module, each module's own types in order."""

    path: tuple[str, ...]
    modules: tuple[tuple[str, tuple[Described, ...]], ...]

    @property
    def file(self) -> str:
        """The group's page below the folder of the package."""
        return "/".join(("types", *self.path)) + ".md"


def load(folder: Path, package: str) -> griffe.Module:
    """The package below ``folder/src``."""
    loaded = griffe.load(package, search_paths=[folder / "src"], allow_inspection=False)
    assert isinstance(loaded, griffe.Module)
    return loaded


def type_groups(package: griffe.Module) -> Iterator[TypeGroup]:
    """The folders of ``types`` that define types, parents first."""
    types = package.members.get("types")
    if isinstance(types, griffe.Module):
        yield from _groups(types, ())


def _groups(folder: griffe.Module, path: tuple[str, ...]) -> Iterator[TypeGroup]:
    modules = [
        item
        for name, item in sorted(folder.members.items())
        if isinstance(item, griffe.Module) and not name.startswith("_")
    ]
    found = [(item.name, tuple(_own(item))) for item in modules if not item.is_init_module]
    if listed := tuple((name, own) for name, own in found if own):
        yield TypeGroup(path, listed)
    for item in modules:
        if item.is_init_module:
            yield from _groups(item, (*path, item.name))


def _own(module: griffe.Module) -> Iterator[Described]:
    """The types that a module defines, its main type first."""
    wanted = [str(name) for name in module.exports or ()]
    members = [module.members.get(name) for name in reversed(wanted)]
    for item in members:
        if isinstance(item, griffe.Class | griffe.Attribute | griffe.TypeAlias):
            yield item


def methods(described: griffe.Class) -> Iterator[griffe.Function]:
    """The public methods of a class, in the order of its source."""
    for name, item in described.members.items():
        if isinstance(item, griffe.Function) and not name.startswith("_"):
            if "cached_property" not in str([mark.value for mark in item.decorators]):
                yield item


def sections(described: griffe.Object) -> tuple[str, dict[str, str]]:
    """A docstring's text, and what it says of each argument."""
    text: list[str] = []
    arguments: dict[str, str] = {}
    if described.docstring is None:
        return "", {}
    for section in described.docstring.parse("google", warnings=False):
        if section.kind is griffe.DocstringSectionKind.text:
            text.append(str(section.value))
        elif section.kind is griffe.DocstringSectionKind.parameters:
            arguments.update({item.name: item.description for item in section.value})
        elif section.kind is griffe.DocstringSectionKind.raises:
            items = [f"`{item.annotation}`: {item.description}" for item in section.value]
            text.append("Raises " + "; ".join(items))
    return "\n\n".join(text), arguments
