"""The names that a helper uses for itself (layer 4)."""

from __future__ import annotations

import libcst as cst

from specloom.weave.helper_source import HelperMethod

_NEUTRAL = frozenset({"self", "parent_id", "thing_id", "tool_params", "tool_outputs", "params"})


def own_parameters(method: HelperMethod) -> list[str]:
    """Parameters of the helper that stand for nothing else, request options included but for mirrored ones."""
    params = method.node.params
    every = [*params.params, *params.kwonly_params]
    return [item.name.value for item in every if item.name.value not in _NEUTRAL | _OPTIONS]


_OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout"})


def local_names(method: HelperMethod) -> frozenset[str]:
    """Variables, nested functions, and the parameters of those."""
    found = _Locals()
    method.node.body.visit(found)
    return frozenset(found.names)


class _Locals(cst.CSTVisitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        if isinstance(node.target, cst.Name):
            self.names.add(node.target.value)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.names.add(node.name.value)

    def visit_Param(self, node: cst.Param) -> None:
        self.names.add(node.name.value)
