"""Helper methods put into printed classes, with the imports they need (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache
from typing import cast

import libcst as cst

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.weave.helper_source import ImportedName, imported_names
from specloom.weave.measure import MARK


@lru_cache(maxsize=64)
def printed_module(text: str) -> cst.Module:
    """A printed file, parsed once however many helpers look at it: nodes do not change."""
    return cst.parse_module(text)


def method_signatures(module: cst.Module, class_name: str) -> dict[str, list[cst.Param]]:
    """Parameters (without ``self``) of each method of a printed class; of overloaded ones, the implementation's."""
    found: dict[str, list[cst.Param]] = {}
    node = find_class(module, class_name)
    for member in node.body.body if node else ():
        if isinstance(member, cst.FunctionDef):
            params = member.params
            every = [*params.posonly_params, *params.params, *params.kwonly_params]
            found[member.name.value] = every[1:]
    return found


def find_class(module: cst.Module, name: str) -> cst.ClassDef | None:
    """The top-level class of that name."""
    for statement in module.body:
        if isinstance(statement, cst.ClassDef) and statement.name.value == name:
            return statement
    return None


def add_methods(
    module: cst.Module,
    class_name: str,
    methods: Sequence[tuple[cst.FunctionDef, Source]],
    origin: str,
    replaced: frozenset[str] = frozenset(),
) -> cst.Module:
    """The module with ``methods`` at the end of the class, each headed by a comment that names ``origin``.

    Members of the class whose names are ``replaced`` go. Raises :class:`SpecloomError` where the class has a
    member of the same name already, or none to be replaced.
    """
    node = find_class(module, class_name)
    assert node is not None
    _check_replaced(class_name, _member_names(node), methods, replaced)
    taken = _member_names(node) - replaced
    clashes = [
        Diagnostic(
            "helper-clash",
            f"{class_name} has a {method.name.value!r} already",
            source,
            hint="rename the helper, or rename the method in the configuration",
        )
        for method, source in methods
        if method.name.value in taken
    ]
    if clashes:
        raise SpecloomError(clashes)
    woven = [_headed(method, f"{MARK}{origin}:{source.line}") for method, source in methods]
    kept = [
        member
        for member in node.body.body
        if not (isinstance(member, cst.FunctionDef) and member.name.value in replaced)
    ]
    body = node.body.with_changes(body=[*kept, *woven])
    return _replaced(module, node, node.with_changes(body=body))


def _check_replaced(
    class_name: str,
    taken: set[str],
    methods: Sequence[tuple[cst.FunctionDef, Source]],
    replaced: frozenset[str],
) -> None:
    lost = [
        Diagnostic(
            "helper-replaces",
            f"{class_name} has no {method.name.value!r} to be replaced",
            source,
            hint="drop @replaces, or name a method that is generated",
        )
        for method, source in methods
        if method.name.value in replaced - taken
    ]
    if lost:
        raise SpecloomError(lost)


class _RelativeImports(cst.CSTTransformer):
    def __init__(self, package: str, target: str) -> None:
        self.package = package
        self.target = target
        self.names: set[str] = set()

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if isinstance(updated_node.names, cst.ImportStar):
            return updated_node
        code = cst.Module([cst.SimpleStatementLine([updated_node])])
        items = imported_names(code.body)
        self.names.update(item.bound for item in items)
        if updated_node.relative or not items:
            return updated_node
        module = relative_to(self.package, self.target, items[0]).module
        written = cst.parse_statement(f"from {module} import x")
        assert isinstance(written, cst.SimpleStatementLine)
        found = written.body[0]
        assert isinstance(found, cst.ImportFrom)
        return updated_node.with_changes(module=found.module, relative=found.relative)


def relative_inside(
    node: cst.FunctionDef, package: str, target: str
) -> tuple[cst.FunctionDef, frozenset[str]]:
    """The method with what it imports from the package written as in the file ``target``, and the names it imports."""
    transformer = _RelativeImports(package, target)
    changed = node.visit(transformer)
    assert isinstance(changed, cst.FunctionDef)
    return changed, frozenset(transformer.names)


