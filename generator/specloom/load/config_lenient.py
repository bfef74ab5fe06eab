"""What a configuration of the hosted service says that is not known here: told, and left out (layer 1).

The hosted service had more keys than its documentation, and an older form of some. In a configuration of our own an
unknown key is a mistake; in one that was written for the service it must not keep a package from being made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from specloom.diagnostics import Diagnostic, Severity
from specloom.load.pointer import JsonDict

Place = tuple[str, ...]
Locate = Callable[[ErrorDetails, JsonDict], Place]
Describe = Callable[[Place, list[ErrorDetails]], Diagnostic]
Result = TypeVar("Result")

TOLERATED: Final = frozenset(
    (
        "bad-transform", "config-unknown-key", "method-name-clash", "method-without-endpoint", "no-webhook-secret",
        "not-paginated", "page-without-items", "unknown-alias", "unknown-endpoint", "unknown-model",
        "unknown-parameter", "unknown-schema", "unknown-security-scheme", "unknown-server-variable",
        "unknown-transform", "webhooks-without-resource",
    )
)  # fmt: skip
"""What the service left out as well, with a finding, where a configuration and a document do not fit each other."""


def is_foreign(data: JsonDict, file: str) -> bool:
    """Whether a configuration was written for the hosted service: neither its name nor a section is of our own."""
    return bool(file) and "specloom" not in data and not PurePath(file).name.startswith("specloom.")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The places of all that was left out, and the warnings about it; nothing is said of a key that holds nothing."""

    places: tuple[Place, ...]
    warnings: tuple[Diagnostic, ...]


def leniently(
    read: Callable[[JsonDict], Result], data: JsonDict, located: Locate, describe: Describe
) -> tuple[Result, LeftOut]:
    """What ``read`` makes of the data without the keys and the words that it does not know.

    A key that holds nothing counts as absent where nothing is no value. Raises ValidationError where more is wrong.
    """
    told: dict[Place, Diagnostic | None] = {}
    while True:  # each round leaves something out
        try:
            result = read(data)
        except ValidationError as error:
            unknown = _unknown(error, data, located)
            if not unknown:
                raise
            for place, items in unknown.items():
                silent = items[0]["input"] is None and items[0]["type"] != "extra_forbidden"
                told[place] = None if silent else _warning(describe(place, items))
            data = _without(data, unknown)
        else:
            return result, LeftOut(tuple(told), tuple(item for item in told.values() if item))


def _warning(found: Diagnostic) -> Diagnostic:
    return replace(found, severity=Severity.WARNING)


def _unknown(
    error: ValidationError, data: JsonDict, located: Locate
) -> Mapping[Place, list[ErrorDetails]]:
    """What may be left out, by its place: unknown keys, unknown words, and keys that hold nothing."""
    found: dict[Place, list[ErrorDetails]] = {}
    for item in error.errors(include_url=False):
        nothing = item["input"] is None and item["type"] != "missing"
        if item["type"] in ("extra_forbidden", "literal_error") or nothing:
            place = located(item, data)
            if place and isinstance(_holder(data, place), dict):
                found.setdefault(place, []).append(item)
    return found


def _holder(data: object, place: Place) -> object:
    for key in place[:-1]:
        data = _member(data, key)
    return data


def _member(node: object, key: str) -> object:
    if isinstance(node, list):
        return cast(list[object], node)[int(key)]
    return cast(JsonDict, node)[key]


def _without(data: JsonDict, places: Iterable[Place]) -> JsonDict:
    """The data without some members; what holds them is copied, because parts of it may be shared."""
    copied: dict[Place, Any] = {(): dict(data)}
    for place in sorted(places, key=len, reverse=True):
        for depth in range(1, len(place)):
            here, above = place[:depth], copied[place[: depth - 1]]
            if here not in copied:
                copied[here] = copy(_member(above, here[-1]))
                above[int(here[-1]) if isinstance(above, list) else here[-1]] = copied[here]
        del copied[place[:-1]][place[-1]]
    return cast(JsonDict, copied[()])
