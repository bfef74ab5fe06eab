"""The names that a module of methods works with, and how to write them there (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specloom.emit.annotations import Annotator
from specloom.emit.imports import Imports, When
from specloom.emit.layout import STEP, WIDTH, Code, Group
from specloom.emit.twin import RUNTIME_TWINS
from specloom.ir.operations import Operation
from specloom.ir.resources import Api
from specloom.ir.types import (
    DictType,
    Face,
    ListType,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What all modules of one API need to know: which type definitions are classes, how raw responses read.

    An alias of a scalar, a list or a map counts as a class: type checkers take it where a class is expected, unless
    it holds itself. ``literals`` are the aliases of literals, or of unions that hold some, of which they take no class.
    """

    classes: frozenset[TypeName] = frozenset()
    literals: frozenset[TypeName] = frozenset()
    raw_responses_are_read: bool = True
    omit_nulls: bool = False
    argument_names: tuple[tuple[str, str], ...] = ()


def facts_of(api: Api) -> Facts:
    """The facts of an API."""
    classes = frozenset(
        definition.name
        for module in api.types
        for definition in module.definitions
        if isinstance(definition, ObjectDefinition)
        or (_is_class(definition.type) and not definition.recursive)
    )
    client = api.client
    literals = _literal_aliases(api)
    return Facts(
        classes, literals, client.raw_responses_are_read, client.omit_nulls, client.argument_names
    )


def _is_class(expr: TypeExpr) -> bool:
    if isinstance(expr, ScalarType):
        return expr.scalar is not Scalar.NULL
    return isinstance(expr, ListType | DictType)


def _literal_aliases(api: Api) -> frozenset[TypeName]:
    """The aliases that stand for literals, directly or by way of other aliases."""
    aliases = {
        definition.name: definition.type
        for module in api.types
        for definition in module.definitions
        if not isinstance(definition, ObjectDefinition)
    }
    users: dict[TypeName, list[TypeName]] = {}
    for name, expr in aliases.items():
        for part in _alternatives(expr):
            if isinstance(part, NamedType):
                users.setdefault(part.name, []).append(name)
    found = [name for name, expr in aliases.items() if _has_literal(expr)]
    known = set(found)
    while found:
        fresh = [user for user in users.get(found.pop(), ()) if user not in known]
        known.update(fresh)
        found += fresh
    return frozenset(known)


class Scope:
    """One printed module with methods.

    ``members`` are names that its classes define: whatever else the code refers to goes by another name
    where one of them, or a parameter, would hide it.
    """

    def __init__(
        self,
        module: tuple[str, ...],
        operations: Iterable[Operation],
        members: Iterable[str],
        facts: Facts,
    ) -> None:
        self.classes = facts.classes
        self._literals = facts.literals
        self.raw_responses_are_read = facts.raw_responses_are_read
        self.omit_nulls = facts.omit_nulls
        self._argument_names = dict(facts.argument_names)
        reserved = set(RUNTIME_TWINS.values())
        self.hidden = frozenset(members) | {
            parameter.name for operation in operations for parameter in operation.parameters
        }
        self.imports = Imports(module, reserved=reserved)
        self.twins: dict[str, str] = {}
        # A type of the API that is called as something of the runtime must not be taken for it by the twin.
        avoid = self.hidden | set(RUNTIME_TWINS)
        self._annotators = {
            face: Annotator(self.imports, face, avoid, lambda _: When.TYPING) for face in Face
        }

    def argument(self, name: str) -> str:
        """What signatures call an argument about the request itself, such as ``extra_headers``."""
        return self._argument_names.get(name, name)

    def own(self, twins: dict[str, str]) -> None:
        """Declare async names of this module, or ones imported into it, that have a sync twin."""
        self.twins.update(twins)
        self.imports.reserved = {*self.imports.reserved, *twins.values()}

    def define(self, names: Iterable[str]) -> None:
        """Reserve names that this module defines."""
        self.imports.reserved = {*self.imports.reserved, *names}

    def runtime(self, module: str, name: str, when: When = When.RUNTIME) -> str:
        """The name of something from the SDK's own runtime; ``module`` is its dotted path."""
        return self.local(tuple(module.split(".")), name, when)

    def local(self, module: tuple[str, ...], name: str, when: When = When.RUNTIME) -> str:
        """The name of something from another module of the package."""
        if name in RUNTIME_TWINS:
            self.twins[name] = RUNTIME_TWINS[name]
        return self.imports.local(module, name, self.hidden, when)

    def external(self, module: str, name: str) -> str:
        """The name of something from another package."""
        return self.imports.external(module, name, self.hidden)

    def annotation(self, expr: TypeExpr, face: Face) -> Code:
        """The annotation of a type; definitions are imported for type checkers only."""
        return self._annotators[face](expr)

    def value(self, expr: TypeExpr) -> Code:
        """The type as a value: what a response is cast to. See :meth:`loads` for what it needs."""
        code = self.annotation(expr, Face.RESPONSE)
        if self._is_class(expr):
            return code
        if isinstance(expr, NamedType | UnionType) and not self._stands_for_literal(expr):
            known: Code = Group(self.imports.builtin("type", self.hidden), (code,))
        else:
            known = self.external("typing", "Any")
        return Group(self.external("typing", "cast"), (known, code), True)

    def _stands_for_literal(self, expr: TypeExpr) -> bool:
        return _has_literal(expr) or any(
            isinstance(part, NamedType) and part.name in self._literals
            for part in _alternatives(expr)
        )

    def _is_class(self, expr: TypeExpr) -> bool:
        """Whether type checkers take the type where a class is expected, without a cast."""
        if isinstance(expr, NamedType):
            return expr.name in self.classes
        return _is_class(expr)

    def loads(self, *exprs: TypeExpr | None) -> list[tuple[str, str]]:
        """Module and name of the definitions which :meth:`value` of these types refers to, sorted."""
        found: set[tuple[str, str]] = set()
        for expr in exprs:
            for name in named_types(expr):
                used = self._annotators[Face.RESPONSE].named(name)
                alias = "" if used == name.name else f" as {used}"
                found.add((self.imports.relative(("types", *name.module)), name.name + alias))
        return sorted(found)


def named_types(expr: TypeExpr | None) -> list[TypeName]:
    """The definitions that a type expression refers to, in order, each once."""
    found: dict[TypeName, None] = {}
    queue = [expr]
    while queue:
        item = queue.pop(0)
        match item:
            case NamedType():
                found[item.name] = None
            case ListType():
                queue.append(item.item)
            case DictType():
                queue.append(item.value)
            case UnionType():
                queue.extend(item.members)
            case _:
                pass
    return list(found)


def _alternatives(expr: TypeExpr) -> Iterator[TypeExpr]:
    """The members of a union, those of unions in it as well; else the expression itself."""
    if isinstance(expr, UnionType):
        for member in expr.members:
            yield from _alternatives(member)
    else:
        yield expr


def _has_literal(expr: TypeExpr) -> bool:
    """Whether literals stand in the expression itself: type checkers know no class of those."""
    return any(isinstance(part, LiteralType) for part in _alternatives(expr))


def import_lines(module: str, name: str, indent: str) -> list[str]:
    """An import statement inside a function."""
    line = f"{indent}from {module} import {name}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{indent}from {module} import (", f"{indent}{STEP}{name},", f"{indent})"]
