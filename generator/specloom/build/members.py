"""What a type holds: its members by wire name, along a dotted path (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom.ir.types import (
    AliasDefinition,
    Definition,
    Field,
    ListType,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeModule,
    TypeName,
    UnionType,
)

_MOST_HOPS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a path: attributes on the way, the last member, and its type."""

    attributes: tuple[str, ...]
    field: Field | None
    type: TypeExpr

    @property
    def dotted(self) -> str:
        """The attributes as a path."""
        return ".".join(self.attributes)


class NoSuchMember(LookupError):
    """A step of a path leads nowhere; ``known`` are the names that would lead somewhere."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = list(known)


class TypeView:
    """The definitions of an API, to be looked into."""

    def __init__(self, modules: Iterable[TypeModule]) -> None:
        self.definitions: dict[TypeName, Definition] = {
            definition.name: definition for module in modules for definition in module.definitions
        }

    def alternatives(self, expr: TypeExpr) -> list[TypeExpr]:
        """What an expression stands for, aliases and unions opened; null is left out."""
        found: list[TypeExpr] = []
        queue, hops = [expr], 0
        while queue and hops < _MOST_HOPS:
            hops += 1
            item = queue.pop(0)
            definition = self.definitions.get(item.name) if isinstance(item, NamedType) else None
            if isinstance(definition, AliasDefinition):
                queue.append(definition.type)
            elif isinstance(item, UnionType):
                queue.extend(item.members)
            elif item != ScalarType(Scalar.NULL):
                found.append(item)
        return found

    def fields(self, expr: TypeExpr) -> dict[str, Field]:
        """The members of an object, or of any object of a union, by wire name."""
        found: dict[str, Field] = {}
        for item in self.alternatives(expr):
            if isinstance(item, NamedType):
                for field in self._own_fields(item.name):
                    found.setdefault(field.wire, field)
        return found

    def _own_fields(self, name: TypeName) -> Iterable[Field]:
        queue, hops = [name], 0
        while queue and hops < _MOST_HOPS:
            hops += 1
            definition = self.definitions.get(queue.pop(0))
            if isinstance(definition, ObjectDefinition):
                yield from definition.fields
                queue.extend(definition.bases)

    def walk(self, expr: TypeExpr, path: str) -> Found:
        """The member at a dotted path of wire names; raises :class:`NoSuchMember`."""
        attributes: list[str] = []
        field: Field | None = None
        for name in path.split("."):
            known = self.fields(expr)
            if name not in known:
                raise NoSuchMember(name, known)
            field = known[name]
            attributes.append(field.name)
            expr = field.type
        return Found(tuple(attributes), field, expr)

    def items(self, expr: TypeExpr) -> TypeExpr | None:
        """The item type of a list, None for anything else."""
        for item in self.alternatives(expr):
            if isinstance(item, ListType):
                return item.item
        return None

    def values(self, expr: TypeExpr) -> tuple[str, ...] | None:
        """The allowed values of a state as text, in order; None where any text is allowed."""
        found: dict[str, None] = {}
        for item in self.alternatives(expr):
            if isinstance(item, LiteralType):
                found.update(dict.fromkeys(state_text(value) for value in item.values))
            elif item == ScalarType(Scalar.BOOLEAN):
                found.update(dict.fromkeys(("true", "false")))
        return tuple(found) or None


def state_text(value: object) -> str:
    """A state as configurations and the runtime write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
