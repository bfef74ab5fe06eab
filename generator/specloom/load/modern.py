"""What OpenAPI 3.2 adds, in the words of 3.1 (layer 1).

Done here, in place, once every reference is known to be right:

- an operation below ``additionalOperations`` becomes a member of its path item, as those of other methods are;
- a media type that is given by a reference holds what the reference leads to.

Left to ``build``: ``itemSchema``, parameters ``in: querystring``, ``defaultMapping``.
"""

from __future__ import annotations

from typing import cast

from specloom.load.grammar import CUSTOM_VERBS, FURTHER_METHOD, GRAMMAR
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, mapping
from specloom.load.structure import Structure


def bring_to_one_form(structure: Structure) -> None:
    """Rewrite what only documents of 3.2 have; a method that cannot be sent is left out with a warning."""
    _media_types(structure)
    for visit in structure.more_operations:
        _operations(structure, cast(JsonDict, visit.parent), visit.pointer)


def _media_types(structure: Structure) -> None:
    document = structure.document
    for reference in structure.references:
        target = reference.holder.get("$ref")
        if reference.kind == "media" and isinstance(target, str):
            pointer = document.target(target)
            reference.holder.clear()
            reference.holder.update(mapping(document.get(pointer)))
            document.origins[reference.pointer] = document.source(pointer)


def _operations(structure: Structure, item: JsonDict, pointer: str) -> None:
    document = structure.document
    holder = pointer.rpartition("/")[0]
    custom: list[str] = []
    for method, operation in mapping(item.pop("additionalOperations", None)).items():
        verb = method.lower()
        if not FURTHER_METHOD.match(method) or verb in GRAMMAR["path"] or verb in item:
            message = f"{quoted(method)} is no further method that could be sent: it is left out"
            hint = "methods here are in capitals, and none that has a place of its own"
            source = document.source(child(pointer, method))
            structure.found.warn("unusable-method", message, source, hint)
            continue
        document.origins[child(holder, verb)] = document.source(child(pointer, method))
        item[verb] = operation
        custom.append(verb)
    if custom:
        item[CUSTOM_VERBS] = tuple(custom)
