"""Snapshots that grow by deltas, in place: an event costs what its delta weighs, not what has grown so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Literal, TypeGuard, get_args, get_origin

import pydantic

from ..._lenient import builder

_REPLACED = frozenset({"id", "index", "object", "role", "status", "type"})
_REPLACED_ENDINGS = ("_id", "_at")
"""Members that a later delta repeats, as it does those of few values; all other text is continued."""


def absorb(
    snapshot: pydantic.BaseModel, delta: pydantic.BaseModel, *, leave: tuple[str, ...] = ()
) -> None:
    """Add ``delta`` to ``snapshot``: text is continued, list entries are matched by ``index``, the rest replaced."""
    for name, value in _members(delta):
        if name not in leave:
            _absorb_member(snapshot, name, value)
            snapshot.model_fields_set.add(name)


def _absorb_member(snapshot: pydantic.BaseModel, name: str, value: Any) -> None:
    held = _holder(snapshot, name)
    if (
        isinstance(value, str)
        and held.get(name) is not None
        and _is_continued(type(snapshot), name)
    ):
        _continue_text(held, name, value)
        return
    known = held.get(name)
    if known is None:
        held[name] = _begun(type(snapshot), name, value)
    elif isinstance(value, pydantic.BaseModel) and isinstance(known, pydantic.BaseModel):
        absorb(known, value)
    elif _is_list(value) and _is_list(known):
        _merge(known, value, _item_builder(type(snapshot), name))
    elif value is not None:
        held[name] = value


def absorb_entry(entries: list[Any], delta: Any, build: Callable[[Any], Any]) -> tuple[Any, bool]:
    """Add one indexed ``delta`` to ``entries``; gives the entry, and whether it is new.

    ``build`` makes a new entry from plain data. Entries stand in the order of their ``index``, whatever the order
    in which they arrive.
    """
    index: int = delta.index
    position = _position(entries, index)
    if position < len(entries) and _index_of(entries[position], position) == index:
        entry = entries[position]
        if isinstance(entry, pydantic.BaseModel):
            absorb(entry, delta)
        return entry, False
    entry = _complete(build(_plain(delta)))
    entries.insert(position, entry)
    return entry, True


@lru_cache(maxsize=1024)
def _is_continued(model: type[pydantic.BaseModel], name: str) -> bool:
    """Whether the text of a member comes in parts."""
    if name in _REPLACED or name.endswith(_REPLACED_ENDINGS):
        return False
    field = model.model_fields.get(name)
    kinds = () if field is None else (field.annotation, *get_args(field.annotation))
    return not any(get_origin(kind) is Literal for kind in kinds)


def _members(delta: pydantic.BaseModel) -> Iterator[tuple[str, Any]]:
    given = delta.model_fields_set
    for name, value in (*vars(delta).items(), *(delta.model_extra or {}).items()):
        if name in given:
            yield name, value


def _holder(model: pydantic.BaseModel, name: str) -> dict[str, Any]:
    extra = model.model_extra
    return vars(model) if name in type(model).model_fields or extra is None else extra


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _continue_text(held: dict[str, Any], name: str, more: str) -> None:
    """Append in place: a string that nobody else holds, not even a caller's local, grows without being copied."""
    text = held[name]
    held[name] = None
    if not isinstance(text, str):
        text = ""
    text += more
    held[name] = text


def _begun(model: type[pydantic.BaseModel], name: str, value: Any) -> Any:
    if _is_list(value):
        entries: list[Any] = []
        _merge(entries, value, _item_builder(model, name))
        return entries
    field = model.model_fields.get(name)
    if isinstance(value, pydantic.BaseModel) and field is not None:
        return _complete(builder(field.annotation)(_plain(value)))
    return value


def _merge(entries: list[Any], delta: list[Any], build: Callable[[Any], Any]) -> None:
    for item in delta:
        if has_index(item):
            absorb_entry(entries, item, build)
        else:
            entries.append(item)


def has_index(entry: object) -> bool:
    """Whether an entry says where in its list it stands."""
    return type(getattr(entry, "index", None)) is int


def _position(entries: list[Any], index: int) -> int:
    if index < len(entries) and _index_of(entries[index], index) == index:
        return index
    return bisect_left([_index_of(entry, place) for place, entry in enumerate(entries)], index)


def _index_of(entry: Any, position: int) -> int:
    index = getattr(entry, "index", None)
    return index if isinstance(index, int) else position


def _plain(value: Any) -> Any:
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True, warnings=False)
    return value


def _complete(value: Any) -> Any:
    """Give required lists that no delta has brought yet their empty form, all the way down."""
    if isinstance(value, pydantic.BaseModel):
        for name, field in type(value).model_fields.items():
            held = vars(value).get(name)
            if held is None and field.is_required() and get_origin(field.annotation) is list:
                vars(value)[name] = []
            else:
                _complete(held)
    return value


@lru_cache(maxsize=256)
def _item_builder(model: type[pydantic.BaseModel], name: str) -> Callable[[Any], Any]:
    field = model.model_fields.get(name)
    for candidate in (field.annotation, *get_args(field.annotation)) if field else ():
        if get_origin(candidate) is list:
            return builder(get_args(candidate)[0])
    return builder(Any)
