"""Build values from decoded JSON when it is not what the SDK was generated for.

A server grows: it adds enum values, union variants, leaves fields out. What the types say is followed
where it can be, everything else is kept as it was sent. Nothing here raises on the shape of the data.

Each annotation is turned once into a function that builds it (:func:`builder`).
"""

from __future__ import annotations

import json
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, ForwardRef, Literal, TypeVar, Union, cast, get_args, get_origin

import pydantic
import typing_extensions
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, PydanticUndefined, to_json

from ._formats import READ_AS
from ._models import BaseModel, UnknownMapping, UnknownVariant, wire_names
from ._narrow import is_dict, is_list
from ._settings import MAPPING_ACCESS

__all__ = [
    "DICT_TYPES",
    "LIST_TYPES",
    "UNKNOWN",
    "Build",
    "as_sent",
    "builder",
    "construct_model",
    "default_of",
    "expand_alias",
    "extra_type",
    "is_alias",
    "is_union",
    "json_text",
    "made_of",
    "takes_null",
]

Build = Callable[[Any], Any]
_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)

_ALIASES: tuple[type, ...] = tuple(
    {
        cls
        for module in (typing, typing_extensions)
        if isinstance(cls := getattr(module, "TypeAliasType", None), type)
    }
)
LIST_TYPES: frozenset[object] = frozenset({list, Sequence, Iterable})
DICT_TYPES: frozenset[object] = frozenset({dict, Mapping})
_AS_SENT: frozenset[object] = frozenset({Any, object, str, int, bool, None, type(None)})


def as_sent(value: Any) -> Any:
    """The builder of types that take any value."""
    return value


def builder(annotation: Any) -> Build:
    """The function that builds a value of ``annotation`` from decoded JSON."""
    try:
        return _cached_builder(annotation)
    except TypeError:  # metadata that cannot be hashed
        return _compile(annotation)


@lru_cache(maxsize=8192)
def _cached_builder(annotation: Any) -> Build:
    return _compile(annotation)


