"""The types of an API, decided: expressions, and the named definitions they refer to (layer 2).

Plain frozen structs without behaviour. Names, faces and files are final here: what prints them has no
choice left. A *face* is one of the two forms in which a schema reaches Python: a pydantic model that reads
responses, or a ``TypedDict`` that describes what a caller passes.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeAlias

from specloom.diagnostics import Source

JsonScalar: TypeAlias = str | int | float | bool | None


class Scalar(enum.Enum):
    """Types without structure. The value is a stable name for dumps, not Python text."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    ANY = "any"
    """Unknown content: ``object`` in Python."""
    DATETIME = "date-time"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    """Wire strings with this format stay ``str`` in Python."""
    UUID_OBJECT = "uuid-object"
    """The same as ``uuid.UUID``."""
    DECIMAL = "decimal"
    """A number that the wire has as text, ``Decimal`` in Python."""
    DECIMAL_NUMBER = "decimal-number"
    """A number of the wire, ``Decimal`` in Python."""
    BASE64 = "base64"
    """Encoded bytes: ``str`` in a response, a file as well in a request."""
    BYTES = "bytes"
    """The same, decoded in a response."""
    FILE = "file"
    """An upload in a request (``FileTypes``); never in a response model."""


class Face(enum.Enum):
    """Which side of the wire a definition describes."""

    RESPONSE = "response"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, order=True)
class TypeName:
    """The address of a definition: ``types/<module>.py`` and the class or alias name in it.

    ``module`` is the path below ``types`` (``("beta", "threads", "run")``), ``name`` is unique within it.
    """

    module: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class ScalarType:
    """A scalar; ``format`` is the spec's own word where it has one, for documentation."""

    scalar: Scalar
    format: str = ""


@dataclass(frozen=True, slots=True)
class LiteralType:
    """An enumeration or a constant: the allowed wire values in the spec's order, without duplicates."""

    values: tuple[JsonScalar, ...]


class ListStyle(enum.Enum):
    """How generous an array parameter is towards the caller."""

    LIST = "list"
    """``List[T]``: every response, and request arrays of enumerations."""
    SEQUENCE = "sequence"
    """``SequenceNotStr[T]``: request arrays of strings; a bare string is refused by type checkers."""
    ITERABLE = "iterable"
    """``Iterable[T]``: request arrays of anything else."""


@dataclass(frozen=True, slots=True)
class ListType:
    """An array of one item type."""

    item: TypeExpr
    style: ListStyle = ListStyle.LIST


@dataclass(frozen=True, slots=True)
class DictType:
    """An object with free keys and one value type."""

    value: TypeExpr


@dataclass(frozen=True, slots=True)
class Discriminator:
    """How to tell union members apart: the wire property and its one value per member.

    ``attribute`` is the Python field name. ``mapping`` pairs each wire value with the member it selects, in
    the order of the union. Only present when every non-null member is covered by distinct values.
    """

    wire: str
    attribute: str
    mapping: tuple[tuple[JsonScalar, TypeName], ...]


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several types; members are distinct, flattened and in the spec's order, null last."""

    members: tuple[TypeExpr, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class NamedType:
    """A reference to a definition."""

    name: TypeName


TypeExpr: TypeAlias = ScalarType | LiteralType | ListType | DictType | UnionType | NamedType


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object.

    ``name`` is the Python attribute, ``wire`` the key in JSON. ``required`` means the key must be there;
    whether its value may be null is part of ``type`` (a union with null). ``docs`` is the spec's text.
    ``default_none`` gives a required, nullable member of a response model the default None, so that callers may
    leave it out when they build one. ``format`` names a wire encoding that the runtime applies (``iso8601``,
    ``base64``), empty for none. ``deprecated`` is shown in documentation only.
    """

    name: str
    wire: str
    type: TypeExpr
    required: bool
    docs: str = ""
    deprecated: bool = False
    default_none: bool = False
    format: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ObjectDefinition:
    """A class: a pydantic model (response face) or a ``TypedDict`` (request face).

    ``extra`` is the value type of additional properties where the spec gives one. ``bases`` are other
    object definitions of the same face whose fields are inherited (streaming parameter types use it).
    """

    name: TypeName
    face: Face
    fields: tuple[Field, ...]
    docs: str = ""
    extra: TypeExpr | None = None
    bases: tuple[TypeName, ...] = ()
    deprecated: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class AliasDefinition:
    """A named type that is no class: ``Name: TypeAlias = ...``.

    ``recursive`` is set when the alias reaches itself without passing a class: it must then be printed as
    ``TypeAliasType``.
    """

    name: TypeName
    face: Face
    type: TypeExpr
    docs: str = ""
    recursive: bool = False
    source: Source | None = None


Definition: TypeAlias = ObjectDefinition | AliasDefinition


@dataclass(frozen=True, slots=True)
class TypeModule:
    """One file below ``types/``: its definitions in printing order (a name stands before its first use where
    cycles allow), and the subset that the package's ``__init__`` exports.

    The last definition is the one that names the file.
    """

    path: tuple[str, ...]
    definitions: tuple[Definition, ...]
    exports: tuple[str, ...] = field(default=())
