"""Cut members out of the text of a configuration; what stays keeps its comments and its layout (layer 1)."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from specloom.diagnostics import SpecloomError
from specloom.load.document import read_data
from specloom.load.pointer import JsonDict, child
from specloom.load.text import is_json
from specloom.load.yaml_reader import read_yaml


def pruned(data: JsonDict, pointers: Collection[str], pointer: str = "#") -> JsonDict:
    """A configuration's data without the members of mappings that stand at ``pointers``."""
    kept: JsonDict = {}
    for key, value in data.items():
        place = child(pointer, key)
        if place not in pointers:
            kept[key] = (
                pruned(cast(JsonDict, value), pointers, place) if isinstance(value, dict) else value
            )
    return kept


def cut(file: Path, pointers: Collection[str]) -> str:
    """The text of a YAML or JSON file without the members at ``pointers``.

    Its data is that of :func:`pruned`. Comments are kept, but for those of what goes; where that cannot be done
    (members in braces, anchors that something else refers to), the smallest block around it is written anew, and
    at worst the whole file. Raises SpecloomError as reading the file does.
    """
    data = read_data(file, str(file))
    if not isinstance(data, dict):
        return ""
    wanted = pruned(cast(JsonDict, data), pointers)
    text = file.read_text("utf-8-sig")
    if not is_json(file, text):
        lines = _Cutter(text.splitlines(keepends=True), frozenset(pointers)).result(wanted)
        if lines is not None and _reads_as(lines, wanted):
            return lines
    return _dumped(wanted)


def _reads_as(text: str, wanted: JsonDict) -> bool:
    try:
        return read_yaml(text, "") == wanted
    except SpecloomError:
        return False


def _dumped(data: object) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


@dataclass(slots=True)
class _Cutter:
    """Goes over the lines of block mappings; ``lines`` keep their ends."""

    lines: list[str]
    pointers: frozenset[str]

    def result(self, wanted: JsonDict) -> str | None:
        """The remaining lines; None where the text is no block mapping of its own."""
        try:
            root = yaml.compose("".join(self.lines), Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return None
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            return None
        return self._mapping(root, wanted, "#", 0, len(self.lines))

    def _mapping(
        self, node: yaml.MappingNode, wanted: JsonDict, pointer: str, first: int, last: int
    ) -> str:
        """The lines ``first`` to ``last`` of a block mapping, without what goes."""
        pairs = cast("list[tuple[yaml.ScalarNode, yaml.Node]]", node.value)
        starts = [self._with_comment(key.start_mark.line, first) for key, _ in pairs]
        kept = ["".join(self.lines[first : starts[0]])]
        for (key, value), start, end in zip(pairs, starts, [*starts[1:], last], strict=True):
            place = child(pointer, key.value)
            if place in self.pointers:
                if not self.lines[end - 1].strip() and "".join(kept[-1:])[-2:] != "\n\n":
                    kept.append(self.lines[end - 1])
                continue
            inner = wanted.get(key.value)
            if not any(item.startswith(place + "/") for item in self.pointers):
                kept.append("".join(self.lines[start:end]))
            elif isinstance(value, yaml.MappingNode) and not value.flow_style and inner:
                line = key.start_mark.line + 1
                kept.append("".join(self.lines[start:line]))
                kept.append(self._mapping(value, cast(JsonDict, inner), place, line, end))
            else:
                indent = " " * key.start_mark.column
                kept.append(textwrap.indent(_dumped({key.value: inner}), indent))
        return "".join(kept)

    def _with_comment(self, line: int, first: int) -> int:
        """The first line of the comment that stands directly above a line, as far as it is indented alike."""
        own = self.lines[line]
        indent = own[: len(own) - len(own.lstrip())]
        while line > first and self.lines[line - 1].startswith(indent + "#"):
            line -= 1
        return line
