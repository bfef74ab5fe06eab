"""Imports that woven methods make themselves: loading a resource loads nothing that few of its calls need (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import libcst as cst

from specloom.weave.helper_source import ImportedName, imported_names
from specloom.weave.inject import UsedNames, import_statements


def late_imports(
    module: cst.Module, nodes: Sequence[cst.FunctionDef], wanted: Sequence[ImportedName]
) -> dict[str, ImportedName]:
    """Those of ``wanted`` that bodies alone need, from modules of the package that ``module`` does not load anyway."""
    loaded = {item.module for item in imported_names(module.body) if not item.typing_only}
    heads = UsedNames()
    for node in nodes:
        heads.read(node.with_changes(body=cst.SimpleStatementSuite([cst.Pass()])))
    return {
        item.bound: item
        for item in wanted
        if item.module.startswith(".")
        and not item.typing_only
        and item.module not in loaded
        and item.bound not in heads.at_run_time
    }


def left_at_top(
    nodes: Sequence[cst.FunctionDef],
    wanted: Sequence[ImportedName],
    late: Mapping[str, ImportedName],
) -> list[ImportedName]:
    """What is still imported with the module: of ``late`` only what annotations name, for type checkers."""
    used = UsedNames()
    for node in nodes:
        used.read(node)
    kept = [item for item in wanted if item.bound not in late or item.bound in used.in_types]
    return [replace(item, typing_only=True) if item.bound in late else item for item in kept]


def import_inside(node: cst.FunctionDef, late: Mapping[str, ImportedName]) -> cst.FunctionDef:
    """The method with imports of what its body uses of ``late``, below its docstring."""
    used = UsedNames()
    used.read(node.body)
    items = [item for name, item in late.items() if name in used.at_run_time]
    if not items or not isinstance(node.body, cst.IndentedBlock):
        return node
    body = node.body.body
    start = int(node.get_docstring() is not None)
    rest = body[start:]
    if rest and not _is_import(rest[0]):
        rest = [_spaced(rest[0]), *rest[1:]]
    statements = [*body[:start], *import_statements(items), *rest]
    return node.with_changes(body=node.body.with_changes(body=statements))


def _is_import(statement: cst.BaseStatement) -> bool:
    return isinstance(statement, cst.SimpleStatementLine) and isinstance(
        statement.body[0], cst.Import | cst.ImportFrom
    )


def _spaced(statement: cst.BaseStatement) -> cst.BaseStatement:
    """The statement with a blank line in front."""
    lines: Sequence[cst.EmptyLine] = getattr(statement, "leading_lines", ())
    kept = [line for line in lines if line.comment is not None]
    return statement.with_changes(leading_lines=[cst.EmptyLine(indent=False), *kept])
