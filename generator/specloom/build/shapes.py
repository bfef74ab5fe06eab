"""Shapes: what a schema is once references, nulls and combinations are taken apart (layer 3).

A shape has no name and no side of the wire. Its children are nodes, looked at only when they are needed, so that
recursive schemas need no special care here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specloom.build.nodes import Node
from specloom.ir.types import JsonScalar, Scalar


@dataclass(frozen=True, slots=True)
class ScalarShape:
    """A value without structure. ``format`` is the spec's own word."""

    scalar: Scalar
    format: str = ""


@dataclass(frozen=True, slots=True)
class LiteralShape:
    """One of a few constants."""

    values: tuple[JsonScalar, ...]


@dataclass(frozen=True, slots=True)
class ListShape:
    """An array; ``item`` is None where the spec says nothing of the items."""

    item: Node | None


@dataclass(frozen=True, slots=True)
class Property:
    """A named member of an object."""

    wire: str
    node: Node


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """An object. ``extra`` is the schema of further members, ``open`` says that there may be such.

    ``inherits`` is set when a model of its own is a part of it (``allOf`` with a reference to that model).
    """

    properties: tuple[Property, ...]
    required: frozenset[str]
    extra: Node | None = None
    open: bool = False
    inherits: bool = False


@dataclass(frozen=True, slots=True)
class UnionShape:
    """One of several schemas, null taken out, inner unions flattened.

    ``property`` is the declared discriminator's wire name, empty where none is declared.
    """

    members: tuple[Node, ...]
    property: str = ""


Form: TypeAlias = ScalarShape | LiteralShape | ListShape | ObjectShape | UnionShape

ANYTHING = ScalarShape(Scalar.ANY)


@dataclass(frozen=True, slots=True)
class Look:
    """What stands at a node: a model by its key, or else a form.

    ``nullable`` says that null is allowed as well; for a model, only what the way to it adds. ``places`` are the
    pointers on the way, the place of use first; ``component`` is the name of the last component schema on it.
    """

    node: Node
    form: Form
    model: str = ""
    nullable: bool = False
    docs: str = ""
    title: str = ""
    deprecated: bool = False
    places: tuple[str, ...] = ()
    component: str = ""


def is_class(form: Form) -> bool:
    """Whether a form is printed as a class."""
    return isinstance(form, ObjectShape) and bool(form.properties)


def has_structure(form: Form) -> bool:
    """Whether a form holds other values, so that its two faces differ."""
    return isinstance(form, ListShape | ObjectShape)
