"""Bodies: from what the caller passed to the bytes or form fields that are sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from uuid import UUID

from ._qs import Querystring
from ._settings import OMIT_NULLS, OMIT_NULLS_WITHIN
from ._styles import Styled
from ._transform import PropertyInfo as PropertyInfo
from ._transform import transform as transform
from ._types import HttpxFileTypes, NotGiven, Omit
from ._values import duration_text


class _OmittedInside(Exception):
    """An omitted value stands somewhere below the top level of a body."""


def merge_body(body: object, extra: Mapping[str, object] | None) -> object:
    """``body`` with the members of ``extra`` (which win) added and omitted members left out.

    Raises :class:`TypeError` when there are members to add and the body is not an object.
    """
    if OMIT_NULLS:
        body = without_nulls(body)
    if extra is None:
        if isinstance(body, dict):
            return _given(cast("dict[str, object]", body))
        return body
    if body is None:
        return _given(extra)
    if not isinstance(body, Mapping):
        raise TypeError(f"`extra_body` cannot be merged into a body of type {type(body).__name__}")
    return _given({**cast("Mapping[str, object]", body), **extra})


def without_nulls(body: object) -> object:
    """``body`` without members that are ``None``: its own, those of its items, and those declared in the settings."""
    if isinstance(body, Mapping):
        members = cast("Mapping[str, object]", body)
        return {
            k: without_nulls(v) if k in OMIT_NULLS_WITHIN else v
            for k, v in members.items()
            if v is not None
        }
    if isinstance(body, (list, tuple)):
        return [without_nulls(item) for item in cast("Sequence[object]", body)]
    return body


def _given(members: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in members.items() if not isinstance(v, (Omit, NotGiven))}


def settled(value: Any) -> Any:
    """``value`` with every iterator in its objects and arrays made a list; itself where there is none.

    An iterator can be read once only, and a retry needs its items again.
    """
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        changed = {k: new for k, v in members.items() if (new := settled(v)) is not v}
        return {**members, **changed} if changed else members
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[object]", value)
        new_items = [settled(item) for item in items]
        same = all(new is old for new, old in zip(new_items, items, strict=True))
        return items if same else new_items
    if hasattr(value, "__next__") and not hasattr(value, "read"):
        return [settled(item) for item in cast("Iterator[object]", value)]
    return value


def encode_json(body: object) -> bytes:
    """UTF-8 JSON. Takes pydantic models, dataclasses, dates, enums, iterables and mappings beside plain data.

    Omitted members are left out at any depth, omitted items of arrays as well. Raises
    :class:`TypeError` for what JSON cannot hold and :class:`ValueError` for NaN and infinities.
    """
    try:
        text = _dumps(body)
    except _OmittedInside:
        text = _dumps(_without_omitted(body))
    return text.encode()


def encode_json_lines(body: object, *, marked: bool = False) -> bytes:
    """One line of UTF-8 JSON for each item; what is no array is one line. ``marked`` puts a record mark before each."""
    items = cast("Iterable[object]", body) if _is_items(body) else [body]
    mark = b"\x1e" if marked else b""
    return b"".join(mark + encode_json(item) + b"\n" for item in items)


def _is_items(body: object) -> bool:
    return _is_array(body) and not isinstance(body, Mapping) and not is_dataclass(body)


def _dumps(body: object) -> str:
    return json.dumps(
        body, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def _plain(value: object) -> object:
    if isinstance(value, (Omit, NotGiven)):
        raise _OmittedInside
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, timedelta):
        return duration_text(value)
    if _is_model(value):
        return cast("Any", value).model_dump(mode="json", by_alias=True, exclude_unset=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if _is_array(value):
        return list(cast("Iterable[object]", value))
    raise TypeError(f"A value of type {type(value).__name__} cannot be sent as JSON")


def _without_omitted(value: object) -> object:
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        return {key: _without_omitted(member) for key, member in _given(members).items()}
    if isinstance(value, (list, tuple)):
        items = cast("Iterable[object]", value)
        return [_without_omitted(i) for i in items if not isinstance(i, (Omit, NotGiven))]
    if _is_array(value):
        return _without_omitted(list(cast("Iterable[object]", value)))
    return value


def _is_array(value: object) -> bool:
    """Whether a value that JSON does not know is to be sent as an array: a set, a generator, ..."""
    if isinstance(value, (str, bytes, bytearray, memoryview)):
        return False
    if _is_model(value) or hasattr(value, "read"):
        return False
    return isinstance(value, Iterable)


def _is_model(value: object) -> bool:
    return hasattr(value, "model_dump")


def form_fields(body: object, qs: Querystring) -> list[tuple[str, str]]:
    """The (name, text) pairs of a form; arrays and objects as the query string has them.

    The items of an array that is the form itself are named by their places, from 0. Raises :class:`TypeError`
    for a body that is neither.
    """
    if body is None:
        return []
    if _is_model(body):
        body = cast("Any", body).model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(body, (list, tuple)):
        items = cast("Sequence[object]", body)
        body = {str(place): item for place, item in enumerate(items)}
    if not isinstance(body, Mapping):
        raise TypeError(f"A form needs an object as its body, not {type(body).__name__}")
    return qs.stringify_items(cast("Mapping[str, object]", body))


def form_parts(body: object, qs: Querystring) -> list[tuple[str, HttpxFileTypes]]:
    """The fields of a multipart form as parts without a file name; what is written as JSON says so."""
    written: list[tuple[str, HttpxFileTypes]] = []
    if isinstance(body, Mapping):
        members = cast("Mapping[str, object]", body)
        json_like = {
            k: v for k, v in members.items() if isinstance(v, Styled) and v.style == "json"
        }
        body = {name: value for name, value in members.items() if name not in json_like}
        for name, value in json_like.items():
            written += [
                (name, (None, t.encode(), "application/json")) for _, t in value.pairs(name)
            ]
    return [*written, *((name, (None, text.encode())) for name, text in form_fields(body, qs))]