def _replaced(module: cst.Module, old: cst.BaseStatement, new: cst.BaseStatement) -> cst.Module:
    """The module with another top-level statement in the place of ``old``; looks at no deeper ones."""
    body = [new if statement is old else statement for statement in module.body]
    return module.with_changes(body=body)


def _member_names(node: cst.ClassDef) -> set[str]:
    names: set[str] = set()
    for member in node.body.body:
        if isinstance(member, cst.FunctionDef):
            names.add(member.name.value)
        elif isinstance(member, cst.SimpleStatementLine):
            for small in member.body:
                if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                    names.add(small.target.value)
    return names


def _headed(method: cst.FunctionDef, comment: str) -> cst.FunctionDef:
    kept = [line for line in method.leading_lines if line.comment is not None]
    lines = [cst.EmptyLine(indent=False), *kept, cst.EmptyLine(comment=cst.Comment(comment))]
    return method.with_changes(leading_lines=lines)


def add_imports(module: cst.Module, wanted: Sequence[ImportedName], where: Source) -> cst.Module:
    """The module with every import of ``wanted`` whose name it does not bind yet.

    Imports that only types need go below ``if TYPE_CHECKING``, which is made where it is missing. Raises
    :class:`SpecloomError` where a name is bound to something else.
    """
    bound = {item.bound: item for item in imported_names(module.body)}
    problems: list[Diagnostic] = []
    missing: dict[str, ImportedName] = {}
    for item in wanted:
        known = bound.get(item.bound)
        if known is None:
            missing.setdefault(item.bound, item)
        elif not same_thing(known, item):
            message = f"{item.bound!r} is {known.module}.{known.name} in the printed file"
            hint = f"import it under another name from {item.module}"
            problems.append(Diagnostic("helper-import-clash", message, where, hint=hint))
        elif known.typing_only and not item.typing_only:
            missing.setdefault(item.bound, item)
    if problems:
        raise SpecloomError(problems)
    runtime = [item for item in missing.values() if not item.typing_only]
    typing_only = [item for item in missing.values() if item.typing_only]
    module = _insert_runtime(module, runtime)
    return _insert_typing(module, typing_only) if typing_only else module


_TYPING_MODULES = frozenset({"typing", "typing_extensions", "collections.abc"})


def same_thing(known: ImportedName, wanted: ImportedName) -> bool:
    """Whether two imports bind one thing: directly, re-exported by a package above, or a name of typing."""
    if known.name != wanted.name:
        return False
    modules = {known.module, wanted.module}
    if known.name == "deprecated" and known.module.endswith("._deprecated"):  # a lighter stand-in
        return wanted.module in _TYPING_MODULES
    shorter, longer = sorted(modules, key=len)[0], sorted(modules, key=len)[-1]
    return longer == shorter or longer.startswith(f"{shorter}.") or modules <= _TYPING_MODULES


def _insert_runtime(module: cst.Module, items: Sequence[ImportedName]) -> cst.Module:
    if not items:
        return module
    last = 0
    for index, statement in enumerate(module.body):
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(
            statement.body[0], cst.Import | cst.ImportFrom
        ):
            last = index + 1
        elif last:
            break
    lines = import_statements(items)
    return module.with_changes(body=[*module.body[:last], *lines, *module.body[last:]])


def _insert_typing(module: cst.Module, items: Sequence[ImportedName]) -> cst.Module:
    for statement in module.body:
        if _is_type_checking(statement):
            assert isinstance(statement, cst.If)
            filled = statement.body.with_changes(
                body=[*statement.body.body, *import_statements(items)]
            )
            return _replaced(module, statement, statement.with_changes(body=filled))
    block = cst.If(
        test=cst.Name("TYPE_CHECKING"),
        body=cst.IndentedBlock(body=import_statements(items)),
        leading_lines=[cst.EmptyLine(indent=False)],
    )
    module = add_imports(
        module, [ImportedName("TYPE_CHECKING", "typing", "TYPE_CHECKING")], Source("")
    )
    position = 1 + max(
        index
        for index, statement in enumerate(module.body)
        if isinstance(statement, cst.SimpleStatementLine)
        and isinstance(statement.body[0], cst.Import | cst.ImportFrom)
    )
    return module.with_changes(body=[*module.body[:position], block, *module.body[position:]])


