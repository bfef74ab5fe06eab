"""What operations leave out or misspell: each is a warning with its place (layer 1).

The readings: an operation without responses returns nothing; a status that is none, a method in capitals and a security
scheme that is not declared are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specloom.load.grammar import HTTP_VERBS, verbs_of
from specloom.load.hints import did_you_mean, quoted
from specloom.load.pointer import JsonDict, child, mapping, sequence
from specloom.load.structure import Structure

_STATUS: Final = re.compile(r"[1-5](\d\d|XX|xx)\Z|default\Z|x-")


def check_calls(structure: Structure) -> None:
    """Warn of what operations lack, and of security schemes that are not there."""
    data = structure.document.data
    schemes = mapping(mapping(data.get("components")).get("securitySchemes"))
    _requirements(structure, data, "#", schemes)
    for pointer, operation in operations(data):
        _responses(structure, operation, pointer)
        _requirements(structure, operation, pointer, schemes)
    for path, item in mapping(data.get("paths")).items():
        for key in mapping(item):
            if key not in HTTP_VERBS and key.lower() in HTTP_VERBS:
                message = f"{quoted(key)} is no method: they are in small letters; it is left out"
                _warn(structure, "unusable-method", message, child("#/paths", path, key))


def operations(data: JsonDict) -> Iterator[tuple[str, JsonDict]]:
    """The operations below ``paths``, each with its pointer."""
    for path, item in mapping(data.get("paths")).items():
        for verb in verbs_of(mapping(item)):
            yield child("#/paths", path, verb), mapping(mapping(item)[verb])


def _responses(structure: Structure, operation: JsonDict, pointer: str) -> None:
    responses = operation.get("responses")
    if not responses and (responses is not None or structure.document.version < (3, 1)):
        message = "nothing is said about the responses of this operation: its method returns None"
        _warn(structure, "no-responses", message, pointer)
    for status in mapping(responses):
        if _STATUS.match(status) is None:
            message = f"{quoted(status)} is no status of a response: it is left out"
            _warn(structure, "bad-status", message, child(pointer, "responses", status))


def _requirements(structure: Structure, owner: JsonDict, pointer: str, schemes: JsonDict) -> None:
    for index, item in enumerate(sequence(owner.get("security"))):
        for name in mapping(item):
            if name not in schemes:
                message = f"there is no security scheme {quoted(name)}: it is left out"
                place = child(pointer, "security", index, name)
                _warn(structure, "security-undeclared", message, place, did_you_mean(name, schemes))


def _warn(structure: Structure, code: str, message: str, pointer: str, hint: str = "") -> None:
    structure.found.warn(code, message, structure.document.source(pointer), hint)
