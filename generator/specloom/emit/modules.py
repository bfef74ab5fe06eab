"""Files below ``types/``: which imports stand where, and what refers to what comes later (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specloom.emit.annotations import Annotator
from specloom.emit.circles import circles
from specloom.emit.classes import ModelStyle, alias_lines, bound_lines, model_lines, params_lines
from specloom.emit.imports import Imports, When
from specloom.emit.layout import Group, assignment, either
from specloom.emit.text import literal
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    DictType,
    Face,
    Field,
    ListType,
    NamedType,
    ObjectDefinition,
    TypeExpr,
    TypeModule,
    TypeName,
    UnionType,
)

_FUTURE = "from __future__ import annotations"


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
    """All type modules: which of them import each other in a circle, and what a class inherits."""

    def __init__(self, modules: Sequence[TypeModule]) -> None:
        self._objects: dict[TypeName, ObjectDefinition] = {}
        self._renames: dict[TypeName, TypeName] = {}
        definitions = [definition for module in modules for definition in module.definitions]
        for definition in definitions:
            if isinstance(definition, ObjectDefinition):
                self._objects[definition.name] = definition
            elif isinstance(definition.type, NamedType):
                self._renames[definition.name] = definition.type.name
        edges: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for definition in definitions:
            here = definition.name.module
            names = definition_references(self.direct(definition))
            targets = edges.setdefault(here, {})
            targets.update((name.module, None) for name in names if name.module != here)
        self._circle = circles({module: list(targets) for module, targets in edges.items()})

    def direct(self, definition: Definition) -> Definition:
        """An alias of an alias as one of the last in the chain: files then do not import each other in a row."""
        if isinstance(definition, ObjectDefinition) or not isinstance(definition.type, NamedType):
            return definition
        seen = {definition.name}
        target = definition.type.name
        while target in self._renames and target not in seen:
            seen.add(target)
            target = self._renames[target]
        return definition if target in seen else replace(definition, type=NamedType(target))

    def in_circle(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two different modules import each other, directly or by way of others."""
        return one != other and self._circle.get(one) == self._circle.get(other, -1)

    def own_bases(self, definition: ObjectDefinition) -> ObjectDefinition:
        """The definition without bases from modules of its circle: their fields become its own."""
        bases: list[TypeName] = []
        fields: dict[str, Field] = {}
        for base in definition.bases:
            known = self._objects.get(base)
            if known is None or not self.in_circle(definition.name.module, base.module):
                bases.append(base)
            else:
                fields.update((field.name, field) for field in self.own_bases(known).fields)
                bases.extend(self.own_bases(known).bases)
        if not fields:
            return definition
        fields.update((field.name, field) for field in definition.fields)
        return replace(definition, bases=tuple(bases), fields=tuple(fields.values()))


@dataclass(slots=True)
class ModulePrinter:
    """Prints one type module."""

    module: TypeModule
    graph: TypeGraph
    style: ModelStyle

    def text(self) -> str:
        """The module's text."""
        definitions = [self._settled(definition) for definition in self.module.definitions]
        names = [definition.name.name for definition in definitions]
        typed = typed_names(definitions)
        imports = Imports(("types", *self.module.path), {*names, *typed.values()})
        blocks: list[list[str]] = []
        defined: set[TypeName] = set()
        for definition in definitions:
            blocks.append(self._block(definition, imports, defined, typed))
            defined.add(definition.name)
        lines = [_FUTURE, ""] if self._is_deferred(definitions) else []
        top = imports.top()
        lines += [*top, ""] if top else []
        lines += assignment("__all__", Group("", tuple(map(literal, names))))
        for block in blocks:
            lines += ["", "", *block]
        late = imports.bottom()
        lines += ["", "", *late] if late else []
        return "\n".join(lines) + "\n"

    def _settled(self, definition: Definition) -> Definition:
        if isinstance(definition, ObjectDefinition):
            return self.graph.own_bases(definition)
        return self.graph.direct(definition)

    def _is_deferred(self, definitions: Iterable[Definition]) -> bool:
        """Whether annotations must not be run with the class: it names what is not defined yet."""
        defined: set[TypeName] = set()
        for definition in definitions:
            if isinstance(definition, ObjectDefinition):
                if definition.face is Face.REQUEST or self._is_forward(definition, defined):
                    return True
            defined.add(definition.name)
        return False

    def _is_forward(self, definition: Definition, defined: set[TypeName]) -> bool:
        return any(
            self._is_late(name) or (name.module == self.module.path and name not in defined)
            for name in definition_references(definition)
        )

    def _is_late(self, name: TypeName) -> bool:
        return self.graph.in_circle(self.module.path, name.module)

    def _when(self, name: TypeName) -> When:
        return When.LATE if self._is_late(name) else When.RUNTIME

    def _block(
        self,
        definition: Definition,
        imports: Imports,
        defined: set[TypeName],
        typed: Mapping[str, str],
    ) -> list[str]:
        if isinstance(definition, AliasDefinition):
            annotator = Annotator(imports, definition.face, when=self._when)
            forward = definition.recursive or self._is_forward(definition, defined)
            return alias_lines(definition, annotator, forward)
        avoid = frozenset(field.name for field in definition.fields)
        annotator = Annotator(imports, definition.face, avoid, self._when)
        bases = [Annotator(imports, definition.face).named(base) for base in definition.bases]
        if definition.face is Face.RESPONSE:
            return model_lines(definition, bases, self.style, annotator)
        return self._params(definition, bases, annotator, typed)

    def _params(
        self,
        definition: ObjectDefinition,
        bases: list[str],
        annotator: Annotator,
        typed: Mapping[str, str],
    ) -> list[str]:
        """A ``TypedDict``; where further keys are allowed, the union of it and a plain dictionary."""
        name = definition.name.name
        if definition.extra is None:
            return params_lines(definition, bases, annotator, name)
        outer = Annotator(annotator.imports, definition.face, when=self._when)
        free = Group(outer.typing("Dict"), (outer.builtin("str"), outer(definition.extra)))
        lines = params_lines(definition, bases, annotator, typed[name])
        forward = any(map(self._is_late, references(definition.extra)))
        return [*lines, "", "", *bound_lines(name, either(typed[name], free), outer, forward)]


def typed_names(definitions: Sequence[Definition]) -> dict[str, str]:
    """Names of the ``TypedDict`` classes behind request types that allow further keys."""
    taken = {definition.name.name for definition in definitions}
    names: dict[str, str] = {}
    for definition in definitions:
        if not isinstance(definition, ObjectDefinition) or definition.extra is None:
            continue
        if definition.face is Face.REQUEST:
            name = f"{definition.name.name}Typed"
            while name in taken:
                name += "_"
            taken.add(name)
            names[definition.name.name] = name
    return names
