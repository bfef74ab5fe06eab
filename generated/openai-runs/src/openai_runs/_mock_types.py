"""Whether a value is of its declared type all the way down, which reading a response does not insist on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import SimpleNamespace, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel
from typing_extensions import TypeAliasType, is_typeddict

from ._models import UnknownVariant

__all__ = ["check_type"]

_ANYTHING = (Any, object)


def check_type(value: object, expected: Any = None) -> None:
    """Hold a value, and each field of the models in it, against the declared types.

    ``expected`` is a type or an annotation; left out, the value's own class. Raises
    :class:`AssertionError` with the path of each part that is of another type.
    """
    wrong = list(_wrong(value, type(value) if expected is None else expected, "value"))
    if wrong:
        raise AssertionError("; ".join(wrong))


def _wrong(value: Any, expected: Any, path: str) -> Iterator[str]:
    if isinstance(expected, TypeAliasType):
        expected = _named_by(expected)
    origin, members = get_origin(expected), get_args(expected)
    if origin is Annotated:
        yield from _wrong(value, members[0], path)
    elif origin is Union or origin is UnionType:
        yield from _of_none(value, members, path)
    elif origin is Literal:
        if value not in members:
            yield f"{path} is {value!r}, none of {members}"
    elif expected in _ANYTHING or isinstance(expected, TypeVar):
        return
    elif expected is None:
        if value is not None:
            yield _message(value, expected, path)
    else:
        yield from _of_class(value, origin or expected, members, path)


@cache
def _named_by(alias: TypeAliasType) -> Any:
    """The type that an alias names: one that takes part in a circle is written as text."""
    named: Any = alias.__value__
    if not isinstance(named, str):
        return named
    known = vars(sys.modules[str(alias.__module__)])
    return get_type_hints(
        SimpleNamespace(__annotations__={"it": named}), known, include_extras=True
    )["it"]


def _of_none(value: Any, members: tuple[Any, ...], path: str) -> Iterator[str]:
    """Nothing where some member fits; what is wrong with the class that the value has, else with the union."""
    if isinstance(value, UnknownVariant):
        yield f"{path} is a variant that no member of its union describes"
        return
    for member in members:
        if not any(_wrong(value, member, path)):
            return
    if isinstance(value, BaseModel):
        yield from _wrong(value, type(value), path)
    yield f"{path} is {value!r:.80}, of no member of its union"


def _of_class(value: Any, kind: Any, members: tuple[Any, ...], path: str) -> Iterator[str]:
    if is_typeddict(kind):
        kind = dict
    if kind is float and type(value) is int:
        return
    if (
        not isinstance(kind, type)
        or not isinstance(value, kind)
        or (kind is int and isinstance(value, bool))
    ):
        yield _message(value, kind, path)
    elif isinstance(value, BaseModel):
        type(value).model_rebuild()  # one in a circle may have been read without it
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                yield from _wrong(getattr(value, name), field.annotation, f"{path}.{name}")
    elif isinstance(value, list) and members:
        for index, item in enumerate(cast("list[object]", value)):
            yield from _wrong(item, members[0], f"{path}[{index}]")
    elif isinstance(value, Mapping) and len(members) == 2:
        for key, item in cast("Mapping[object, object]", value).items():
            yield from _wrong(item, members[1], f"{path}[{key!r}]")


def _message(value: object, expected: Any, path: str) -> str:
    return f"{path} is {value!r:.80}, not {getattr(expected, '__name__', expected)}"
