"""Files below ``types/``: which imports stand where, and what refers to what comes later (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from specloom.emit.annotations import Annotator
from specloom.emit.classes import ModelStyle, alias_lines, bound_lines, model_lines, params_lines
from specloom.emit.graph import TypeGraph, definition_references, references
from specloom.emit.imports import Imports, When
from specloom.emit.layout import Group, assignment, either
from specloom.emit.text import literal
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    Face,
    ObjectDefinition,
    TypeModule,
    TypeName,
)

_FUTURE = "from __future__ import annotations"


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
            self._when(name) is not When.RUNTIME
            or (name.module == self.module.path and name not in defined)
            for name in definition_references(definition)
        )

    def _when(self, name: TypeName) -> When:
        return self.graph.when(self.module.path, name.module)

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
        forward = any(self._when(name) for name in references(definition.extra))
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
