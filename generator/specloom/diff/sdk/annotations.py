"""Comparing annotations: which values a type allows, whatever way it is spelled (layer 4)."""

from __future__ import annotations

import ast
import builtins
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias


class Form(enum.Enum):
    """What a member of a union is."""

    NAME = "name"
    LITERAL = "literal"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Shape:
    """A member of a union: a name, a literal value as Python text, or a generic class with its arguments."""

    form: Form
    text: str
    arguments: tuple[frozenset[Shape], ...] = ()


Union: TypeAlias = frozenset[Shape]

_ALL: Final = frozenset({Shape(Form.NAME, "object"), Shape(Form.NAME, "Any")})
"""Allow every value, None too."""
_UNSAID: Final = frozenset({"Omit", "NotGiven"})
"""Stands for an argument that is left out, which the default says already."""
_MARKS: Final = frozenset({"Annotated", "Required", "NotRequired", "Final", "ClassVar", "ReadOnly"})
_WORD: Final = re.compile(r"[A-Za-z_]\w*")
_NULL: Final = Shape(Form.NAME, "None")
_WIDER: Final = {"int": ("float",), "bool": ("int", "float")}
_LISTS: Final = {
    "List": ("SequenceNotStr", "Iterable", "Sequence"),
    "SequenceNotStr": ("Iterable", "Sequence"),
    "Sequence": ("Iterable",),
}


class Fit(enum.Enum):
    """How a type compares with the one before it."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


def fit(old: str, new: str) -> Fit:
    """How the values that ``new`` allows compare with those that ``old`` does."""
    return Fit.SAME if old == new else fit_unions(union(old), union(new))


def fit_unions(one: Union, other: Union) -> Fit:
    """How the values of one union compare with those of the one before it, which comes first."""
    if one == other:
        return Fit.SAME
    kept, covered = _covers(other, one), _covers(one, other)
    if kept and covered:
        return Fit.SAME
    return Fit.WIDER if kept else Fit.NARROWER if covered else Fit.OTHER


def only_literals(old: str, new: str) -> bool:
    """Whether two types differ in literal values only: an enumeration grew or shrank."""
    return all(shape.form is Form.LITERAL for shape in union(old) ^ union(new))


def nullable(text: str) -> bool | None:
    """Whether None is among the values; None where everything is."""
    return None if union(text) & _ALL else _NULL in union(text)


def without_null(text: str) -> str:
    """The same type without None, spelled in a canonical way."""
    return spelled(union(text) - {_NULL})


def expanded(members: Union, aliases: Mapping[str, str]) -> Union:
    """A union with what its aliases stand for in place of their names."""
    seen: set[str] = set()
    waiting, found = list(members), set[Shape]()
    while waiting:
        shape = waiting.pop()
        name = shape.text
        if shape.form is Form.NAME and name in aliases and name not in seen:
            seen.add(name)
            waiting += union(aliases[name])
        else:
            found.add(shape)
    return frozenset(found)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """An annotation with other names for the types that it mentions; strings in it stay as they are."""
    if not names:
        return text
    parts = re.split(r"""('[^']*'|"[^"]*")""", text)
    parts[::2] = [_WORD.sub(lambda word: names.get(word[0], word[0]), part) for part in parts[::2]]
    return "".join(parts)


def mentioned(text: str) -> frozenset[str]:
    """The names in an annotation."""
    return frozenset(_WORD.findall(re.sub(r"""'[^']*'|"[^"]*\"""", "", text)))


@lru_cache(maxsize=20_000)
def union(text: str) -> Union:
    """The members of an annotation, nested unions flattened; what cannot be parsed is one name."""
    try:
        return _union(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError):
        return frozenset({Shape(Form.NAME, text.strip())})


def _union(node: ast.expr) -> Union:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union(node.left) | _union(node.right)
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return union(node.value)
        return frozenset({Shape(Form.NAME, repr(node.value))})
    if isinstance(node, ast.Subscript):
        return _subscript(_last(node.value), _arguments(node.slice))
    name = _last(node)
    if name.startswith("_") and hasattr(builtins, name[1:]):
        name = name[1:]  # what a member of the same name hides
    return frozenset() if name in _UNSAID else frozenset({Shape(Form.NAME, name)})


def _subscript(name: str, arguments: list[ast.expr]) -> Union:
    if name in _MARKS and arguments:
        return _union(arguments[0])
    if name == "Union":
        return frozenset(shape for item in arguments for shape in _union(item))
    if name == "Optional":
        return _union(arguments[0]) | {_NULL}
    if name == "Literal":
        return frozenset(Shape(Form.LITERAL, ast.unparse(item)) for item in arguments)
    return frozenset({Shape(Form.GENERIC, name, tuple(_argument(item) for item in arguments))})


def _argument(node: ast.expr) -> Union:
    if isinstance(node, ast.List):
        return frozenset({Shape(Form.GENERIC, "", tuple(_union(item) for item in node.elts))})
    return _union(node)


def _arguments(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.Tuple) else [node]


def _last(node: ast.expr) -> str:
    """The last part of a dotted name: how a module is imported does not change its type."""
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def _covers(wide: Union, narrow: Union) -> bool:
    return all(shape in wide or any(_holds(item, shape) for item in wide) for shape in narrow)


def _holds(wide: Shape, narrow: Shape) -> bool:
    """Whether every value of one member is one of another."""
    if wide in _ALL:
        return True
    if wide.form is Form.NAME and narrow.form is Form.LITERAL:
        return wide.text == _kind(narrow.text)
    if wide.form is Form.NAME and narrow.form is Form.NAME:
        return wide.text in _WIDER.get(narrow.text, ())
    if wide.form is Form.GENERIC and narrow.form is Form.GENERIC:
        heads = wide.text == narrow.text or wide.text in _LISTS.get(narrow.text, ())
        inner, outer = narrow.arguments, wide.arguments
        return heads and len(inner) == len(outer) and all(map(_covers, outer, inner))
    return False


def _kind(literal: str) -> str:
    """The name of a literal's type; empty for a member of an enumeration class."""
    try:
        return type(ast.literal_eval(literal)).__name__
    except ValueError:
        return ""


def spelled(members: Union) -> str:
    """A union in one spelling, whatever order its members were written in."""
    literals = sorted(shape.text for shape in members if shape.form is Form.LITERAL)
    others = sorted(_spelled_one(shape) for shape in members if shape.form is not Form.LITERAL)
    null = ["None"] if _NULL in members else []
    head = [f"Literal[{', '.join(literals)}]"] if literals else []
    return " | ".join([*head, *(item for item in others if item != "None"), *null]) or "Never"


def _spelled_one(shape: Shape) -> str:
    if shape.form is not Form.GENERIC:
        return shape.text
    return f"{shape.text}[{', '.join(spelled(item) for item in shape.arguments)}]"
