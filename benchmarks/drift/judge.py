"""One drifted answer and one client: which promises were broken."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any, get_args

import pydantic

from benchmarks.drift.answers import Answer, Subject
from benchmarks.drift.changes import Change


def judge_loose(subject: Subject, answer: Answer, clean: Any, change: Change) -> dict[str, str]:
    """The broken promises of a loose client, with what it did instead. ``clean`` is what it made of no drift."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            found = subject.answered(answer, answer.body(change.answer))
        except Exception as error:
            return {"raises": _told(error)}
        broken = _neighbours(clean, found, change)
        try:
            broken |= _odd_value(found, change)
            broken |= _dumps(found, change)
        except Exception as error:
            broken["dump"] = _told(error)
    if warned:
        broken["warns"] = str(warned[0].message)[:100]
    return broken


def judge_strict(subject: Subject, answer: Answer, change: Change) -> dict[str, str]:
    """The broken promises of a strict client."""
    if change.strict is None:
        return {}
    try:
        subject.answered(answer, answer.body(change.answer))
    except subject.invalid:
        return {} if change.strict else {"raises": "legal growth"}
    except Exception as error:
        return {"raises": _told(error)}
    return {"accepts": "a wrong type"} if change.strict else {}


def judge_body(subject: Subject, answer: Answer, body: bytes) -> dict[str, str]:
    """A body that is no answer is an error of the package."""
    try:
        found = subject.answered(answer, body)
    except subject.error:
        return {}
    except Exception as error:
        return {"raises": _told(error)}
    return {"accepts": f"{found!r}"[:120]}


def judge_other_body(subject: Subject, answer: Answer, value: Any) -> dict[str, str]:
    """JSON of another kind is handed out as it was sent."""
    try:
        found = subject.answered(answer, json.dumps(value).encode())
    except Exception as error:
        return {"raises": _told(error)}
    return {} if same(value, plain(found)) else {"odd value": f"{found!r} for {value!r}"[:120]}


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:120]


def _neighbours(clean: Any, found: Any, change: Change) -> dict[str, str]:
    """All that did not drift is as it was; objects on the way keep their class."""
    for depth, key in enumerate(change.path):
        at_tag = change.place.is_tag and depth == len(change.path) - 1
        if type(found) is not type(clean):
            return _new_class(clean, found, change) if at_tag else _class_change(clean, found)
        for other in keys(clean):
            if other != key and repr(part(clean, other)) != repr(part(found, other)):
                return {"neighbour": f"{other}: {part(found, other)!r}"[:120]}
        if at_tag and change.name == "unknown variant":
            return {"variant": f"still {type(found).__name__}"}
        if depth < len(change.path) - 1:
            clean, found = part(clean, key), part(found, key)
    return {}


def _class_change(clean: Any, found: Any) -> dict[str, str]:
    return {"class": f"{type(found).__name__} in place of {type(clean).__name__}"}


def _new_class(clean: Any, found: Any, change: Change) -> dict[str, str]:
    """A variant whose tag drifted may become the generic model, but no other variant."""
    if not isinstance(found, pydantic.BaseModel):
        return _class_change(clean, found)
    field = type(found).model_fields.get(str(change.path[-1]))
    names = () if field is None else get_args(field.annotation)
    return {} if field is None or change.odd in names else {"variant": type(found).__name__}


def _odd_value(found: Any, change: Change) -> dict[str, str]:
    """The odd value stands where it was sent; where nothing was sent, there is nothing."""
    try:
        for key in change.path:
            found = part(found, key)
    except (KeyError, AttributeError, IndexError, TypeError):
        found = None if change.is_dropped else "nothing"
    if not same(change.odd, plain(found)):
        return {"odd value": f"{found!r} for {change.odd!r}"[:120]}
    return {}


def _dumps(found: Any, change: Change) -> dict[str, str]:
    """Dumps and texts work, and dumps give back what came in."""
    values = found if isinstance(found, list) else [found]
    sent = change.answer if isinstance(found, list) else [change.answer]
    for value, came in zip(values, sent, strict=True):
        if not isinstance(value, pydantic.BaseModel):
            continue
        dumped = {
            "model_dump": value.model_dump(by_alias=True, exclude_unset=True, mode="json"),
            "model_dump_json": json.loads(value.model_dump_json(by_alias=True, exclude_unset=True)),
        }
        value.model_dump()
        value.model_dump_json()
        repr(value), str(value)
        for name, back in dumped.items():
            if not same(came, back):
                return {name: f"{back!r}"[:120]}
    return {}


def keys(value: Any) -> list[Any]:
    """What the parts of a value are called on the wire."""
    if isinstance(value, pydantic.BaseModel):
        return [*_names(type(value)), *(value.model_extra or {})]
    return list(range(len(value))) if isinstance(value, list) else list(value)


def part(value: Any, key: Any) -> Any:
    """A part by its name on the wire."""
    if not isinstance(value, pydantic.BaseModel):
        return value[key]
    name = _names(type(value)).get(key)
    if name is not None:
        return getattr(value, name, None)
    return (value.model_extra or {})[key]


_FIELDS: dict[type, Mapping[str, str]] = {}


def _names(model: type[pydantic.BaseModel]) -> Mapping[str, str]:
    """The fields of a model by their names on the wire."""
    if model not in _FIELDS:
        _FIELDS[model] = {field.alias or name: name for name, field in model.model_fields.items()}
    return _FIELDS[model]


def plain(value: Any) -> Any:
    """A value with the models in it as what was sent."""
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True, mode="json", warnings=False)
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return value


def same(sent: Any, found: Any) -> bool:
    """Whether plain data is the same; a whole number may have become a float, and no other type another."""
    stack = [(sent, found)]
    while stack:
        left, right = stack.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            if left.keys() != right.keys():
                return False
            stack += [(left[key], right[key]) for key in left]
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            stack += zip(left, right, strict=True)
        elif left != right or isinstance(left, bool) is not isinstance(right, bool):
            return False
    return True
