"""Paths of operations as expressions (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.emit.arguments import Call, Value
from specloom.emit.layout import Code, Group
from specloom.emit.scope import Scope
from specloom.emit.text import literal
from specloom.ir.operations import Parameter
from specloom.ir.types import ListType

_PLACE = re.compile(r"\{([^{}]*)\}")


def path_value(template: str, parameters: Sequence[Parameter], scope: Scope) -> Value:
    """The path with its places filled: a literal where it has none, else a call of the runtime.

    Places are renamed to the Python names of their parameters; one without a parameter stays text.
    """
    named = {parameter.wire: parameter for parameter in parameters}
    text = _PLACE.sub(lambda found: _place(found.group(), named.get(found.group(1))), template)
    if not named:
        return literal(text)
    function = scope.runtime("_path", "path_template")
    items: list[Code] = [literal(text)]
    items += [f"{item.name}={_text_of(item)}" for item in parameters]
    call = Group(function, tuple(items), True)
    return call if len(items) <= 4 else Call(function, tuple(("", item) for item in items))


def _place(text: str, parameter: Parameter | None) -> str:
    if parameter is None:
        return text.replace("{", "%7B").replace("}", "%7D")
    place = "{" + parameter.name + "}"
    if parameter.style == "label":
        return "." + place
    return f";{parameter.wire}={place}" if parameter.style == "matrix" else place


def _text_of(parameter: Parameter) -> str:
    if isinstance(parameter.type, ListType):
        return f'",".join(str(item) for item in {parameter.name})'
    return parameter.name
