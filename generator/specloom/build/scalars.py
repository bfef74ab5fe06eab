"""Scalars, constants and formats: from the words of a schema to an IR scalar (layer 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from specloom.build.nodes import JsonDict, mapping, sequence, text, types_of
from specloom.build.shapes import ANYTHING, LiteralShape, ScalarShape
from specloom.ir.types import JsonScalar, Scalar
from specloom.load.config_base import FormatType

_TYPES = {
    "string": Scalar.STRING,
    "integer": Scalar.INTEGER,
    "number": Scalar.NUMBER,
    "boolean": Scalar.BOOLEAN,
    "null": Scalar.NULL,
    "file": Scalar.FILE,
}
_FORMATS: Final[Mapping[str, Scalar]] = {
    "date-time": Scalar.DATETIME,
    "date": Scalar.DATE,
    "binary": Scalar.FILE,
    "byte": Scalar.BASE64,
    "base64": Scalar.BASE64,
    "uuid": Scalar.UUID,
}
_OF_WORDS: Final[Mapping[FormatType, Scalar]] = {
    "string": Scalar.STRING,
    "date-time": Scalar.DATETIME,
    "date": Scalar.DATE,
    "time": Scalar.TIME,
    "duration": Scalar.DURATION,
    "uuid": Scalar.UUID_OBJECT,
    "decimal": Scalar.DECIMAL,
    "base64": Scalar.BASE64,
    "bytes": Scalar.BYTES,
    "file": Scalar.FILE,
}
REGISTERED_FORMATS: Final = frozenset(
    "binary byte base64 base64url char commonmark date date-time date-time-local decimal decimal128 "
    "double double-int duration email float hostname html http-date idn-email idn-hostname int16 "
    "int32 int64 int8 ipv4 ipv6 iri iri-reference json-pointer media-range password regex "
    "relative-json-pointer sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token time "
    "time-local uint16 uint32 uint64 uint8 unixtime uri uri-reference uri-template uuid".split()
)
"""Formats of JSON Schema, of OpenAPI and of its registry."""
TEXTS: Final = frozenset({Scalar.STRING, *_FORMATS.values(), *_OF_WORDS.values()})
"""Scalars that the wire has as strings."""
REWRITTEN: Final = frozenset({Scalar.BASE64, Scalar.BYTES, Scalar.DECIMAL_NUMBER})
"""Scalars of which a request holds something else than the value that a caller gives."""
_FILES = re.compile(r"(image|audio|video|font)/(?!svg)|application/(octet-stream|pdf|zip|gzip)\b")
"""Media types whose content is bytes; that of others may stand in a string."""
_TEXT_KEYS = ("minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType")
_NUMBER_KEYS = ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")


@dataclass(frozen=True, slots=True)
class Formats:
    """What formats become: the usual, and what the configuration says (``specloom.formats``)."""

    of_texts: Mapping[str, Scalar] = field(default_factory=lambda: _FORMATS)
    decimals: frozenset[str] = frozenset()
    """Formats whose numbers are ``Decimal``."""


USUAL: Final = Formats()


def configured_formats(chosen: Mapping[str, FormatType]) -> Formats:
    """The formats with what was chosen for some of them; a UUID as a string keeps its own scalar."""
    found = {name: _OF_WORDS[word] for name, word in chosen.items()}
    if chosen.get("uuid") == "string":
        found["uuid"] = Scalar.UUID
    decimals = frozenset(name for name, word in chosen.items() if word == "decimal")
    return Formats({**_FORMATS, **found}, decimals)


def strange_formats(chosen: Iterable[str], document: object) -> list[str]:
    """The chosen formats that no standard knows and the document does not use either."""
    strange = [name for name in chosen if name not in REGISTERED_FORMATS]
    if not strange:
        return []
    used: set[object] = set()
    queue: list[object] = [document]
    while queue:
        value = queue.pop()
        queue += [*mapping(value).values(), *sequence(value)]
        form = mapping(value).get("format")
        if isinstance(form, str):
            used.add(form)
    return [name for name in strange if name not in used]


def scalar_form(schema: JsonDict, formats: Formats = USUAL) -> ScalarShape:
    """The scalar of a schema that has no structure; ``object`` in Python where it says nothing."""
    words = [word for word in types_of(schema) if word != "null"]
    word = words[0] if words else _guess(schema)
    form = text(schema.get("format"))
    if word == "string":
        if not form and "contentMediaType" in schema and "contentEncoding" not in schema:
            form = "binary" if _FILES.match(text(schema["contentMediaType"])) else ""
        if not form and schema.get("contentEncoding") == "base64":
            form = "base64"
        return ScalarShape(formats.of_texts.get(form, Scalar.STRING), form)
    if word == "number" and form in formats.decimals:
        return ScalarShape(Scalar.DECIMAL_NUMBER, form)
    if word in _TYPES:
        return ScalarShape(_TYPES[word], form)
    return ANYTHING


def _guess(schema: JsonDict) -> str:
    """The type that keywords other than ``type`` speak of."""
    form = schema.get("format")
    if isinstance(form, str) and form in ("int32", "int64"):
        return "integer"
    if any(key in schema for key in _NUMBER_KEYS) or form in ("float", "double"):
        return "number"
    return "string" if any(key in schema for key in _TEXT_KEYS) else ""


def constants(schema: JsonDict) -> list[object] | None:
    """The values of ``const`` or ``enum`` (null among them), or None where neither is there."""
    if "const" in schema:
        return [schema["const"]]
    values = sequence(schema.get("enum"))
    return values or None


def literal_form(values: Iterable[object], words: tuple[str, ...]) -> LiteralShape | None:
    """The constants as a literal, null left out; None where a value is no string, whole number or boolean.

    Values are brought to the declared type where it is the only one (``enum: [1, 2]`` of ``type: string``), and
    ``1``, ``true`` and ``"1"`` stay three different values.
    """
    found: dict[tuple[type, object], JsonScalar] = {}
    kinds = [word for word in words if word != "null"]
    for value in values:
        if value is None:
            continue
        value = _as_declared(value, kinds[0] if len(kinds) == 1 else "")
        if not isinstance(value, str | int | bool):
            return None
        found.setdefault((type(value), value), value)
    return LiteralShape(tuple(found.values()))


def _as_declared(value: object, word: str) -> object:
    if word == "string" and isinstance(value, bool):
        return "true" if value else "false"
    if word == "string" and isinstance(value, int | float):
        return str(value)
    if word == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if word == "integer" and isinstance(value, str) and _is_whole(value):
        return int(value)
    return value


def _is_whole(value: str) -> bool:
    digits = value.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 20


def type_of_values(values: Iterable[object]) -> ScalarShape:
    """The scalar that holds all values of an enumeration that cannot be a literal."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {str}:
        return ScalarShape(Scalar.STRING)
    if kinds and kinds <= {int, float}:
        return ScalarShape(Scalar.NUMBER)
    return ANYTHING


def literal_fits(value: JsonScalar, scalar: Scalar) -> bool:
    """Whether a constant is a value of a scalar type."""
    if isinstance(value, bool):
        return scalar is Scalar.BOOLEAN
    if isinstance(value, int):
        return scalar in (Scalar.INTEGER, Scalar.NUMBER, Scalar.DECIMAL_NUMBER)
    return isinstance(value, str) and scalar not in (
        Scalar.INTEGER,
        Scalar.NUMBER,
        Scalar.DECIMAL_NUMBER,
        Scalar.BOOLEAN,
        Scalar.NULL,
    )
