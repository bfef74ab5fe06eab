"""From the names and types of parameter dicts to those of the wire."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from os import PathLike
from pathlib import Path
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from typing_extensions import (
    NotRequired,
    Required,
    TypeAliasType,
    get_type_hints,
    is_typeddict,
)

from ._styles import Styled
from ._types import NotGiven, Omit
from ._values import plain_number

_T = TypeVar("_T")
PropertyFormat: TypeAlias = Literal["iso8601", "base64", "number", "custom"]


class PropertyInfo:
    """Wire facts of a member of a parameter dict, put in ``Annotated``.

    ``alias`` is its name on the wire. ``format`` tells how a value is written: dates as ``iso8601`` or by
    ``format_template`` (``strftime``, with ``custom``), files as ``base64``, decimals as a JSON ``number``.
    """

    def __init__(
        self,
        *,
        alias: str | None = None,
        format: PropertyFormat | None = None,
        format_template: str | None = None,
        discriminator: str | None = None,
    ) -> None:
        self.alias = alias
        self.format = format
        self.format_template = format_template
        self.discriminator = discriminator


def transform(data: _T, expected_type: object) -> _T:
    """A copy of ``data`` with the names and formats of the wire, as ``expected_type`` has them.

    Members that the type does not know stay as they are; omitted ones are left out.
    """
    return cast("_T", _value(data, expected_type, None))


def _value(data: object, annotation: object, info: PropertyInfo | None) -> object:
    if isinstance(data, Styled):
        return replace(data, value=_value(data.value, annotation, info))
    annotation, info = _unwrap(annotation, info)
    if is_typeddict(annotation):
        return (
            _typed_dict(cast("Mapping[str, object]", data), annotation) if _is_map(data) else data
        )
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        for member in get_args(annotation):
            data = _value(data, member, info)
        return data
    if origin is not None and _is_map(data):
        return _mapping(cast("Mapping[str, object]", data), origin, get_args(annotation))
    if _is_array(origin) and isinstance(data, Iterable) and not isinstance(data, (str, bytes)):
        item_type = (*get_args(annotation), object)[0]
        items = cast("Iterable[object]", data)
        return [_value(item, item_type, info) for item in items]
    return data if info is None or info.format is None else _formatted(data, info)


def _unwrap(annotation: object, info: PropertyInfo | None) -> tuple[object, PropertyInfo | None]:
    if isinstance(annotation, TypeAliasType):
        annotation = annotation.__value__
    while (origin := get_origin(annotation)) in (Annotated, Required, NotRequired):
        arguments = get_args(annotation)
        if origin is Annotated:
            for extra in arguments[1:]:
                if isinstance(extra, PropertyInfo):
                    info = extra
        annotation = arguments[0]
    return annotation, info


def _is_map(data: object) -> bool:
    return isinstance(data, Mapping)


def _is_array(origin: object) -> bool:
    kind = cast("Any", origin)
    return isinstance(kind, type) and issubclass(kind, Iterable) and not _is_map_type(origin)


def _is_map_type(origin: object) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _mapping(
    data: Mapping[str, object], origin: object, arguments: Sequence[object]
) -> Mapping[str, object]:
    if not _is_map_type(origin) or len(arguments) != 2:
        return data
    return {key: _value(member, arguments[1], None) for key, member in data.items()}


def _typed_dict(data: Mapping[str, object], expected: object) -> dict[str, object]:
    members = _members(expected)
    result: dict[str, object] = {}
    for key, value in data.items():
        if isinstance(value, (Omit, NotGiven)):
            continue
        wire, annotation = members.get(key, (key, object))
        result[wire] = _value(value, annotation, None)
    return result


@lru_cache(maxsize=2048)
def _members(expected: Any) -> dict[str, tuple[str, object]]:
    """For each key of a TypedDict its wire name and its annotation."""
    members: dict[str, tuple[str, object]] = {}
    for key, annotation in get_type_hints(expected, include_extras=True).items():
        _, info = _unwrap(annotation, None)
        members[key] = (info.alias if info and info.alias is not None else key, annotation)
    return members


def _formatted(data: object, info: PropertyInfo) -> object:
    if isinstance(data, (date, datetime)):
        if info.format == "custom" and info.format_template is not None:
            return data.strftime(info.format_template)
        return data.isoformat()
    if info.format == "number" and isinstance(data, Decimal):
        return plain_number(data)
    if info.format == "base64":
        content = _file_bytes(data)
        if content is not None:
            return base64.b64encode(content).decode("ascii")
    return data


def _file_bytes(data: object) -> bytes | None:
    if isinstance(data, bytes):
        return data
    if isinstance(data, PathLike):
        return Path(cast("PathLike[str]", data)).read_bytes()
    read = getattr(data, "read", None)
    if not callable(read):
        return None
    content = read()
    return content.encode() if isinstance(content, str) else cast("bytes", content)
