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

_DEEPEST = 24
_STEPS = 5_000
"""No example is deeper, or made in more steps. The next list outside of what is too much stays empty."""
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
    Scalar.UUID_OBJECT: "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
    Scalar.DECIMAL: "12.50",
    Scalar.DECIMAL_NUMBER: 1.5,
    Scalar.BASE64: "aGVsbG8=",
    Scalar.BYTES: "aGVsbG8=",
}


class _EndlessError(Exception):
    """An example would not end: its type holds itself, or is too large."""


class Sampler:
    """Makes examples of types; the same type always gives the same example."""

    def __init__(self, modules: Iterable[TypeModule]) -> None:
        self._definitions: Mapping[TypeName, Definition] = {
            definition.name: definition for module in modules for definition in module.definitions
        }
        self._steps = 0

    def value(self, expr: TypeExpr, hint: str = "text") -> Json:
        """A JSON value that the type accepts: required members only, first members of unions.

        A list of what holds the list itself is empty. Of a type without any finite value the example is ``{}``.
        """
        self._steps = _STEPS
        try:
            return self._value(expr, hint, (), in_list=False)
        except _EndlessError:
            return {}

    def _value(
        self, expr: TypeExpr, hint: str, within: tuple[TypeName, ...], in_list: bool
    ) -> Json:
        match expr:
            case ScalarType():
                return _TEXTS.get(expr.scalar, hint)
            case LiteralType():
                return expr.values[0]
            case ListType():
                try:
                    return [self._value(expr.item, hint, within, in_list=True)]
                except _EndlessError:
                    return []
            case DictType():
                return {}
            case UnionType():
                return self._member(expr, hint, within, in_list)
            case NamedType():
                return self._named(expr.name, hint, within, in_list)

    def _member(
        self, expr: UnionType, hint: str, within: tuple[TypeName, ...], in_list: bool
    ) -> Json:
        """The first member; where it has no end and no list around it could stay empty, the first that has one."""
        for index, member in enumerate(expr.members):
            try:
                return self._value(member, hint, within, in_list)
            except _EndlessError:
                if in_list or index + 1 == len(expr.members):
                    raise
        return None

    def _named(
        self, name: TypeName, hint: str, within: tuple[TypeName, ...], in_list: bool
    ) -> Json:
        definition = self._definitions.get(name)
        self._steps -= 1
        if definition is None:
            return {}
        if name in within or len(within) >= _DEEPEST or self._steps < 0:
            raise _EndlessError
        within = (*within, name)
        if not isinstance(definition, ObjectDefinition):
            return self._value(definition.type, hint, within, in_list)
        return {
            field.wire: self._value(field.type, field.name, within, in_list)
            for field in self.fields(definition)
            if field.required
        }

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
