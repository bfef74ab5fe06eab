"""How much of the printed code is hand-written: woven methods, found by the comments above them (layer 4)."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MARK = "# Woven from "
"""How the comment above a woven method starts; what follows is the file and line of its source."""


@dataclass(frozen=True, slots=True)
class WovenMethod:
    """A woven method or property: its class, its signature's parts, its size, and where it was written."""

    class_name: str
    name: str
    required: tuple[str, ...]
    has_more: bool
    returns: str
    lines: int
    origin: str


def woven_methods(text: str) -> Iterator[WovenMethod]:
    """The woven methods of a printed module, in order."""
    if MARK not in text:
        return
    lines = text.split("\n")
    for statement in ast.parse(text).body:
        if not isinstance(statement, ast.ClassDef):
            continue
        for member in statement.body:
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                found = _method(statement.name, member, lines)
                if found is not None:
                    yield found


def _method(
    owner: str, node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]
) -> WovenMethod | None:
    first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
    comment = lines[first - 2].strip()
    if not comment.startswith(MARK):
        return None
    required, has_more = _required(node.args)
    return WovenMethod(
        owner,
        node.name,
        required,
        has_more,
        ast.unparse(node.returns) if node.returns else "None",
        (node.end_lineno or first) - first + 2,
        comment.removeprefix(MARK),
    )


def _required(arguments: ast.arguments) -> tuple[tuple[str, ...], bool]:
    """The parameters without a default, ``*`` before those that are keywords; whether there are others."""
    positional = [*arguments.posonlyargs, *arguments.args][1:]
    defaults = len(arguments.defaults)
    needed = [item.arg for item in positional[: len(positional) - defaults]]
    pairs = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    keywords = [item.arg for item, default in pairs if default is None]
    names = [*needed, *(["*", *keywords] if keywords else [])]
    every = len(positional) + len(arguments.kwonlyargs)
    return tuple(names), every > len(needed) + len(keywords)


@dataclass(frozen=True, slots=True)
class Totals:
    """Lines: of helper source, of what it became in resources and modules (async and sync), and how many methods."""

    source_lines: int
    woven_lines: int
    module_lines: int
    methods: int

    @property
    def injected_lines(self) -> int:
        """All lines that came from helpers."""
        return self.woven_lines + self.module_lines


def totals(
    sources: Mapping[str, str], files: Mapping[str, str], modules: Mapping[str, str]
) -> Totals:
    """Count ``sources`` (helper files), woven methods in ``files`` and whole ``modules``, all by path."""
    methods = [item for text in files.values() for item in woven_methods(text)]
    return Totals(
        sum(_lines(text) for text in sources.values()),
        sum(item.lines for item in methods),
        sum(_lines(text) for text in modules.values()),
        len(methods),
    )


def _lines(text: str) -> int:
    return len(text.splitlines())
