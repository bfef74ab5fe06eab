"""JSON that a type describes, made by rule: every member is there, every variant once."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pydantic
from openai_runs._lenient import expand_alias, is_alias
from openai_runs._models import wire_names

_SCALARS: Mapping[Any, Any] = {
    str: "text",
    int: 1699063291,
    float: 0.5,
    bool: True,
    datetime: "2026-01-02T03:04:05Z",
}
_ANY: Mapping[str, Any] = {"any": [1, None, {"deep": "x"}]}


def examples(annotation: Any, above: tuple[Any, ...] = ()) -> list[Any]:
    """Values of a type that together have each variant; ``above`` are the models it stands in."""
    bare = bare_type(annotation)
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Literal:
        return [arguments[0]]
    if is_union(bare):
        kinds = [kind for kind in arguments if kind is not type(None)]
        return [value for kind in kinds for value in examples(kind, above)]
    if origin in (list, Sequence):
        return [examples(arguments[0], above)]
    if origin in (dict, Mapping):
        return [{"key": value} for value in examples(arguments[1], above)[:1]]
    if isinstance(bare, type) and issubclass(bare, pydantic.BaseModel):
        return list(_objects(bare, above))
    return [_SCALARS.get(bare, dict(_ANY))]


def _objects(model: type[pydantic.BaseModel], above: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    """As many objects as the member with the most variants has; a model within itself is left out."""
    if model in above:
        return
    model.model_rebuild()
    columns = {
        wire: found
        for wire, name in wire_names(model).items()
        if (found := examples(model.model_fields[name].annotation, (*above, model)))
    }
    for number in range(max([1, *map(len, columns.values())])):
        yield {wire: found[number % len(found)] for wire, found in columns.items()}


def bare_type(annotation: Any) -> Any:
    """A type without the aliases and notes around it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif is_alias(annotation) or is_alias(get_origin(annotation)):
            annotation = expand_alias(annotation)
        else:
            return annotation


def is_union(annotation: Any) -> bool:
    """Whether a bare type is a union."""
    return get_origin(annotation) in (Union, types.UnionType)


def members(annotation: Any) -> list[Any]:
    """The members of a type, were it a union of unions."""
    bare = bare_type(annotation)
    if not is_union(bare):
        return [bare]
    return [member for kind in get_args(bare) for member in members(kind)]


def kinds_of(annotation: Any) -> set[str]:
    """The kinds of JSON that a type takes."""
    found: set[str] = set()
    for member in members(annotation):
        origin = get_origin(member) or member
        if origin is Literal:
            found |= {kind(value) for value in get_args(member)}
        elif isinstance(origin, type) and issubclass(origin, pydantic.BaseModel):
            found.add("object")
        else:
            found |= _KINDS.get(origin, set(_ALL))
    return found


_ALL = ("null", "boolean", "number", "string", "list", "object")
_KINDS: Mapping[Any, set[str]] = {
    str: {"string"},
    datetime: {"string"},
    int: {"number"},
    float: {"number"},
    bool: {"boolean"},
    type(None): {"null"},
    list: {"list"},
    Sequence: {"list"},
    dict: {"object"},
    Mapping: {"object"},
}


def kind(value: object) -> str:
    """The kind of a JSON value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "list" if isinstance(value, list) else "object"
