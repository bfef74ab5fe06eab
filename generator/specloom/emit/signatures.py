"""Signatures of methods: explicit keywords, one parameter to a line, overloads where a call may stream (layer 4)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specloom.emit.documented import documented
from specloom.emit.imports import When
from specloom.emit.layout import STEP, Code, Group, declaration, either, parameter
from specloom.emit.scope import Scope
from specloom.emit.text import literal
from specloom.ir.operations import BodyKind, Operation, Parameter, Place, ResponseKind
from specloom.ir.types import Face, LiteralType, Scalar, ScalarType, TypeExpr, UnionType

_INDENT = STEP * 2


class Variant(enum.Enum):
    """Which of the signatures of a method that may stream."""

    PLAIN = "plain"
    STREAMED = "streamed"
    EITHER = "either"
    IMPLEMENTATION = "implementation"


@dataclass(frozen=True, slots=True)
class _Argument:
    name: str
    annotation: Code
    default: str | None


def variants(operation: Operation) -> tuple[Variant, ...]:
    """The overloads of a method, none where it has one form only."""
    if operation.stream is None or not operation.stream.discriminator:
        return ()
    return (Variant.PLAIN, Variant.STREAMED, Variant.EITHER)


def parameters_of(operation: Operation) -> list[Parameter]:
    """The parameters that callers see; constants are sent without one."""
    return [parameter for parameter in operation.parameters if parameter.fixed is None]


def signature(operation: Operation, scope: Scope, variant: Variant) -> list[str]:
    """Lines from ``def`` to the colon, body excluded."""
    positional, keywords = _arguments(operation, scope, variant)
    keywords += _request_options(operation, scope)
    prefix = "" if operation.response.kind is ResponseKind.PAGE else "async "
    lines = [f"{STEP}{prefix}def {operation.name}(", f"{_INDENT}self,"]
    for argument in positional:
        lines += parameter(argument.name, argument.annotation, argument.default, _INDENT)
    lines.append(f"{_INDENT}*,")
    for argument in keywords:
        lines += parameter(argument.name, argument.annotation, argument.default, _INDENT)
    return [*lines, *returns(return_type(operation, scope, variant))]


def returns(code: Code) -> list[str]:
    """``) -> code:``, broken where it is too long."""
    lines = declaration(") ->", code, indent=STEP)
    first = lines[0].replace(") ->: ", ") -> ", 1)
    return [first, *lines[1:-1], lines[-1] + ":"] if len(lines) > 1 else [first + ":"]


def _arguments(
    operation: Operation, scope: Scope, variant: Variant
) -> tuple[list[_Argument], list[_Argument]]:
    """Positional arguments and keywords, without those of the request itself."""
    positional: list[_Argument] = []
    keywords: list[_Argument] = []
    switch = operation.stream.discriminator if operation.stream else ""
    for item in parameters_of(operation):
        if item.name == switch:
            argument = _switch(item, scope, variant)
        else:
            argument = _argument(item, operation, scope)
        (positional if item.positional else keywords).append(argument)
    if variant in (Variant.STREAMED, Variant.EITHER):
        keywords.sort(key=lambda argument: argument.default is not None)
    return positional, keywords


def _argument(item: Parameter, operation: Operation, scope: Scope) -> _Argument:
    if item.place is Place.WHOLE_BODY and operation.body is BodyKind.BINARY:
        code: Code = scope.runtime("_types", "AsyncBinaryTypes")
    else:
        code = scope.annotation(item.type, Face.REQUEST)
    if item.default is not None:
        return _Argument(item.name, code, literal(item.default))
    if item.client_option:
        return _Argument(item.name, either(code, "None"), "None")
    if item.required:
        return _Argument(item.name, code, None)
    if scope.omit_nulls:
        return _Argument(
            item.name, code if _is_nullable(item.type) else either(code, "None"), "None"
        )
    omit = scope.runtime("_types", "omit")
    return _Argument(item.name, either(code, scope.runtime("_types", "Omit")), omit)


def _switch(item: Parameter, scope: Scope, variant: Variant) -> _Argument:
    """The parameter that switches streaming on, as this signature has it."""
    if variant is Variant.STREAMED:
        return _Argument(item.name, _truth(scope, "True"), None)
    if variant is Variant.EITHER:
        return _Argument(item.name, scope.imports.builtin("bool", scope.hidden), None)
    plain: Code = scope.imports.builtin("bool", scope.hidden)
    if variant is Variant.PLAIN:
        plain = _truth(scope, "False")
    if scope.omit_nulls:
        return _Argument(item.name, either(plain, "None"), "None")
    nullable = either(plain, "None") if _is_nullable(item.type) else plain
    omit = scope.runtime("_types", "omit")
    return _Argument(item.name, either(nullable, scope.runtime("_types", "Omit")), omit)


def _truth(scope: Scope, value: str) -> Code:
    return Group(scope.external("typing_extensions", "Literal"), (value,))


def _is_nullable(expr: TypeExpr) -> bool:
    if isinstance(expr, LiteralType):
        return None in expr.values
    members = expr.members if isinstance(expr, UnionType) else (expr,)
    return ScalarType(Scalar.NULL) in members


def _request_options(operation: Operation, scope: Scope) -> list[_Argument]:
    """What every method takes beside its own parameters."""
    arguments = [
        _Argument(
            scope.argument(f"extra_{kind.lower()}"),
            either(scope.runtime("_types", kind), "None"),
            "None",
        )
        for kind in ("Headers", "Query", "Body")
    ]
    timeout = either(
        scope.imports.builtin("float", scope.hidden),
        scope.runtime("_types", "Timeout"),
        "None",
        scope.runtime("_types", "NotGiven"),
    )
    default = scope.runtime("_types", "not_given")
    if operation.timeout is not None:
        default = literal(operation.timeout)
    arguments.append(_Argument(scope.argument("timeout"), timeout, default))
    if operation.idempotent:
        text = scope.imports.builtin("str", scope.hidden)
        arguments.append(_Argument("idempotency_key", either(text, "None"), "None"))
    return arguments


def return_type(operation: Operation, scope: Scope, variant: Variant) -> Code:
    """What a call gives."""
    response = operation.response
    if response.page is not None:
        item = scope.annotation(response.page.item, Face.RESPONSE)
        page = Group(page_class(response.page.page, scope), (item,))
        return Group(scope.runtime("_aio.pagination", "AsyncPaginator", When.TYPING), (item, page))
    plain = _plain_type(operation, scope)
    if operation.stream is None:
        return plain
    event = scope.annotation(operation.stream.event, Face.RESPONSE)
    stream = Group(scope.local(STREAMING, "AsyncStream", When.TYPING), (event,))
    if variant is Variant.STREAMED or not operation.stream.discriminator:
        return stream
    return plain if variant is Variant.PLAIN else either(plain, stream)


def _plain_type(operation: Operation, scope: Scope) -> Code:
    response = operation.response
    if response.kind is ResponseKind.BINARY:
        return scope.runtime("_binary", "HttpxBinaryResponseContent")
    if response.kind is ResponseKind.NONE:
        return "None"
    if response.type is None:
        name = "str" if response.kind is ResponseKind.TEXT else "object"
        return scope.imports.builtin(name, scope.hidden)
    return scope.annotation(response.type, Face.RESPONSE)


PAGINATION = ("pagination",)
STREAMING = ("_aio", "streaming")
"""The module of the page classes."""


def page_class(name: str, scope: Scope) -> str:
    """The name of an async page class, here: type checkers have it, methods import it."""
    used = scope.local(PAGINATION, f"Async{name}", When.TYPING)
    scope.own({used: used.replace("Async", "Sync", 1)})
    return used


def method_docs(operation: Operation) -> list[str]:
    """Lines of the docstring: what the method does, and its documented parameters."""
    entries = [(item.name, item.docs) for item in parameters_of(operation)]
    return documented(operation.summary, operation.description, entries)
