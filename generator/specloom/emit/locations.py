"""Paths of operations as expressions (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from specloom.emit.arguments import Call, Value
from specloom.emit.layout import Code, Group, one_line
from specloom.emit.scope import Scope
from specloom.emit.text import literal
from specloom.ir.operations import Parameter
from specloom.ir.types import LiteralType, ScalarType, TypeExpr, UnionType

_PLACE = re.compile(r"\{([^{}]*)\}")


def path_value(
    template: str, parameters: Sequence[Parameter], scope: Scope, client: str = "self._client"
) -> Value:
    """The path with its places filled: a literal where it has none, else a call of the runtime.

    Places are renamed to the Python names of their parameters; one without a parameter stays text. ``client`` is the
    expression for the client, whose options may fill a place.
    """
    named = {parameter.wire: parameter for parameter in parameters}
    text = _PLACE.sub(lambda found: _place(found.group(), named.get(found.group(1))), template)
    if not named:
        return literal(text)
    function = scope.runtime("_path", "path_template")
    items: list[Code] = [literal(text)]
    items += [f"{item.name}={one_line(_text_of(item, scope, client))}" for item in parameters]
    call = Group(function, tuple(items), True)
    return call if len(items) <= 4 else Call(function, tuple(("", item) for item in items))


def _place(text: str, parameter: Parameter | None) -> str:
    if parameter is None:
        return text.replace("{", "%7B").replace("}", "%7D")
    place = "{" + parameter.name + "}"
    if not _is_scalar(parameter.type):
        return place
    if parameter.style == "label":
        return "." + place
    return f";{quote(parameter.wire, safe='')}={place}" if parameter.style == "matrix" else place


def _text_of(parameter: Parameter, scope: Scope, client: str) -> Code:
    """The value of a place; one that is no scalar has the prefix of its style in its text."""
    if parameter.client_option:
        function = scope.runtime("_path", "client_value")
        return Group(function, (client, literal(parameter.client_option), parameter.name), True)
    if parameter.style != "json" and _is_scalar(parameter.type):
        return parameter.name
    whole = parameter if parameter.style else replace(parameter, style="simple")
    return f"{one_line(styled(whole, scope))}.path({literal(parameter.wire)})"


def styled(parameter: Parameter, scope: Scope) -> Code:
    """What is sent for a parameter: itself, its constant, or either in a style of its own."""
    value = parameter.name if parameter.fixed is None else literal(parameter.fixed)
    if not parameter.style:
        return value
    items = [value, literal(parameter.style)]
    if parameter.explode:
        items.append("explode=True")
    if parameter.reserved:
        items.append("reserved=True")
    return Group(scope.runtime("_styles", "Styled"), tuple(items), True)


def _is_scalar(expr: TypeExpr) -> bool:
    if isinstance(expr, UnionType):
        return all(map(_is_scalar, expr.members))
    return isinstance(expr, ScalarType | LiteralType)
