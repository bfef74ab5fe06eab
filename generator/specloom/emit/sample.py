"""Example values of types: what a test sends, and what the server answers (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from specloom.emit.layout import STEP, WIDTH
from specloom.emit.text import literal
from specloom.ir.types import (
    Definition,
    DictType,
    Field,
    JsonScalar,
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

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"

_DEEPEST = 12
"""Below this depth lists and objects stay empty; only types that hold themselves get there."""
_TEXTS: dict[Scalar, Json] = {
    Scalar.INTEGER: 1,
    Scalar.NUMBER: 1.5,
    Scalar.BOOLEAN: True,
    Scalar.NULL: None,
    Scalar.DATETIME: "2026-01-02T03:04:05Z",
    Scalar.DATE: "2026-01-02",
    Scalar.TIME: "03:04:05",
    Scalar.DURATION: "PT1S",
    Scalar.UUID: "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
    Scalar.BASE64: "aGVsbG8=",
}


class Sampler:
    """Makes examples of types; the same type always gives the same example."""

    def __init__(self, modules: Iterable[TypeModule]) -> None:
        self._definitions: Mapping[TypeName, Definition] = {
            definition.name: definition for module in modules for definition in module.definitions
        }

    def value(self, expr: TypeExpr, hint: str = "text", depth: int = 0) -> Json:
        """A JSON value that the type accepts: required members only, first members of unions."""
        match expr:
            case ScalarType():
                return _TEXTS.get(expr.scalar, hint)
            case LiteralType():
                return expr.values[0]
            case ListType():
                return [self.value(expr.item, hint, depth + 1)] if depth < _DEEPEST else []
            case DictType():
                return {}
            case UnionType():
                return self.value(expr.members[0], hint, depth) if expr.members else None
            case NamedType():
                return self._named(expr.name, hint, depth)

    def accepts(self, expr: TypeExpr, value: JsonScalar, depth: int = 0) -> bool:
        """Whether a type checker takes a text, number or truth value for the type; no format is checked."""
        match expr:
            case ScalarType():
                return expr.scalar is Scalar.ANY or _is_like(value, _TEXTS.get(expr.scalar, ""))
            case LiteralType():
                return any(type(value) is type(known) and value == known for known in expr.values)
            case UnionType():
                return any(self.accepts(member, value, depth + 1) for member in expr.members)
            case NamedType():
                found = self._definitions.get(expr.name)
                if found is None or isinstance(found, ObjectDefinition) or depth > _DEEPEST:
                    return False
                return self.accepts(found.type, value, depth + 1)
            case _:
                return False

    def filled(self, expr: TypeExpr, hint: str = "text") -> Json:
        """A value that holds something, for where an empty one cannot be sent: optional members are given too."""
        value = self.value(expr, hint)
        if value not in ([], {}):
            return value
        if isinstance(expr, DictType):
            return {"key": self.value(expr.value, hint)}
        definition = self._definitions.get(expr.name) if isinstance(expr, NamedType) else None
        if not isinstance(definition, ObjectDefinition):
            return value
        fields = self.fields(definition)
        return {field.wire: self.value(field.type, field.name) for field in fields}

    def _named(self, name: TypeName, hint: str, depth: int) -> Json:
        definition = self._definitions.get(name)
        if definition is None or depth > _DEEPEST:
            return {}
        if not isinstance(definition, ObjectDefinition):
            return self.value(definition.type, hint, depth + 1)
        return {
            field.wire: self.value(field.type, field.name, depth + 1)
            for field in self.fields(definition)
            if field.required
        }

    def definition(self, name: TypeName) -> Definition | None:
        """What a name stands for."""
        return self._definitions.get(name)

    def fields(self, definition: ObjectDefinition) -> Iterable[Field]:
        """The members of an object, those of its bases first."""
        for base in definition.bases:
            found = self._definitions.get(base)
            if isinstance(found, ObjectDefinition):
                yield from found.fields
        yield from definition.fields

    def is_class(self, expr: TypeExpr) -> bool:
        """Whether values of the type are instances of one class of the package."""
        return isinstance(expr, NamedType) and isinstance(
            self._definitions.get(expr.name), ObjectDefinition
        )


def _is_like(value: JsonScalar, other: Json) -> bool:
    if isinstance(other, float) and isinstance(value, int):
        return not isinstance(value, bool)
    return value is not None and type(value) is type(other)


def python_text(value: Json) -> str:
    """A JSON value as a Python expression on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(python_text, value))}]"
    if isinstance(value, dict):
        members = (f"{literal(key)}: {python_text(item)}" for key, item in value.items())
        return f"{{{', '.join(members)}}}"
    return literal(value)


def python_lines(value: Json, indent: str, prefix: str = "", suffix: str = "") -> list[str]:
    """Lines of a JSON value as Python: on one line where it fits, else one member to a line."""
    line = f"{indent}{prefix}{python_text(value)}{suffix}"
    if len(line) <= WIDTH or not isinstance(value, list | dict) or not value:
        return [line]
    inner = indent + STEP
    if isinstance(value, list):
        lines = [f"{indent}{prefix}["]
        for item in value:
            lines += python_lines(item, inner, "", ",")
        return [*lines, f"{indent}]{suffix}"]
    lines = [f"{indent}{prefix}{{"]
    for key, item in value.items():
        lines += python_lines(item, inner, f"{literal(key)}: ", ",")
    return [*lines, f"{indent}}}{suffix}"]
