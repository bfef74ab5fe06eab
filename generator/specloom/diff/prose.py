"""Text that nothing obeys: neither a terminal, nor Markdown, nor HTML (layer 4)."""

from __future__ import annotations

import re

from specloom.diagnostics import Source


def quoted(text: str) -> str:
    """Text as code in Markdown, whatever it holds."""
    text = plain(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str) -> str:
    """Text in Markdown, with nothing that Markdown or HTML would obey."""
    return re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", plain(text))


def plain(text: str) -> str:
    """One line: what a terminal would obey or break a line on is escaped."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def place(source: Source) -> str:
    """``file:line:column``, or the file and its pointer where no line is known."""
    if source.line:
        return f"{source.file}:{source.line}:{source.column}"
    return f"{source.file} {source.pointer}"
