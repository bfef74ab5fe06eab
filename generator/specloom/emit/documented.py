"""Docstrings from descriptions, and the holes that are left for those that are kept back (layer 4).

A hole is one line: what a docstring is made of, as JSON between two control characters that printed source
never has. ``filled`` puts the docstrings in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from specloom.emit.flow import flow
from specloom.emit.text import docstring, prose
from specloom.held import Held, Unheld

_MARK: Final = "\x02"
_HOLE: Final = re.compile(f"{_MARK}([^{_MARK}\\n]*){_MARK}")
_DEPRECATED: Final = "Deprecated."
_STEP: Final = " " * 4
_METHOD: Final = _STEP * 2
_TEXT_WIDTH: Final = 88


def described(docs: str, deprecated: bool, indent: str) -> list[str]:
    """The docstring of a class, a field or an alias, which says so where it is deprecated."""
    if isinstance(docs, Held):
        return [_hole("described", docs, deprecated, indent)]
    if deprecated and "deprecated" not in docs.lower():
        docs = f"{docs}\n\n{_DEPRECATED}" if docs.strip() else _DEPRECATED
    return docstring(docs, indent)


def documented(summary: str, description: str, parameters: Sequence[tuple[str, str]]) -> list[str]:
    """The docstring of a method. ``parameters`` are names and descriptions."""
    if any(isinstance(text, Held) for text in (description, *(docs for _, docs in parameters))):
        return [_hole("documented", summary, description, parameters)]
    blocks = ["\n".join(prose(flow(text), _TEXT_WIDTH)) for text in _texts(summary, description)]
    if entries := list(_entries(parameters)):
        blocks.append("Args:\n" + "\n\n".join(entries))
    return docstring("\n\n".join(block for block in blocks if block), _METHOD)


def _texts(summary: str, description: str) -> list[str]:
    """Summary and description; one of them where it says what the other does."""
    summary, description = summary.strip(), description.strip()
    if summary.rstrip(".") and description.startswith(summary.rstrip(".")):
        return [description]
    return [text for text in (summary, description) if text]


def _entries(parameters: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, docs in parameters:
        text = f"{name}: {flow(docs)}" if docs.strip() else ""
        lines = prose(text, _TEXT_WIDTH - 8)
        if lines:
            rest = [_METHOD + line if line else "" for line in lines[1:]]
            yield "\n".join([_STEP + lines[0], *rest])


def _hole(*parts: object) -> str:
    return f"{_MARK}{json.dumps(parts)}{_MARK}"


def has_holes(text: str) -> bool:
    """Whether docstrings are still to be put in."""
    return _MARK in text


def filled(text: str, texts: Mapping[str, str]) -> str:
    """The text with its docstrings; ``texts`` maps what descriptions are held as to the descriptions.

    Raises :class:`Unheld` where a docstring would come out empty, for which the printer left no room.
    """
    return _HOLE.sub(lambda found: "\n".join(_lines(json.loads(found[1]), texts)), text)


def _lines(parts: list[object], texts: Mapping[str, str]) -> list[str]:
    match parts:
        case ["described", str(docs), bool(deprecated), str(indent)]:
            lines = described(texts.get(docs, docs), deprecated, indent)
        case ["documented", str(summary), str(description), list()]:
            pairs = cast("list[list[str]]", parts[3])
            entries = [(name, texts.get(docs, docs)) for name, docs in pairs]
            lines = documented(summary, texts.get(description, description), entries)
        case _:
            raise Unheld
    if not lines:
        raise Unheld
    return lines
