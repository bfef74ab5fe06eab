"""The variants of a resource that give responses in place of what they hold (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, value_lines
from specloom.emit.layout import STEP
from specloom.emit.scope import Scope
from specloom.ir.operations import Operation

_INDENT = STEP * 2


def wrapper_lines(operation: Operation, scope: Scope, owner: str, wrapper: str) -> list[str]:
    """The attribute that stands for one method: ``self.create = wrapper(owner.create)``."""
    function = scope.runtime("_aio.response", wrapper)
    start, argument = f"{_INDENT}self.{operation.name} = {function}(", f"{owner}.{operation.name}"
    line = f"{start}{argument})"
    if len(line) <= 100:
        return [line]
    return value_lines(Call(function, (("", argument),)), _INDENT, f"self.{operation.name} = ")
