"""Lines that were broken because they were too long, joined again where they have become short enough (layer 4).

A bracket that was opened at the end of a line without a trailing comma before its end was broken for want of room
only; the formatter of the output's style would put it on one line as soon as it fits.
"""

from __future__ import annotations

import re

_WIDTH = 100
_OPEN_END = re.compile(r"[(\[{]\Z")
_INVISIBLE = re.compile(r"(?:-> |[:=] |\breturn )\Z")
_LOOK_BACK = 12


def rejoin(text: str) -> str:
    """Join what fits on one line of 100 characters; comments and strings over several lines stay."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        joined = _joined(lines, index)
        if joined is None:
            index += 1
        else:
            count, fewer = joined
            lines[index : index + count] = fewer
            index = max(0, index - _LOOK_BACK)
    return "\n".join(lines)


def _joined(lines: list[str], index: int) -> tuple[int, list[str]] | None:
    """How many lines the bracket that ends this one spans, and the fewer lines they make."""
    first = lines[index]
    if not _OPEN_END.search(first) or first.lstrip().startswith("#"):
        return None
    indent = _indent(first)
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    body = lines[index + 1 : end]
    if end == len(lines) or not body or lines[end].lstrip()[:1] not in (")", "]", "}"):
        return None
    inner = [line.strip() for line in body]
    if any(not line or line.startswith("#") or '"""' in line or "  #" in line for line in inner):
        return None
    if inner[-1].endswith(",") or any(line.endswith(("(", "[", "{")) for line in inner):
        return None
    shorter = _shorter(first, inner, lines[end], " " * (indent + 4))
    return (end - index + 1, shorter) if len(shorter) < end - index + 1 else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _shorter(first: str, inner: list[str], last: str, indent: str) -> list[str]:
    """All on one line, else what is in the bracket on one line, else as it was."""
    head, content, tail = first[:-1], " ".join(inner), last.strip()
    if first.endswith("(") and _INVISIBLE.search(head):
        line = head + content + tail[1:]
    else:
        line = first + content + tail
    if len(line) <= _WIDTH:
        return [line]
    if len(indent) + len(content) <= _WIDTH:
        return [first, indent + content, last]
    return [first, *inner, last]
