"""A general helper, rewritten for one API: whole identifiers replaced, path parameters written out (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

_WORD = re.compile(r"[A-Za-z_]\w*")
_CODE = re.compile(r"`[^`\n]+`")
_ARGUMENT = re.compile(r"^( +)(\w+)(?=: )", re.MULTILINE)
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Callee:
    """How one method of the neutral API is called: its path parameters, and the name of its ``stream=``.

    ``switch`` is empty where the method does not stream; ``in_front`` are path parameters that the general
    helper does not write.
    """

    parents: tuple[str, ...]
    switch: str = ""
    in_front: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitution:
    """What stands for what in one helper.

    ``names`` are whole identifiers; each must occur. ``locals`` are renamed where they occur. ``parents`` are the
    path parameters that the helper itself takes, with their printed parameters; ``attributes`` says where the
    object (``variable``) holds those that it does not take, and ``id`` where its identity is. ``params``
    replaces whole parameters, ``annotations`` whole annotations, ``imports`` local imports by the name that they bind.
    """

    names: Mapping[str, str]
    locals: Mapping[str, str]
    parents: Mapping[str, cst.Param]
    callees: Mapping[str, Callee]
    attributes: Mapping[str, str]
    id: str
    params: Mapping[str, cst.Param] = field(default_factory=lambda: dict[str, cst.Param]())
    annotations: Mapping[str, cst.Annotation] = field(
        default_factory=lambda: dict[str, cst.Annotation]()
    )
    imports: Mapping[str, tuple[str, str, str]] = field(
        default_factory=lambda: dict[str, tuple[str, str, str]]()
    )
    parents_in_front: bool = False


class Unmatched(Exception):
    """Identifiers that were to be replaced and do not occur."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


def substitute(node: cst.FunctionDef, table: Substitution) -> cst.FunctionDef:
    """The helper for one API. Raises :class:`Unmatched`."""
    work = _Substituter(node, table)
    changed = node.visit(work)
    assert isinstance(changed, cst.FunctionDef)
    expected = {*table.names, *table.params, *table.annotations}
    expected |= {f"import {name}" for name in table.imports}
    if missing := sorted(expected - work.matched):
        raise Unmatched(missing)
    if table.parents_in_front:
        params = changed.params
        fresh = [_like(item, params.kwonly_params[0]) for item in table.parents.values()]
        changed = changed.with_changes(
            params=params.with_changes(kwonly_params=[*fresh, *params.kwonly_params])
        )
    return changed


def rename_docstring(text: str, names: Mapping[str, str]) -> str:
    """Names between backticks and names of described arguments, replaced."""

    def code(found: re.Match[str]) -> str:
        return _WORD.sub(lambda word: names.get(word.group(), word.group()), found.group())

    text = _CODE.sub(code, text)
    return _ARGUMENT.sub(lambda found: found[1] + names.get(found[2], found[2]), text)


def _like(param: cst.Param, pattern: cst.Param) -> cst.Param:
    return param.with_changes(comma=pattern.comma, star="", default=None)


class _Substituter(cst.CSTTransformer):
    def __init__(self, node: cst.FunctionDef, table: Substitution) -> None:
        self.table = table
        self.names = {**table.locals, **table.names}
        self.variable = table.names.get("thing", "thing")
        self.matched: set[str] = set()
        self.docstring = _docstring(node)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        name = original_node.value
        if name not in self.names:
            return updated_node
        self.matched.add(name)
        return updated_node.with_changes(value=self.names[name])

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if original_node is not self.docstring:
            return updated_node
        return updated_node.with_changes(value=rename_docstring(original_node.value, self.names))

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        value = original_node.value
        if isinstance(value, cst.Name) and value.value == "thing":
            if original_node.attr.value == "id":
                return _attribute(self.variable, self.table.id)
        return updated_node

    def leave_Param(
        self, original_node: cst.Param, updated_node: cst.Param
    ) -> cst.Param | cst.FlattenSentinel[cst.Param] | cst.RemovalSentinel:
        name = original_node.name.value
        if name == "parent_id":
            found = [_like(item, original_node) for item in self.table.parents.values()]
            return cst.FlattenSentinel(found) if found else cst.RemovalSentinel.REMOVE
        if name in self.table.params:
            self.matched.add(name)
            return self.table.params[name].with_changes(
                comma=original_node.comma, star="", default=original_node.default
            )
        return updated_node

    def leave_Annotation(
        self, original_node: cst.Annotation, updated_node: cst.Annotation
    ) -> cst.Annotation:
        text = cst.Module(body=[]).code_for_node(original_node.annotation)
        if text not in self.table.annotations:
            return updated_node
        self.matched.add(text)
        return updated_node.with_changes(annotation=self.table.annotations[text].annotation)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        name = func.attr.value if isinstance(func, cst.Attribute) else ""
        callee = self.table.callees.get(name)
        if callee is None:
            return updated_node
        pattern = updated_node.args[0]
        arguments = [self._parent(parent, pattern) for parent in callee.in_front]
        for before, after in zip(original_node.args, updated_node.args, strict=True):
            keyword = before.keyword.value if before.keyword else ""
            if keyword == "parent_id":
                arguments += [self._parent(parent, before) for parent in callee.parents]
            elif keyword != "stream":
                arguments.append(after)
            elif callee.switch:
                arguments.append(after.with_changes(keyword=cst.Name(callee.switch)))
        return updated_node.with_changes(args=arguments)

    def _parent(self, name: str, pattern: cst.Arg) -> cst.Arg:
        """The argument for a path parameter: the helper's own, else what the object says."""
        value: cst.BaseExpression = cst.Name(name)
        if name not in self.table.parents:
            value = _attribute(self.variable, self.table.attributes[name])
        tight = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        return cst.Arg(value, cst.Name(name), tight, comma=pattern.comma)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement:
        small = original_node.body[0]
        if not isinstance(small, cst.ImportFrom) or isinstance(small.names, cst.ImportStar):
            return updated_node
        name = small.names[0].name
        assert isinstance(name, cst.Name)
        if name.value not in self.table.imports:
            return updated_node
        self.matched.add(f"import {name.value}")
        line = _import_line(*self.table.imports[name.value])
        return cst.parse_statement(line + "\n").with_changes(
            leading_lines=original_node.leading_lines
        )


def _import_line(module: str, name: str, bound: str) -> str:
    item = name if name == bound else f"{name} as {bound}"
    line = f"from {module} import {item}"
    if len(line) + 8 <= _WIDTH:
        return line
    return f"from {module} import (\n    {item},\n)"


def _attribute(variable: str, path: str) -> cst.BaseExpression:
    return cst.parse_expression(f"{variable}.{path}")


def _docstring(node: cst.FunctionDef) -> cst.SimpleString | None:
    first = node.body.body[0] if isinstance(node.body, cst.IndentedBlock) else None
    if isinstance(first, cst.SimpleStatementLine) and isinstance(first.body[0], cst.Expr):
        value = first.body[0].value
        return value if isinstance(value, cst.SimpleString) else None
    return None
