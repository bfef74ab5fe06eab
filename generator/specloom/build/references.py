"""What types refer to: the graph of definitions, its cycles, and what differs from the wire (layer 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from specloom.build.scalars import REWRITTEN
from specloom.circles import circles
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    DictType,
    Face,
    ListType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeModule,
    TypeName,
    UnionType,
)


def parts_of(expr: TypeExpr) -> Iterator[TypeExpr]:
    """The expression and all below it, definitions aside."""
    stack = [expr]
    while stack:
        item = stack.pop()
        yield item
        if isinstance(item, ListType):
            stack.append(item.item)
        elif isinstance(item, DictType):
            stack.append(item.value)
        elif isinstance(item, UnionType):
            stack.extend(reversed(item.members))


def named_in(expr: TypeExpr) -> Iterator[TypeName]:
    """The definitions that an expression refers to."""
    return (item.name for item in parts_of(expr) if isinstance(item, NamedType))


def scalars_in(expr: TypeExpr) -> Iterator[Scalar]:
    """The scalars in an expression."""
    return (item.scalar for item in parts_of(expr) if isinstance(item, ScalarType))


def expressions(definition: Definition) -> Iterator[TypeExpr]:
    """The types that a definition is made of."""
    if isinstance(definition, AliasDefinition):
        yield definition.type
        return
    yield from (field.type for field in definition.fields)
    if definition.extra is not None:
        yield definition.extra


def references(definition: Definition) -> Iterator[TypeName]:
    """The definitions that a definition refers to."""
    if isinstance(definition, ObjectDefinition):
        yield from definition.bases
    for expr in expressions(definition):
        yield from named_in(expr)


def without_empty_circles(modules: Iterable[TypeModule]) -> tuple[TypeModule, ...]:
    """The modules without unions that lead back to themselves: ``A = A | B`` is ``B``.

    An alternative that leads back is replaced by what it stands for besides.
    """
    found = list(modules)
    aliases = {
        item.name: item.type
        for module in found
        for item in module.definitions
        if isinstance(item, AliasDefinition)
    }
    changed: set[TypeName] = set()
    circular = _in_empty_circles(aliases)
    for name in aliases:
        if name in circular:
            changed.add(name)
            aliases[name] = _opened(name, aliases)
            circular = _in_empty_circles(aliases)
    if not changed:
        return tuple(found)
    return tuple(
        replace(module, definitions=tuple(_with_type(d, aliases) for d in module.definitions))
        for module in found
    )


def _in_empty_circles(aliases: Mapping[TypeName, TypeExpr]) -> set[TypeName]:
    """The aliases that lead back to themselves by their alternatives alone."""
    return _in_circles(
        {
            name: [item.name for item in alternatives(expr) if isinstance(item, NamedType)]
            for name, expr in aliases.items()
        }
    )


def _in_circles(edges: Mapping[TypeName, Sequence[TypeName]]) -> set[TypeName]:
    """The names that can be reached from themselves, in time that grows with the graph."""
    component = circles(edges)
    sizes = Counter(component.values())
    return {name for name in edges if sizes[component[name]] > 1 or name in edges[name]}


def _opened(name: TypeName, aliases: dict[TypeName, TypeExpr]) -> TypeExpr:
    """What a union is without the alternatives that lead back to it."""
    kept: dict[TypeExpr, None] = {}
    for member in alternatives(aliases[name]):
        circular = _leads_back(member, name, aliases)
        kept.update(dict.fromkeys(_leaves(member, aliases) if circular else [member]))
    return _union_of(list(kept))


def alternatives(expr: TypeExpr) -> tuple[TypeExpr, ...]:
    """The members of a union, or the type itself."""
    return expr.members if isinstance(expr, UnionType) else (expr,)


def _leads_back(member: TypeExpr, name: TypeName, aliases: dict[TypeName, TypeExpr]) -> bool:
    return any(isinstance(item, NamedType) and item.name == name for item in _way(member, aliases))


def _leaves(member: TypeExpr, aliases: dict[TypeName, TypeExpr]) -> list[TypeExpr]:
    """What a member stands for once all aliases are opened."""
    return [
        item
        for item in _way(member, aliases)
        if not (isinstance(item, NamedType) and item.name in aliases)
    ]


def _way(member: TypeExpr, aliases: dict[TypeName, TypeExpr]) -> Iterator[TypeExpr]:
    """A member, and the alternatives of the aliases that it leads to without passing a class, list or map."""
    seen: set[TypeName] = set()
    stack = [member]
    while stack:
        item = stack.pop()
        if isinstance(item, NamedType):
            if item.name in seen:
                continue
            seen.add(item.name)
            if item.name in aliases:
                stack.extend(reversed(alternatives(aliases[item.name])))
        yield item


def _union_of(members: list[TypeExpr]) -> TypeExpr:
    if not members:
        return ScalarType(Scalar.ANY)
    return members[0] if len(members) == 1 else UnionType(tuple(members))


def _with_type(definition: Definition, aliases: dict[TypeName, TypeExpr]) -> Definition:
    if isinstance(definition, AliasDefinition) and definition.type != aliases[definition.name]:
        return replace(definition, type=aliases[definition.name])
    return definition


def mark_recursive(modules: Iterable[TypeModule]) -> tuple[TypeModule, ...]:
    """The modules with those aliases marked that reach themselves without passing a class."""
    found = list(modules)
    aliases = {
        item.name: tuple(dict.fromkeys(references(item)))
        for module in found
        for item in module.definitions
        if isinstance(item, AliasDefinition)
    }
    recursive = _in_circles(aliases)
    if not recursive:
        return tuple(found)
    return tuple(
        replace(module, definitions=tuple(_marked(item, recursive) for item in module.definitions))
        for module in found
    )


def _marked(definition: Definition, recursive: set[TypeName]) -> Definition:
    if isinstance(definition, AliasDefinition) and definition.name in recursive:
        return replace(definition, recursive=True)
    return definition


def transformed(modules: Iterable[TypeModule]) -> frozenset[TypeName]:
    """The request types whose Python form differs from the wire somewhere: other names, or a wire format."""
    users: dict[TypeName, list[TypeName]] = {}
    dirty: list[TypeName] = []
    for module in modules:
        for item in module.definitions:
            if item.face is not Face.REQUEST:
                continue
            for name in references(item):
                users.setdefault(name, []).append(item.name)
            if _differs(item):
                dirty.append(item.name)
    found = set(dirty)
    while dirty:
        for user in users.get(dirty.pop(), ()):
            if user not in found:
                found.add(user)
                dirty.append(user)
    return frozenset(found)


def _differs(definition: Definition) -> bool:
    if isinstance(definition, ObjectDefinition) and any(
        field.name != field.wire for field in definition.fields
    ):
        return True
    return any(
        scalar in REWRITTEN for expr in expressions(definition) for scalar in scalars_in(expr)
    )
