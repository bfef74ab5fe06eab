"""Imports after names have changed: in order again, without those that nothing needs any more (layer 4).

Understands what the emitters print: ``import x``, ``from x import a, b`` and its parenthesised form, one
statement after the other, at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE = r"(?:import [.\w]+|from [.\w]+ import (?:\([^)]*\)|[^\n(]+))\n"
_REGION = re.compile(rf"^(?P<indent> *){_LINE}(?:\n?(?P=indent){_LINE})*", re.MULTILINE)
_STATEMENT = re.compile(
    r"(?:import (?P<plain>[.\w]+)|from (?P<module>[.\w]+) import (?P<names>\([^)]*\)|[^\n(]+))\n"
)
_SKIPPED = re.compile(
    r'(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*)', re.DOTALL
)
_ALL = re.compile(r"^__all__ = \[.*?\]", re.MULTILINE | re.DOTALL)
_BOUND = re.compile(r"""\bbound=(["'][^"'\n]+["'])""")
_WORD = re.compile(r"[A-Za-z_]\w*")
_WIDTH = 100
_THIRD_PARTY = ("httpx2", "pydantic", "pydantic_core", "typing_extensions")


@dataclass(frozen=True, slots=True)
class _Import:
    """``from module import name as alias`` (``-`` for none); ``import module`` where ``name`` is empty."""

    module: str
    name: str = ""
    alias: str = "-"

    @property
    def bound(self) -> str:
        """The name that the statement gives."""
        if self.alias != "-":
            return self.alias
        return self.name or self.module.split(".")[0]


def tidy_imports(text: str) -> str:
    """Sort the imports of a module and drop the names that its code does not use; bounds of type variables count.

    A name that is imported as itself (``x as x``) is for others and stays, as ``__future__`` does.
    """
    code = _SKIPPED.sub('""', _REGION.sub("", text))
    quoted = [*_ALL.findall(text), *_BOUND.findall(text)]
    used = frozenset(_WORD.findall(" ".join([code, *quoted])))
    return _REGION.sub(lambda found: _tidied(found.group(), found["indent"], used), text)


def _tidied(block: str, indent: str, used: frozenset[str]) -> str:
    if "#" in block:
        return block
    kept = dict.fromkeys(item for item in _parsed(block) if _is_needed(item, used))
    lines = _printed(kept, _WIDTH - len(indent))
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


def _is_needed(item: _Import, used: frozenset[str]) -> bool:
    return item.module == "__future__" or item.alias == item.name or item.bound in used


def _parsed(block: str) -> Iterable[_Import]:
    for found in _STATEMENT.finditer(block):
        if found["plain"]:
            yield _Import(found["plain"])
            continue
        for part in found["names"].strip("()\n ").split(","):
            if words := part.split():
                yield _Import(found["module"], words[0], words[2] if len(words) == 3 else "-")


def _printed(items: Iterable[_Import], width: int) -> list[str]:
    grouped: dict[tuple[str, str], list[_Import]] = {}
    for item in items:
        grouped.setdefault((item.module, item.name if item.alias != "-" else ""), []).append(item)
    lines: list[str] = []
    last = -1
    for statement in sorted(grouped.values(), key=_statement_order):
        section = _section(statement[0].module)
        if lines and section != last:
            lines.append("")
        lines += _statement(statement, width)
        last = section
    return lines


def _statement(items: list[_Import], width: int) -> list[str]:
    if not items[0].name:
        return [f"import {items[0].module}"]
    names = [
        item.name if item.alias == "-" else f"{item.name} as {item.alias}"
        for item in sorted(items, key=_member_order)
    ]
    head = f"from {items[0].module} import "
    line = head + ", ".join(names)
    return [line] if len(line) <= width else [f"{head}(", *(f"    {n}," for n in names), ")"]


def _section(module: str) -> int:
    if module.startswith("."):
        return 3
    if module == "__future__":
        return 0
    return 2 if module.split(".")[0] in _THIRD_PARTY else 1


def _statement_order(items: list[_Import]) -> tuple[object, ...]:
    module = items[0].module
    bare = module.lstrip(".")
    first = min(map(_member_order, items))
    return (_section(module), bool(items[0].name), len(bare) - len(module), _natural(bare), first)


def _member_order(item: _Import) -> tuple[object, ...]:
    name = item.name
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, _natural(name), name, item.alias)


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Case does not count, and numbers count by their value."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
