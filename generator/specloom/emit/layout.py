"""Where lines break: expressions as small trees, printed as the formatter of the output's style would (layer 4).

Generation runs no formatter, so everything that can grow long is laid out here: on one line where it
fits, else bracket by bracket. The result does not change under ``black --line-length 100``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 100
STEP = "    "


@dataclass(frozen=True, slots=True)
class Group:
    """``head[item, item]``, or ``head(item, item)`` where ``call`` is set; no head makes a list or tuple."""

    head: str
    items: tuple[Code, ...]
    call: bool = False

    @property
    def opening(self) -> str:
        """The head with its opening bracket."""
        return self.head + ("(" if self.call else "[")

    @property
    def closing(self) -> str:
        """The closing bracket."""
        return ")" if self.call else "]"


@dataclass(frozen=True, slots=True)
class Either:
    """``member | member``: at least two members, none of them an ``Either``."""

    members: tuple[Code, ...]


Code: TypeAlias = str | Group | Either
"""An expression; a string is an atom that has no place to break."""


def either(*members: Code) -> Code:
    """The union of some expressions: nested unions are flattened, one member stays alone."""
    flat: list[Code] = []
    for member in members:
        for part in member.members if isinstance(member, Either) else (member,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def one_line(code: Code) -> str:
    """The expression without any line break."""
    if isinstance(code, str):
        return code
    if isinstance(code, Either):
        return " | ".join(map(one_line, code.members))
    return code.opening + ", ".join(map(one_line, code.items)) + code.closing


def declaration(
    target: str, annotation: Code, default: Code | None = None, indent: str = ""
) -> list[str]:
    """Lines of ``target: annotation = default``: a field, a parameter of a class body, an alias."""
    return _annotated(f"{indent}{target}: ", annotation, default, "", indent)


def parameter(
    name: str, annotation: Code, default: Code | None = None, indent: str = STEP
) -> list[str]:
    """Lines of one parameter of a signature that stands one parameter to a line, comma included."""
    return _annotated(f"{indent}{name}: ", annotation, default, ",", indent)


def returns(annotation: Code, indent: str, end: str = ":") -> list[str]:
    """Lines of ``) -> annotation:``, the end of a signature that stands one parameter to a line."""
    return _last_part(f"{indent}) -> ", annotation, end, indent)


def stub(name: str, parameters: tuple[str, ...], annotation: Code, indent: str) -> list[str]:
    """Lines of a function without a body, ``def name(parameters) -> annotation: ...``."""
    text = f"{indent}def {name}({', '.join(parameters)}) -> {one_line(annotation)}: ..."
    if _fits(text):
        return [text]
    lines = [f"{indent}{STEP}{item}," for item in parameters]
    return [f"{indent}def {name}(", *lines, *returns(annotation, indent, ": ...")]


def assignment(target: str, value: Code, indent: str = "") -> list[str]:
    """Lines of ``target = value``; ``target`` may be an annotated name (``X: TypeAlias``)."""
    start, inner = f"{indent}{target} = ", f"{indent}{STEP}{one_line(value)}"
    if isinstance(value, str) and not _fits(start + value) and (":" in target or _fits(inner)):
        return [f"{start}(", inner, f"{indent})"]
    if isinstance(value, Group) and not _fits(start + value.opening):
        return [f"{start}(", *element(value, indent + STEP, suffix=""), f"{indent})"]
    return _last_part(start, value, "", indent)


def element(code: Code, indent: str, prefix: str = "", suffix: str = ",") -> list[str]:
    """Lines of one element between exploded brackets (``prefix`` may be ``name=``), comma included."""
    text = indent + prefix + one_line(code) + suffix
    if isinstance(code, str) or _fits(text):
        return [text]
    if isinstance(code, Group):
        return _exploded(indent + prefix, code, suffix, indent)
    if prefix:
        return _parenthesised(indent + prefix, code, suffix, indent)
    return _union_lines(code, indent, suffix)


def call(head: str, items: tuple[Code, ...], indent: str) -> list[str]:
    """Lines of the statement ``head(item, item)``."""
    return element(Group(head, items, call=True), indent, suffix="")


def _annotated(
    start: str, annotation: Code, default: Code | None, end: str, indent: str
) -> list[str]:
    """``start annotation = default end`` where ``start`` holds indent and name."""
    tail = "" if default is None else f" = {one_line(default)}"
    text = f"{start}{one_line(annotation)}{tail}{end}"
    if _fits(text):
        return [text]
    head = f"{start}{one_line(annotation)} = "
    if isinstance(default, Group) and _fits(head + default.opening):
        return _exploded(head, default, end, indent)
    if default is not None and _fits(head + "("):
        return [f"{head}(", *element(default, indent + STEP, suffix=""), f"{indent}){end}"]
    lines = _last_part(start, annotation, tail + end, indent)
    if isinstance(default, Group) and not _fits(lines[-1]):
        head = lines[-1].removesuffix(one_line(default) + end)
        return [*lines[:-1], *_exploded(head, default, end, indent)]
    return lines


def _last_part(start: str, code: Code, end: str, indent: str) -> list[str]:
    """``start code end`` with all breaks inside ``code``."""
    text = start + one_line(code) + end
    if _fits(text):
        return [text]
    if isinstance(code, str):
        inner = indent + STEP + code
        return [f"{start}(", inner, f"{indent}){end}"] if end != "," and _fits(inner) else [text]
    if isinstance(code, Group):
        return _exploded(start, code, end, indent)
    return _parenthesised(start, code, end, indent)


def _parenthesised(start: str, code: Either, end: str, indent: str) -> list[str]:
    inner = indent + STEP
    body = [inner + one_line(code)]
    if not _fits(body[0]):
        body = _union_lines(code, inner, "")
    return [f"{start}(", *body, f"{indent}){end}"]


def _union_lines(code: Either, indent: str, suffix: str) -> list[str]:
    lines: list[str] = []
    last = len(code.members) - 1
    for position, member in enumerate(code.members):
        bar = "| " if position else ""
        lines += element(member, indent, bar, suffix if position == last else "")
    return lines


def _exploded(start: str, group: Group, end: str, indent: str) -> list[str]:
    inner = indent + STEP
    body = [inner + ", ".join(map(one_line, group.items))]
    if not (group.head and _fits(body[0])):
        body = _one_per_line(group, inner)
    return [start + group.opening, *body, indent + group.closing + end]


def _one_per_line(group: Group, indent: str) -> list[str]:
    comma = "," if len(group.items) > 1 or group.call or not group.head else ""
    return [line for item in group.items for line in element(item, indent, suffix=comma)]


_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)


def _fits(line: str) -> bool:
    """Whether a line ends within the width; characters of East Asian scripts take two columns."""
    return len(line) + (0 if line.isascii() else len(_WIDE.findall(line))) <= WIDTH
