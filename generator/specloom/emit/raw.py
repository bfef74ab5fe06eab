"""The variants of a resource that give responses in place of what they hold (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.emit.layout import STEP, Code, Group, element
from specloom.emit.scope import Scope
from specloom.ir.operations import Operation, ResponseKind

_INDENT = STEP * 2


def wrapped_lines(
    operations: Iterable[Operation], scope: Scope, owner: str, suffix: str
) -> list[str]:
    """The attributes that stand for the methods: ``self.create = wrapper(owner.create)``.

    ``suffix`` tells which variant it is, by the name of its class.
    """
    lines: list[str] = []
    for operation in operations:
        wrapper, response = _wrapper(operation, scope, suffix == "WithRawResponse")
        call = Group(wrapper, (f"{owner}.{operation.name}", *response), True)
        lines += element(call, _INDENT, f"self.{operation.name} = ", "")
    return lines


def _wrapper(operation: Operation, scope: Scope, raw: bool) -> tuple[str, list[Code]]:
    """The function that wraps a method, and the class of response that it wants, if any."""
    binary = operation.response.kind is ResponseKind.BINARY
    module = "_aio.response"
    if raw and not scope.raw_responses_are_read:
        if binary:
            function = scope.runtime(module, "async_to_custom_raw_response_wrapper")
            return function, [scope.runtime(module, "AsyncBinaryAPIResponse")]
        module = "_aio.modern"
    if raw:
        return scope.runtime(module, "async_to_raw_response_wrapper"), []
    if binary:
        function = scope.runtime(module, "async_to_custom_streamed_response_wrapper")
        return function, [scope.runtime(module, "AsyncStreamedBinaryAPIResponse")]
    return scope.runtime(module, "async_to_streamed_response_wrapper"), []
