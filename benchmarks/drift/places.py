"""The places of an answer that can drift: each member of each object that a model describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args, get_origin

import pydantic
from openai_runs._models import wire_names

from benchmarks.drift.examples import bare_type, members

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A value in an answer: where it is, what it is, and what it should be.

    ``holder`` is the model it is a member of. ``is_tag`` says that it names the variant of a union.
    """

    path: Path
    value: Any
    annotation: Any
    holder: type[pydantic.BaseModel] | None = None
    is_tag: bool = False

    @property
    def literals(self) -> tuple[Any, ...]:
        """The values of an enum."""
        return tuple(
            value
            for member in members(self.annotation)
            if get_origin(member) is Literal
            for value in get_args(member)
        )


def places(value: Any, parsed: Any, annotation: Any, path: Path = ()) -> Iterator[Place]:
    """The places below ``parsed``, which was read from ``value`` without any drift."""
    if isinstance(parsed, pydantic.BaseModel):
        yield from _of_model(value, parsed, annotation, path)
    elif isinstance(value, list):
        inner = _argument(annotation, list, 0)
        for number, entry in enumerate(value):
            yield from places(entry, parsed[number], inner, (*path, number))
    elif isinstance(value, dict) and bare_type(annotation) not in (object, Any):
        inner = _argument(annotation, dict, 1)
        for key, entry in value.items():
            yield Place((*path, key), entry, inner)
            yield from places(entry, parsed[key], inner, (*path, key))


def _of_model(
    value: Any, parsed: pydantic.BaseModel, annotation: Any, path: Path
) -> Iterator[Place]:
    model = type(parsed)
    has_variants = len([kind for kind in members(annotation) if _is_model(kind)]) > 1
    for wire, name in wire_names(model).items():
        if wire not in value:
            continue
        field = model.model_fields[name].annotation
        is_tag = has_variants and get_origin(field) is Literal and len(get_args(field)) == 1
        yield Place((*path, wire), value[wire], field, model, is_tag)
        yield from places(value[wire], getattr(parsed, name), field, (*path, wire))


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, pydantic.BaseModel)


def _argument(annotation: Any, kind: type, number: int) -> Any:
    for member in members(annotation):
        if get_origin(member) is kind:
            return get_args(member)[number]
    return object


def at(value: Any, path: Path) -> Any:
    """The part of plain data at a path."""
    for key in path:
        value = value[key]
    return value


_DROPPED = object()


def replaced(value: Any, path: Path, new: Any = _DROPPED) -> Any:
    """A copy of plain data with ``new`` at a path; without it, what stands there is left out."""
    if not path:
        return new
    key, *rest = path
    copy = value.copy()
    if not rest and new is _DROPPED:
        del copy[key]
    else:
        copy[key] = replaced(value[key] if rest else None, tuple(rest), new)
    return copy
