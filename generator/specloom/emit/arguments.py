"""Calls with named arguments and dict displays, laid out one entry to a line (layer 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specloom.emit.layout import STEP, WIDTH, Code, element, one_line
from specloom.emit.text import literal


@dataclass(frozen=True, slots=True)
class Call:
    """``head(value, name=value)``, always broken; an empty name stands for a positional argument."""

    head: str
    arguments: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Display:
    """``{"key": value}``, broken unless ``inline`` is set and it fits."""

    members: tuple[tuple[str, Code], ...]
    inline: bool = False


Value: TypeAlias = Code | Call | Display


def value_lines(value: Value, indent: str, prefix: str = "", suffix: str = "") -> list[str]:
    """Lines of ``prefix value suffix`` that begin at ``indent``."""
    if isinstance(value, Call):
        return _call_lines(value, indent, prefix, suffix)
    if isinstance(value, Display):
        return _display_lines(value, indent, prefix, suffix)
    return element(value, indent, prefix, suffix)


def _call_lines(call: Call, indent: str, prefix: str, suffix: str) -> list[str]:
    if not call.arguments:
        return [f"{indent}{prefix}{call.head}(){suffix}"]
    if not call.head and len(call.arguments) == 1:
        # The comma of a tuple of one is not one that keeps brackets open.
        flat = value_lines(call.arguments[0][1], indent, f"{prefix}(", f",){suffix}")
        if len(flat) == 1 and len(flat[0]) <= WIDTH:
            return flat
    lines = [f"{indent}{prefix}{call.head}("]
    for name, value in call.arguments:
        lines += value_lines(value, indent + STEP, f"{name}=" if name else "", ",")
    return [*lines, f"{indent}){suffix}"]


def _display_lines(display: Display, indent: str, prefix: str, suffix: str) -> list[str]:
    entries = [(f"{literal(key)}: ", value) for key, value in display.members]
    flat = ", ".join(key + one_line(value) for key, value in entries)
    line = f"{indent}{prefix}{{{flat}}}{suffix}"
    if not entries or (display.inline and len(line) <= WIDTH):
        return [line]
    lines = [f"{indent}{prefix}{{"]
    for key, value in entries:
        lines += element(value, indent + STEP, key)
    return [*lines, f"{indent}}}{suffix}"]
