"""Changes to the text of a configuration that leave all else as it was written (layer 1)."""

from __future__ import annotations

import json
import re
from typing import cast

import yaml

from specloom.diagnostics import Diagnostic, Source, SpecloomError

_PLAIN = re.compile(r"\d+\.\d+\.\d[0-9A-Za-z.]*\Z")


def with_version(text: str, version: str, file: str) -> str:
    """The configuration with another version of the package.

    ``targets.python.version`` is changed where it stands, else ``specloom.version``, which is added where it is
    missing. ``file`` is what a message names. Raises SpecloomError where the text is no mapping.
    """
    root = _mapping(_composed(text, file))
    if root is None:
        place = Source(file)
        raise SpecloomError([Diagnostic("config-type", "this is no mapping", place)])
    shown = version if _PLAIN.match(version) else json.dumps(version)
    for path in (("targets", "python", "version"), ("specloom", "version")):
        if (node := _at(root, path)) is not None:
            start, end = node.start_mark.index, node.end_mark.index
            return text[:start] + shown + text[end:]
    own = _mapping(_at(root, ("specloom",)))
    members = _pairs(own)
    if own is not None and members and not own.flow_style:
        first = members[0][0].start_mark
        indent = " " * first.column
        return f"{text[: first.index]}version: {shown}\n{indent}{text[first.index :]}"
    if own is not None and own.flow_style:
        at = own.start_mark.index + 1
        return f"{text[:at]}version: {shown}{', ' if members else ''}{text[at:]}"
    return f"{text.rstrip()}\n\nspecloom:\n  version: {shown}\n"


def _composed(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        message = f"this is no YAML: {error}"
        raise SpecloomError([Diagnostic("yaml-syntax", message, Source(file))]) from None


def _at(root: yaml.MappingNode, path: tuple[str, ...]) -> yaml.Node | None:
    """The node at a path of keys; None where there is none."""
    node: yaml.Node | None = root
    for key in path:
        node = next((value for name, value in _pairs(node) if name.value == key), None)
    return node


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    """Keys and values of a mapping, nothing for another node."""
    mapping = _mapping(node)
    found = cast("list[tuple[yaml.Node, yaml.Node]]", mapping.value) if mapping is not None else []
    return found


def _mapping(node: yaml.Node | None) -> yaml.MappingNode | None:
    return node if isinstance(node, yaml.MappingNode) else None
