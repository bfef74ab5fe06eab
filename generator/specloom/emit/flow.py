"""Paragraphs of a description as one line each, so that they can be wrapped to another width (layer 4)."""

from __future__ import annotations

import re

_OWN_LINE = re.compile(r"(?:\s{4,}|\t|\s*(?:[-*+>|#<]|\d{1,3}[.)]\s|```|~~~))")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def flow(text: str) -> str:
    """The text with the single line breaks of its paragraphs taken out, as Markdown reads them.

    List items, headings, tables, quotes and code keep their lines; a line that ends with two spaces or a backslash
    keeps its break.
    """
    lines: list[str] = []
    fenced = joins = False
    for line in text.strip().splitlines():
        fence = bool(_FENCE.match(line))
        own = fenced or fence or not line.strip() or bool(_OWN_LINE.match(line))
        if joins and not own:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
        fenced = fenced != fence
        joins = not (fenced or fence) and bool(line.strip()) and not line.endswith(("  ", "\\"))
        joins = joins and not line.lstrip().startswith(("#", "|", "<"))
    return "\n".join(lines)