def _compile(annotation: Any) -> Build:
    if annotation in _AS_SENT or isinstance(annotation, (TypeVar, str, ForwardRef)):
        return as_sent
    origin = get_origin(annotation)
    if is_alias(annotation) or is_alias(origin):
        return _Lazy(annotation)
    if origin is Annotated and not is_union(get_args(annotation)[0]):
        return builder(get_args(annotation)[0])
    if origin is Literal:
        return as_sent
    if origin is Annotated or is_union(annotation):
        from ._lenient_union import compile_union

        return compile_union(annotation)
    kind = origin or annotation
    if kind in LIST_TYPES:
        return _list_builder(get_args(annotation))
    if kind in DICT_TYPES:
        return _dict_builder(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _ModelBuilder(annotation)
    return _float if annotation is float else _scalar_builder(annotation)


def is_union(annotation: Any) -> bool:
    """Whether a type is a union, in either spelling."""
    return get_origin(annotation) in (Union, types.UnionType)


def is_alias(annotation: Any) -> bool:
    """Whether a type is a named alias (``TypeAliasType``)."""
    return isinstance(annotation, _ALIASES)


def takes_null(annotation: Any) -> bool:
    """Whether ``null`` is a value of a type, and not only what a server sends in its place."""
    if is_alias(annotation) or is_alias(get_origin(annotation)):
        return takes_null(expand_alias(annotation))
    if get_origin(annotation) is Annotated:
        return takes_null(get_args(annotation)[0])
    if is_union(annotation):
        return any(takes_null(member) for member in get_args(annotation))
    return annotation in (None, type(None), Any, object) or isinstance(annotation, TypeVar)


class _Lazy:
    """A builder that is made when it is first needed, so that types may contain themselves."""

    __slots__ = ("_alias", "_build")

    def __init__(self, alias: Any) -> None:
        self._alias = alias
        self._build: Build | None = None

    def __call__(self, value: Any) -> Any:
        if self._build is None:
            self._build = builder(expand_alias(self._alias))
        return self._build(value)


def expand_alias(annotation: Any) -> Any:
    """What a type alias stands for, with its forward references resolved in its own module."""
    alias: Any = annotation if is_alias(annotation) else get_origin(annotation)
    value = alias.__value__
    module = sys.modules.get(alias.__module__)
    holder = type("_Holder", (), {"__annotations__": {"value": value}})
    try:
        value = typing_extensions.get_type_hints(
            holder, vars(module) if module else None, include_extras=True
        )["value"]
    except NameError:  # a name that only type checkers see
        return object
    arguments = () if is_alias(annotation) else get_args(annotation)
    return value[arguments] if arguments else value


def _list_builder(arguments: tuple[Any, ...]) -> Build:
    item = builder(arguments[0]) if arguments else as_sent
    if item is as_sent:
        return as_sent

    def build(value: Any) -> Any:
        if not is_list(value):
            return value
        return [item(entry) for entry in value]

    return build


def _dict_builder(arguments: tuple[Any, ...]) -> Build:
    item = builder(arguments[1]) if len(arguments) > 1 else as_sent
    if item is as_sent:
        return as_sent

    def build(value: Any) -> Any:
        if not is_dict(value):
            return value
        return {key: item(entry) for key, entry in value.items()}

    return build


def _float(value: Any) -> Any:
    try:
        return float(value) if type(value) is int else value
    except OverflowError:
        return value


def _scalar_builder(annotation: Any) -> Build:
    """Times, enums, foreign classes: what pydantic makes of the value, else the value."""
    adapter: TypeAdapter[Any] | None = None

    def build(value: Any) -> Any:
        nonlocal adapter
        try:
            if adapter is None:
                adapter = TypeAdapter(READ_AS.get(annotation, annotation))
            return adapter.validate_json(json_text(value), strict=True)
        except (ValueError, pydantic.PydanticUserError):
            return value

    return build


def json_text(value: Any) -> bytes:
    """JSON of a decoded value, also where pydantic-core refuses to write it: half characters, great depth."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        return json.dumps(value).encode()


class _ModelBuilder:
    """Builds one model class from an object; anything that is no object stays what it is."""

    __slots__ = ("_cls", "_extra", "_fields", "_wire")

    def __init__(self, cls: type[BaseModel]) -> None:
        self._cls = cls
        self._fields: list[tuple[str, str, Build, Callable[[], Any]]] | None = None
        self._wire: Mapping[str, str] = {}
        self._extra: Build = as_sent

    def __call__(self, value: Any) -> Any:
        return self.construct(value) if is_dict(value) else value

    def construct(self, values: Mapping[str, Any], *, by_name: bool = False) -> BaseModel:
        fields = self._fields if self._fields is not None else self._prepare()
        state: dict[str, Any] = {}
        used: dict[str, str] = {}
        for name, wire, build, default in fields:
            key = wire
            if by_name and wire not in values and name not in self._wire:
                key = name
            if key in values:
                state[name] = build(values[key])
                used[key] = name
            else:
                state[name] = default()
        extra = {key: self._extra(value) for key, value in values.items() if key not in used}
        return made_of(self._cls, state, extra, set(used.values()))

    def _prepare(self) -> list[tuple[str, str, Build, Callable[[], Any]]]:
        cls = self._cls
        if not cls.__pydantic_complete__:
            cls.model_rebuild(raise_errors=False)
        self._wire = wire_names(cls)
        self._extra = builder(extra_type(cls))
        fields: list[tuple[str, str, Build, Callable[[], Any]]] = []
        for wire, name in self._wire.items():
            field = cls.model_fields[name]
            build = _field_builder(field)
            fields.append((name, wire, build, default_of(field)))
        self._fields = fields  # last, and whole: other threads may be waiting for it
        return fields


def made_of(
    cls: type[_ModelT], fields: dict[str, Any], extra: dict[str, Any] | None, given: set[str]
) -> _ModelT:
    """A model of ``cls`` with these values; ``given`` are the fields that were sent. Nothing is checked."""
    model = cls.__new__(cls)
    object.__setattr__(model, "__dict__", fields)
    object.__setattr__(model, "__pydantic_extra__", extra)
    object.__setattr__(model, "__pydantic_fields_set__", given)
    object.__setattr__(model, "__pydantic_private__", None)
    if cls.__private_attributes__:
        model.model_post_init(None)
    return model


def _field_builder(field: pydantic.fields.FieldInfo) -> Build:
    if is_union(field.annotation):  # its discriminator stands beside it, in the field
        from ._lenient_union import compile_union

        return compile_union(field.annotation, [field, *field.metadata])
    return builder(field.annotation)


def default_of(field: pydantic.fields.FieldInfo) -> Callable[[], Any]:
    """What makes the value of a field that was not sent."""

    def default() -> Any:
        value = field.get_default(call_default_factory=True, validated_data={})
        return None if value is PydanticUndefined else value

    if field.default_factory is None and field.default in (None, PydanticUndefined):
        return lambda: None
    return default


def extra_type(cls: type[pydantic.BaseModel]) -> Any:
    """The type of unknown members, where a class says it: ``__pydantic_extra__: dict[str, X]``."""
    for base in cls.__mro__:
        if base in (BaseModel, pydantic.BaseModel):
            return object
        if "__pydantic_extra__" in vars(base).get("__annotations__", {}):
            hints = typing_extensions.get_type_hints(base, include_extras=True)
            return (*get_args(hints["__pydantic_extra__"]), object, object)[1]
    return object


def construct_model(
    cls: type[_ModelT], values: Mapping[str, Any], *, by_name: bool = False
) -> _ModelT:
    """A model of ``cls`` from the members of an object, nested ones included, without checks.

    ``by_name`` also takes the names of attributes as keys.
    """
    build = cast("_ModelBuilder", builder(cls))
    return cast("_ModelT", build.construct(values, by_name=by_name))


UNKNOWN = _ModelBuilder(UnknownMapping if MAPPING_ACCESS else UnknownVariant)
"""Builds the catch-all of a union."""
