"""What a docstring says about a function and its parameters, in the three usual styles."""

from __future__ import annotations

import re
from inspect import cleandoc

__all__ = ["described"]

_FIELD = re.compile(r":(?:param|parameter|arg|argument)\s+(?:[^:]*?\s)?\*{0,2}(\w+):\s*(.*)")
_ANY_FIELD = re.compile(r":\w+[^:]*:")
_HEADING = re.compile(r"(?:Args|Arguments|Parameters|Params):\s*\Z")
_OTHER_HEADING = re.compile(
    r"(?:Returns?|Yields?|Raises|Examples?|Notes?|See Also|Warnings?|References|Attributes):?\s*\Z"
)
_ENTRY = re.compile(r"\*{0,2}(\w+)(?:\s*\([^)]*\))?:\s*(.*)")
_UNDERLINE = re.compile(r"-{3,}\s*\Z")
_NUMPY_ENTRY = re.compile(r"\*{0,2}(\w+(?:\s*,\s*\w+)*)(?:\s*:.*)?\Z")


def described(docstring: str | None) -> tuple[str, dict[str, str]]:
    """The text before the first section, and the description of each documented parameter.

    Knows ``Args:`` with indented entries, ``:param name:`` fields and underlined ``Parameters``. Line breaks
    within a description become blanks.
    """
    lines = cleandoc(docstring or "").splitlines()
    end = next((n for n, _ in enumerate(lines) if _starts_section(lines, n)), len(lines))
    parameters: dict[str, list[str]] = {}
    for number in range(end, len(lines)):
        if _UNDERLINE.match(_line(lines, number + 1)) and lines[number].strip() == "Parameters":
            _read_entries(lines, number + 2, _NUMPY_ENTRY, parameters)
        elif _HEADING.match(lines[number]):
            _read_entries(lines, number + 1, _ENTRY, parameters)
        elif found := _FIELD.match(lines[number]):
            parameters[found[1]] = [found[2], *_indented(lines, number + 1, 0)]
    texts = {name: " ".join(filter(None, parts)) for name, parts in parameters.items()}
    return "\n".join(lines[:end]).strip(), {name: text for name, text in texts.items() if text}


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _starts_section(lines: list[str], number: int) -> bool:
    line = lines[number]
    if _HEADING.match(line) or _OTHER_HEADING.match(line) or _ANY_FIELD.match(line):
        following = _line(lines, number + 1)
        return bool(_ANY_FIELD.match(line) or _indent(following) or _UNDERLINE.match(following))
    return bool(line.strip() == "Parameters" and _UNDERLINE.match(_line(lines, number + 1)))


def _indented(lines: list[str], start: int, indent: int) -> list[str]:
    """The lines from ``start`` on that are indented deeper; an empty one ends them."""
    block: list[str] = []
    for line in lines[start:]:
        if not line.strip() or _indent(line) <= indent:
            break
        block.append(line.strip())
    return block


def _read_entries(
    lines: list[str], start: int, entry: re.Pattern[str], parameters: dict[str, list[str]]
) -> None:
    indent = _indent(_line(lines, start))
    for number in range(start, len(lines)):
        line = lines[number]
        if (line.strip() and _indent(line) < indent) or _UNDERLINE.match(_line(lines, number + 1)):
            return
        found = entry.match(line.strip()) if _indent(line) == indent else None
        if found is None:
            continue
        first = found[2] if entry is _ENTRY else ""
        for name in re.split(r"\s*,\s*", found[1]):
            parameters[name] = [first, *_indented(lines, number + 1, indent)]
