"""Values of parameters that travel in a style of their own, whatever the client does with others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from ._types import NotGiven, Omit
from ._values import primitive_text

Style: TypeAlias = Literal[
    "form", "pipeDelimited", "spaceDelimited", "deepObject", "simple", "label", "matrix", "json"
]
_SEPARATORS = {"pipeDelimited": "|", "spaceDelimited": " "}
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Styled:
    """A value and how it is written: a ``style`` of OpenAPI, ``explode``, or ``json`` for its JSON text.

    The query string writes a ``deepObject`` itself, as it may hold others.
    """

    value: object
    style: Style
    explode: bool = False

    @property
    def given(self) -> bool:
        """Whether there is something to send."""
        return self.value is not None and not isinstance(self.value, (Omit, NotGiven))

    def pairs(self, name: str) -> list[Pair]:
        """Names and texts in a query or a cookie, not yet percent-encoded; none for a value that is omitted.

        An exploded array repeats the name; the members of an exploded object go by their own.
        """
        if not self.given:
            return []
        if self.style == "json":
            return [(name, _json_text(self.value))]
        members = _members(self.value)
        if members is not None:
            return self._member_pairs(name, members)
        items = _items(self.value)
        if items is None:
            return [(name, primitive_text(self.value))]
        if self.explode:
            return [(name, text) for text in items]
        return [(name, _SEPARATORS.get(self.style, ",").join(items))] if items else []

    def _member_pairs(self, name: str, members: list[Pair]) -> list[Pair]:
        if self.explode:
            return members
        flat = [text for pair in members for text in pair]
        return [(name, _SEPARATORS.get(self.style, ",").join(flat))] if flat else []

    def text(self, name: str) -> str:
        """The value in a path or a header: ``simple``, or with the prefix of ``label`` and ``matrix``."""
        if self.style == "json":
            return _json_text(self.value)
        members = _members(self.value)
        items = _items(self.value) if members is None else _flat(members, self.explode)
        if items is None:
            items = [primitive_text(self.value)]
        if not "".join(items):
            return ""
        if self.style == "label":
            return "." + ("." if self.explode else ",").join(items)
        if self.style != "matrix":
            return ",".join(items)
        if not self.explode:
            return f";{name}={','.join(items)}"
        named = items if members is not None else [f"{name}={item}" for item in items]
        return "".join(f";{item}" for item in named)


def _flat(members: list[Pair], explode: bool) -> list[str]:
    if explode:
        return [f"{key}={text}" for key, text in members]
    return [text for pair in members for text in pair]


def _json_text(value: object) -> str:
    """JSON in ASCII, as headers can hold nothing else."""
    from ._body import encode_json  # which needs this module

    return json.dumps(json.loads(encode_json(value)), separators=(",", ":"))


def _members(value: object) -> list[Pair] | None:
    """Names and texts of an object's members that are given; ``None`` for what is no object."""
    if not isinstance(value, Mapping):
        return None
    members = cast("Mapping[object, object]", value)
    return [
        (str(key), ",".join(items) if (items := _items(item)) is not None else primitive_text(item))
        for key, item in members.items()
        if item is not None and not isinstance(item, (Omit, NotGiven))
    ]


def _items(value: object) -> list[str] | None:
    """The texts of an array's items; ``None`` for what is no array."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        return None
    return [primitive_text(item) for item in cast("Iterable[object]", value) if item is not None]
