"""Hand-written helper files, read: their classes, their methods, and what each mirrors (layer 4)."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from specloom.diagnostics import Diagnostic, Source, SpecloomError

_HELPER_MODULE = "specloom.helpers"
_ARGUMENTS = frozenset({"drop", "rename", "positional", "first", "also"})
_BLOCKS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class ImportedName:
    """One name that a module binds by an import.

    ``module`` is absolute (``acme.types.job``), ``name`` empty for a plain ``import module``.
    ``typing_only`` marks imports below ``if TYPE_CHECKING``.
    """

    bound: str
    module: str
    name: str = ""
    typing_only: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    """The arguments of a ``@mirror``; see :func:`specloom.helpers.mirror`."""

    operation: str
    drop: tuple[str, ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    positional: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def operations(self) -> tuple[str, ...]:
        """Every operation that is mirrored."""
        return (self.operation, *self.also)


@dataclass(frozen=True, slots=True)
class HelperMethod:
    """A member of a helper class: a method, an overload, a property."""

    name: str
    node: cst.FunctionDef
    source: Source
    mirror: Mirror | None = None
    replaces: bool = False
    """Whether it takes the place of the printed method of its name."""


@dataclass(frozen=True, slots=True)
class HelperClass:
    """A class of a helper file; ``base_module`` and ``base_name`` say which printed class it adds to."""

    name: str
    base_module: str
    base_name: str
    methods: tuple[HelperMethod, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class HelperFile:
    """A helper file: ``path`` as messages name it, ``origin`` as woven code does."""

    path: str
    imports: tuple[ImportedName, ...]
    classes: tuple[HelperClass, ...]
    identifiers: frozenset[str] = field(default=frozenset())
    origin: str = ""
    imports_inside: bool = False
    """Whether a method has imports of its own."""


def parse_helper(path: str, text: str, origin: str = "") -> HelperFile:
    """Read one helper file; raises :class:`SpecloomError` for everything in it that cannot be woven.

    ``origin`` is the path that woven code names, where it is not ``path``.
    """
    try:
        module = cst.parse_module(text)
        tree = _compiled(text)
    except cst.ParserSyntaxError as error:
        place = Source(path, "", error.raw_line, error.raw_column + 1)
        raise SpecloomError([Diagnostic("helper-syntax", error.message, place)]) from None
    except SyntaxError as error:
        place = Source(path, "", error.lineno or 1, error.offset or 1)
        raise SpecloomError([Diagnostic("helper-syntax", error.msg, place)]) from None
    return replace(_Reader(path, module, tree).read(), origin=origin or path)


def _compiled(text: str) -> ast.Module:
    """The tree of a text that compiles: some mistakes, as an argument given twice, are found only by compiling."""
    tree = ast.parse(text)
    with warnings.catch_warnings(action="ignore"):
        compile(tree, "<helper>", "exec", dont_inherit=True)
    return tree


class _Reader:
    def __init__(self, path: str, module: cst.Module, tree: ast.Module) -> None:
        self.path = path
        self.module = module
        self.tree = tree
        self.starts = dict(_starts(module.body, tree.body))
        self.problems: list[Diagnostic] = []

    def read(self) -> HelperFile:
        imports = imported_names(self.module.body)
        bases = {item.bound: item for item in imports}
        classes: list[HelperClass] = []
        for statement in self.module.body:
            if isinstance(statement, cst.ClassDef):
                if found := self._class(statement, bases):
                    classes.append(found)
            elif not isinstance(statement, cst.SimpleStatementLine | cst.If):
                hint = "define it in a module of the package and import it"
                self._problem(
                    "helper-statement", "a helper file holds imports and classes", statement, hint
                )
        if self.problems:
            raise SpecloomError(self.problems)
        names = frozenset(_identifiers(self.tree))
        inside = any(map(_imports_inside, self.tree.body))
        return HelperFile(self.path, tuple(imports), tuple(classes), names, imports_inside=inside)

    def _class(self, node: cst.ClassDef, bases: dict[str, ImportedName]) -> HelperClass | None:
        base = node.bases[0].value if len(node.bases) == 1 else None
        origin = bases.get(base.value) if isinstance(base, cst.Name) else None
        if origin is None or not origin.name:
            hint = f"write `class {node.name.value}(_{node.name.value})` with the printed class imported"
            self._problem(
                "helper-base", "the class has no printed class as its one base", node, hint
            )
            return None
        methods: list[HelperMethod] = []
        for member in node.body.body:
            if isinstance(member, cst.FunctionDef):
                methods.append(self._method(member))
            elif not _is_docstring(member):
                self._problem("helper-member", "only methods can be woven into a class", member)
        return HelperClass(
            node.name.value, origin.module, origin.name, tuple(methods), self._source(node)
        )

    def _method(self, node: cst.FunctionDef) -> HelperMethod:
        mirror: Mirror | None = None
        replaces = False
        kept: list[cst.Decorator] = []
        for decorator in node.decorators:
            call = decorator.decorator
            if (
                isinstance(call, cst.Call)
                and isinstance(call.func, cst.Name)
                and call.func.value == "mirror"
            ):
                mirror = self._mirror(call)
            elif isinstance(call, cst.Name) and call.value == "replaces":
                replaces = True
            else:
                kept.append(decorator)
        cleaned = node.with_changes(decorators=kept)
        return HelperMethod(node.name.value, cleaned, self._source(node), mirror, replaces)

    def _mirror(self, call: cst.Call) -> Mirror | None:
        values: dict[str, Constant] = {}
        for index, argument in enumerate(call.args):
            name = argument.keyword.value if argument.keyword else "operation" if index == 0 else ""
            try:
                values[name] = _constant(argument.value)
            except ValueError:
                self._problem("mirror-argument", "arguments of @mirror must be constants", argument)
                return None
        try:
            return _mirror_of(values)
        except (KeyError, TypeError, ValueError):
            self._problem("mirror-argument", "these arguments do not fit @mirror", call)
            return None

    def _source(self, node: cst.CSTNode) -> Source:
        if node in self.starts:
            return Source(self.path, "", *self.starts[node])
        # What remains is in messages only; to find it takes printing the whole file.
        wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
        start = wrapper.resolve(PositionProvider)[node].start
        return Source(self.path, "", start.line, start.column + 1)

    def _problem(self, code: str, message: str, node: cst.CSTNode, hint: str = "") -> None:
        self.problems.append(Diagnostic(code, message, self._source(node), hint=hint))


def _starts(
    body: Sequence[cst.CSTNode], parsed: Sequence[ast.stmt]
) -> Iterator[tuple[cst.CSTNode, tuple[int, int]]]:
    """Line and column (1-based) of the classes and functions of a body, and of those in its classes."""
    nodes = [node for node in body if isinstance(node, cst.ClassDef | cst.FunctionDef)]
    twins = [node for node in parsed if isinstance(node, _BLOCKS)]
    for node, twin in zip(nodes, twins, strict=True):
        yield node, (twin.lineno, twin.col_offset + 1)
        if isinstance(node, cst.ClassDef):
            yield from _starts(node.body.body, twin.body)


def _imports_inside(statement: ast.stmt) -> bool:
    """Whether a class has an import in it."""
    if not isinstance(statement, ast.ClassDef):
        return False
    return any(isinstance(node, ast.ImportFrom) for node in ast.walk(statement))


def _identifiers(tree: ast.Module) -> Iterator[str]:
    """Every name in a file, whatever it names; those in strings are none."""
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node) if not isinstance(node, ast.Constant) else ():
            for item in cast("list[object]", value) if isinstance(value, list) else (value,):
                if isinstance(item, str):
                    yield from item.split(".")


def imported_names(body: Sequence[cst.CSTNode], *, typing_only: bool = False) -> list[ImportedName]:
    """Names bound by top-level imports, those below ``if TYPE_CHECKING`` included, in order."""
    found: list[ImportedName] = []
    for statement in body:
        if isinstance(statement, cst.If) and isinstance(statement.body, cst.IndentedBlock):
            found.extend(imported_names(statement.body.body, typing_only=True))
        elif isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                found.extend(_bound_by(small, typing_only))
    return [item for item in found if item.module != _HELPER_MODULE]


def _bound_by(statement: cst.BaseSmallStatement, typing_only: bool) -> list[ImportedName]:
    if isinstance(statement, cst.ImportFrom) and not isinstance(statement.names, cst.ImportStar):
        module = "." * len(statement.relative) + _dotted(statement.module)
        return [
            ImportedName(_bound(alias), module, _dotted(alias.name), typing_only)
            for alias in statement.names
        ]
    if isinstance(statement, cst.Import):
        return [
            ImportedName(_bound(alias), _dotted(alias.name), "", typing_only)
            for alias in statement.names
        ]
    return []


def _bound(alias: cst.ImportAlias) -> str:
    if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
        return alias.asname.name.value
    return _dotted(alias.name).split(".")[0]


def _dotted(node: cst.BaseExpression | None) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


Constant: TypeAlias = "str | tuple[Constant, ...]"
"""What arguments of ``@mirror`` may hold; a dict is a tuple of pairs."""


def _constant(node: cst.BaseExpression) -> Constant:
    """The value of a literal string, tuple, list or dict of strings; raises ValueError for the rest."""
    if isinstance(node, cst.SimpleString) and isinstance(node.evaluated_value, str):
        return node.evaluated_value
    if isinstance(node, cst.Tuple | cst.List):
        return tuple(_constant(element.value) for element in node.elements)
    if isinstance(node, cst.Dict):
        pairs: list[Constant] = []
        for element in node.elements:
            if not isinstance(element, cst.DictElement):
                raise ValueError("not a constant")
            pairs.append((_constant(element.key), _constant(element.value)))
        return tuple(pairs)
    raise ValueError("not a constant")


def _mirror_of(values: dict[str, Constant]) -> Mirror:
    operation = values.pop("operation")
    if not isinstance(operation, str) or set(values) - _ARGUMENTS:
        raise TypeError("unknown arguments")
    names = {key: _strings(value) for key, value in values.items() if key != "rename"}
    renamed = values.get("rename", ())
    pairs = tuple(_pair(item) for item in renamed) if isinstance(renamed, tuple) else ()
    return Mirror(
        operation,
        names.get("drop", ()),
        pairs,
        names.get("positional", ()),
        names.get("first", ()),
        names.get("also", ()),
    )


def _strings(value: Constant) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError("not a tuple of strings")
    strings = tuple(item for item in value if isinstance(item, str))
    if len(strings) != len(value):
        raise TypeError("not a tuple of strings")
    return strings


def _pair(value: Constant) -> tuple[str, str]:
    old, new = _strings(value)
    return old, new


def _is_docstring(member: cst.CSTNode) -> bool:
    return isinstance(member, cst.SimpleStatementLine) and all(
        isinstance(small, cst.Expr | cst.Pass) for small in member.body
    )
