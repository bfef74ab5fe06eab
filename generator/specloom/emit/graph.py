"""What type modules refer to, and the order in which they can import each other (layer 4).

Two files that need each other cannot both import the other first: the imports of a circle stand below the
definitions. A row or a circle of very many files would still nest deeper than Python allows, so that
some imports are left to the runtime's ``import_late``, which does not nest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from specloom.circles import circles
from specloom.emit.imports import When
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    DictType,
    Field,
    ListType,
    NamedType,
    ObjectDefinition,
    TypeExpr,
    TypeModule,
    TypeName,
    UnionType,
)

ModulePath: TypeAlias = tuple[str, ...]

DEEPEST = 64
"""How many imports may nest; each takes six or seven of Python's thousand frames."""


def references(expr: TypeExpr) -> Iterator[TypeName]:
    """The definitions that an expression names, in order, repetitions included."""
    stack: list[TypeExpr] = [expr]
    while stack:
        match stack.pop():
            case NamedType(name):
                yield name
            case ListType(item):
                stack.append(item)
            case DictType(value):
                stack.append(value)
            case UnionType(members):
                stack.extend(reversed(members))
            case _:
                pass


def definition_references(definition: Definition) -> Iterator[TypeName]:
    """The definitions that one definition names, bases first."""
    if isinstance(definition, AliasDefinition):
        yield from references(definition.type)
        return
    yield from definition.bases
    for member in definition.fields:
        yield from references(member.type)
    if definition.extra is not None:
        yield from references(definition.extra)


class TypeGraph:
    """All type modules: what they refer to, and when each may import another."""

    def __init__(self, modules: Sequence[TypeModule]) -> None:
        self._objects: dict[TypeName, ObjectDefinition] = {}
        self._renames: dict[TypeName, TypeName] = {}
        definitions = [definition for module in modules for definition in module.definitions]
        for definition in definitions:
            if isinstance(definition, ObjectDefinition):
                self._objects[definition.name] = definition
            elif isinstance(definition.type, NamedType):
                self._renames[definition.name] = definition.type.name
        edges: dict[ModulePath, dict[ModulePath, None]] = {}
        for definition in definitions:
            here = definition.name.module
            names = definition_references(self.direct(definition))
            targets = edges.setdefault(here, {})
            targets.update((name.module, None) for name in names if name.module != here)
        self._when = _schedule({module: list(targets) for module, targets in edges.items()})

    def direct(self, definition: Definition) -> Definition:
        """An alias of an alias as one of the last in the chain: files then do not import each other in a row."""
        if isinstance(definition, ObjectDefinition) or not isinstance(definition.type, NamedType):
            return definition
        target = self._end(definition.type.name)
        return (
            definition if target == definition.name else replace(definition, type=NamedType(target))
        )

    def _end(self, name: TypeName) -> TypeName:
        """The last name of a chain of aliases, any of them where the chain is a ring; remembered for each."""
        chain: dict[TypeName, None] = {}
        while name in self._renames and name not in chain:
            chain[name] = None
            name = self._renames[name]
        self._renames.update((link, name) for link in chain if link != name)
        return name

    def when(self, here: ModulePath, there: ModulePath) -> When:
        """When the module ``here`` may import ``there``."""
        return self._when.get((here, there), When.RUNTIME)

    def own_bases(self, definition: ObjectDefinition) -> ObjectDefinition:
        """The definition without bases that come later than it: their fields become its own."""
        bases: list[TypeName] = []
        fields: dict[str, Field] = {}
        for base in definition.bases:
            known = self._objects.get(base)
            when = self.when(definition.name.module, base.module)
            if known is None or when is When.RUNTIME:
                bases.append(base)
            else:
                fields.update((field.name, field) for field in self.own_bases(known).fields)
                bases.extend(self.own_bases(known).bases)
        if not fields:
            return definition
        fields.update((field.name, field) for field in definition.fields)
        return replace(definition, bases=tuple(bases), fields=tuple(fields.values()))


def _schedule(
    edges: Mapping[ModulePath, Sequence[ModulePath]],
) -> dict[tuple[ModulePath, ModulePath], When]:
    """When each module may import another, for all pairs that cannot be imported at the top."""
    circle = circles(edges)
    sizes = Counter(circle.values())
    members: dict[int, list[ModulePath]] = {}
    for module, number in circle.items():
        members.setdefault(number, []).append(module)
    schedule: dict[tuple[ModulePath, ModulePath], When] = {}
    depth: dict[int, int] = {}
    for number, modules in members.items():
        own = sizes[number] if sizes[number] <= DEEPEST else 1
        inside = When.LATE if sizes[number] <= DEEPEST else When.QUEUED
        depth[number] = own
        for here in modules:
            for there in edges[here]:
                other = circle.get(there)
                if other == number:
                    schedule[here, there] = inside
                elif other is not None and own + depth[other] > DEEPEST:
                    schedule[here, there] = When.QUEUED
                elif other is not None:
                    depth[number] = max(depth[number], own + depth[other])
    return schedule
