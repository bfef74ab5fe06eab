"""Examples of a document made to fit the types: what does not fit gives way to a sample (layer 4)."""

from __future__ import annotations

import json
import re

from specloom.emit.sample import Json, Sampler
from specloom.ir.types import (
    DictType,
    ListType,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    UnionType,
)

_STEPS = 20_000
"""Types that are compared with one example; after that, nothing else fits."""
_DEEPEST = 40
_MOST_ITEMS = 3
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
_CLASSES: dict[Scalar, tuple[type, ...]] = {
    Scalar.STRING: (str,),
    Scalar.UUID: (str,),
    Scalar.INTEGER: (int,),
    Scalar.NUMBER: (int, float),
    Scalar.DECIMAL_NUMBER: (int, float),
    Scalar.BOOLEAN: (bool,),
    Scalar.NULL: (type(None),),
    Scalar.ANY: (object,),
}


class Fitter:
    """Makes one example fit a type."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        self._steps = 0

    def fitted(self, expr: TypeExpr, example: str) -> Json:
        """The example (JSON text, empty for none) with what does not fit replaced by samples."""
        self._steps = 0
        if not example:
            return self._sampler.value(expr)
        value: Json = json.loads(example)
        return self._fitted(expr, value, "text", 0)

    def _fitted(self, expr: TypeExpr, value: Json, hint: str, depth: int) -> Json:
        if isinstance(expr, ListType) and isinstance(value, list):
            return [self._fitted(expr.item, item, hint, depth + 1) for item in value[:_MOST_ITEMS]]
        if isinstance(expr, UnionType):
            for member in expr.members:
                if self._accepts(member, value, depth):
                    return self._fitted(member, value, hint, depth + 1)
        if isinstance(expr, NamedType):
            definition = self._sampler.definition(expr.name)
            if isinstance(definition, ObjectDefinition):
                return self._object(definition, expr, value, depth)
            if definition is not None and depth < _DEEPEST:
                return self._fitted(definition.type, value, hint, depth + 1)
        if self._accepts(expr, value, depth):
            return value
        return self._sampler.value(expr, hint)

    def _object(
        self, definition: ObjectDefinition, expr: NamedType, value: Json, depth: int
    ) -> Json:
        if not isinstance(value, dict) or depth >= _DEEPEST:
            return self._sampler.value(expr)
        found: dict[str, Json] = {}
        for field in self._sampler.fields(definition):
            if field.wire in value:
                held = value[field.wire]
                if field.required or self._accepts(field.type, held, depth):
                    found[field.wire] = self._fitted(field.type, held, field.name, depth + 1)
            elif field.required:
                found[field.wire] = self._sampler.value(field.type, field.name)
        if definition.extra is not None:
            declared = {field.wire for field in self._sampler.fields(definition)}
            further = {key: held for key, held in value.items() if key not in declared}
            extra = definition.extra
            found |= {k: held for k, held in further.items() if self._accepts(extra, held, depth)}
        return found

    def _accepts(self, expr: TypeExpr, value: Json, depth: int) -> bool:
        self._steps += 1
        if self._steps > _STEPS or depth > _DEEPEST:
            return False
        match expr:
            case ScalarType():
                return _is_scalar(expr.scalar, value)
            case LiteralType():
                return any(type(item) is type(value) and item == value for item in expr.values)
            case ListType():
                return isinstance(value, list) and all(
                    self._accepts(expr.item, item, depth + 1) for item in value
                )
            case DictType():
                return isinstance(value, dict) and all(
                    self._accepts(expr.value, item, depth + 1) for item in value.values()
                )
            case UnionType():
                return any(self._accepts(item, value, depth + 1) for item in expr.members)
            case NamedType():
                return self._accepts_named(expr, value, depth + 1)

    def _accepts_named(self, expr: NamedType, value: Json, depth: int) -> bool:
        definition = self._sampler.definition(expr.name)
        if definition is None:
            return False
        if not isinstance(definition, ObjectDefinition):
            return self._accepts(definition.type, value, depth)
        return isinstance(value, dict) and all(
            (
                self._accepts(field.type, value[field.wire], depth)
                if field.wire in value
                else not field.required
            )
            for field in self._sampler.fields(definition)
        )


def _is_scalar(scalar: Scalar, value: Json) -> bool:
    if scalar in (Scalar.DATETIME, Scalar.DATE):
        form = _INSTANT if scalar is Scalar.DATETIME else _DAY
        if not isinstance(value, str) or not form.fullmatch(value):
            return False
        return bool(_DAY.match(value))
    if isinstance(value, bool) and scalar not in (Scalar.BOOLEAN, Scalar.ANY):
        return False
    return isinstance(value, _CLASSES.get(scalar, ()))
