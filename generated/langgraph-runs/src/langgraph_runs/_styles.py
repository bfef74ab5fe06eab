"""Values of parameters that travel in a style of their own, whatever the client does with others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast
from urllib.parse import quote

from ._types import NotGiven, Omit
from ._values import Written, primitive_text

Style: TypeAlias = Literal[
    "form", "pipeDelimited", "spaceDelimited", "deepObject", "simple", "label", "matrix", "json"
]
_SEPARATORS = {"pipeDelimited": "|", "spaceDelimited": " "}
_ENCODED_SEPARATORS = {"pipeDelimited": "%7C", "spaceDelimited": "%20"}
_RESERVED_SAFE = ":/?@!$'()*,;="
"""Reserved characters that a query can hold and that neither part nor end it."""
_TRIPLE = re.compile(r"(%[0-9A-Fa-f]{2})")
Pair: TypeAlias = tuple[str, str]
Encode: TypeAlias = Callable[[str], str]


def encode_part(text: str) -> str:
    """A part of a value, percent-encoded but for unreserved characters, so that it holds no separator."""
    return quote(text, safe="")


def _encode_reserved(text: str) -> str:
    """As ``allowReserved`` asks: reserved characters and what is encoded already stay, but for ``&``, ``+``, ``#``."""
    parts = _TRIPLE.split(text)
    return "".join(
        part if index % 2 else quote(part, safe=_RESERVED_SAFE) for index, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class Styled:
    """A value and how it is written: a ``style`` of OpenAPI, ``explode``, or ``json`` for its JSON text.

    ``reserved`` leaves reserved characters as they are in a query. The query string writes a ``deepObject`` itself,
    as it may hold others.
    """

    value: object
    style: Style
    explode: bool = False
    reserved: bool = False

    @property
    def given(self) -> bool:
        """Whether there is something to send."""
        return self.value is not None and not isinstance(self.value, (Omit, NotGiven))

    def pairs(self, name: str, encode: Encode = encode_part) -> list[Pair]:
        """Names and texts in a query or a cookie, not yet percent-encoded; none for a value that is omitted.

        An exploded array repeats the name; the members of an exploded object go by their own. Parts that are
        joined are :class:`Written`: each is encoded by ``encode``, and what is between them stays.
        """
        if not self.given:
            return []
        if self.style == "json":
            return [(name, _json_text(self.value))]
        if self.reserved:
            encode = _encode_reserved
        members = _members(self.value)
        if members is not None:
            if self.explode:
                return [(key, self._written([text], encode)) for key, text in members]
            return self._joined(name, [text for pair in members for text in pair], encode)
        items = _items(self.value)
        if items is None:
            return [(name, self._written([primitive_text(self.value)], encode))]
        if self.explode:
            return [(name, self._written([text], encode)) for text in items]
        return self._joined(name, items, encode)

    def _joined(self, name: str, parts: list[str], encode: Encode) -> list[Pair]:
        return [(name, self._written(parts, encode))] if parts else []

    def _written(self, parts: list[str], encode: Encode) -> str:
        if len(parts) == 1 and not self.reserved:
            return parts[0]
        separator = _SEPARATORS.get(self.style, ",")
        encoded = _ENCODED_SEPARATORS.get(self.style, ",").join(map(encode, parts))
        return Written(separator.join(parts), encoded)

    def path(self, name: str) -> str:
        """The value in a path, its parts percent-encoded, or its JSON text."""
        if self.style == "json":
            return self.text(name)
        encoded = self.text(name, encode_part)
        return Written(encoded, encoded)

    def text(self, name: str, encode: Encode = str) -> str:
        """The value in a header or a path: ``simple``, or with the prefix of ``label`` and ``matrix``."""
        if self.style == "json":
            return _json_text(self.value)
        items, named = self._texts(encode)
        if not "".join(items):
            return ""
        if self.style == "label":
            return "." + ("." if self.explode else ",").join(items)
        if self.style != "matrix":
            return ",".join(items)
        name = encode(name)
        if not self.explode:
            return f";{name}={','.join(items)}"
        return "".join(f";{item}" if named else f";{name}={item}" for item in items)

    def _texts(self, encode: Encode) -> tuple[list[str], bool]:
        """The encoded texts of what the value is made of, and whether each has a name of its own."""
        members = _members(self.value)
        if members is not None:
            encoded = [(encode(key), encode(text)) for key, text in members]
            if self.explode:
                return [f"{key}={text}" for key, text in encoded], True
            return [text for pair in encoded for text in pair], False
        items = _items(self.value)
        texts = [primitive_text(self.value)] if items is None else items
        return list(map(encode, texts)), False


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
