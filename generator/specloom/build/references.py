"""What types refer to: the graph of definitions, its cycles, and what differs from the wire (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

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


def mark_recursive(modules: Iterable[TypeModule]) -> tuple[TypeModule, ...]:
    """The modules with those aliases marked that reach themselves without passing a class."""
    found = list(modules)
    aliases = {
        item.name: tuple(dict.fromkeys(references(item)))
        for module in found
        for item in module.definitions
        if isinstance(item, AliasDefinition)
    }
    recursive = {name for name in aliases if _reaches_itself(name, aliases)}
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


def _reaches_itself(name: TypeName, aliases: dict[TypeName, tuple[TypeName, ...]]) -> bool:
    seen: set[TypeName] = set()
    stack = [name]
    while stack:
        for following in aliases[stack.pop()]:
            if following == name:
                return True
            if following in aliases and following not in seen:
                seen.add(following)
                stack.append(following)
    return False


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
        scalar is Scalar.BASE64 for expr in expressions(definition) for scalar in scalars_in(expr)
    )