def _is_type_checking(statement: cst.CSTNode) -> bool:
    return (
        isinstance(statement, cst.If)
        and isinstance(statement.test, cst.Name)
        and statement.test.value == "TYPE_CHECKING"
    )


def import_statements(items: Sequence[ImportedName]) -> list[cst.SimpleStatementLine]:
    """One import statement per module, names in order, one to a line where there are several."""
    by_module: dict[str, list[ImportedName]] = {}
    for item in items:
        by_module.setdefault(item.module if item.name else f"import {item.module}", []).append(item)
    lines: list[str] = []
    for module, members in sorted(by_module.items()):
        if module.startswith("import "):
            alias = (
                f" as {members[0].bound}"
                if members[0].bound != module.split()[1].split(".")[0]
                else ""
            )
            lines.append(module + alias)
            continue
        names = [
            item.name if item.name == item.bound else f"{item.name} as {item.bound}"
            for item in sorted(members, key=lambda member: member.name)
        ]
        joined = f"from {module} import {', '.join(names)}"
        if len(names) > 1 and len(joined) > 80:
            joined = f"from {module} import (\n    " + ",\n    ".join(names) + ",\n)"
        lines.append(joined)
    return [
        statement
        for line in lines
        for statement in cst.parse_module(line + "\n").body
        if isinstance(statement, cst.SimpleStatementLine)
    ]


def relative_to(package: str, target: str, item: ImportedName) -> ImportedName:
    """An absolute import of the package itself as one relative to the file ``target`` (below the package)."""
    if item.module != package and not item.module.startswith(package + "."):
        return item
    folder = target.split("/")[:-1]
    parts = item.module.split(".")[1:]
    common = 0
    while common < min(len(folder), len(parts)) and folder[common] == parts[common]:
        common += 1
    dots = "." * (len(folder) - common + 1)
    return ImportedName(item.bound, dots + ".".join(parts[common:]), item.name, item.typing_only)


def used_imports(
    nodes: Sequence[cst.CSTNode], offered: Mapping[str, ImportedName]
) -> list[ImportedName]:
    """Those of ``offered`` whose name stands in ``nodes``; one that only annotations use is for types only."""
    names = UsedNames()
    for node in nodes:
        names.read(node)
    return [
        replace(item, typing_only=item.typing_only or name not in names.at_run_time)
        for name, item in offered.items()
        if name in names.found
    ]


class UsedNames:
    """Collects names with a stack of its own: libcst's visitors make every node anew, even to look at it."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.at_run_time: set[str] = set()
        self.in_types: set[str] = set()
        """Names in annotations and in strings."""

    def read(self, root: cst.CSTNode) -> None:
        """Collect the names that stand in ``root``; those of attributes and keywords are none."""
        stack = [(root, False)]
        while stack:
            node, typed = stack.pop()
            if isinstance(node, cst.Name):
                self.found.add(node.value)
                (self.in_types if typed else self.at_run_time).add(node.value)
            elif isinstance(node, cst.SimpleString):
                self._string(node)
            elif isinstance(node, cst.Attribute | cst.Arg):
                stack.append((node.value, typed))
            else:
                typed = typed or isinstance(node, cst.Annotation)
                stack.extend((part, typed) for part in _parts(node))

    def _string(self, node: cst.SimpleString) -> None:
        """Names of types stand in strings where a value is cast; types only need them."""
        value = node.evaluated_value
        if isinstance(value, str) and value.isidentifier():
            self.found.add(value)
            self.in_types.add(value)


def _parts(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes directly below a node."""
    for name in _members(type(node)):
        value: object = getattr(node, name)
        if isinstance(value, cst.CSTNode):
            yield value
        elif isinstance(value, tuple | list):
            items = cast("Sequence[object]", value)
            yield from (item for item in items if isinstance(item, cst.CSTNode))


@cache
def _members(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The members of a kind of node that can hold code."""
    blank = ("whitespace", "leading_lines", "lines_after", "header", "footer")
    names = (field.name for field in fields(kind))
    return tuple(name for name in names if not name.startswith(blank))
