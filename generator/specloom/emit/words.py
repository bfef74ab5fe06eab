"""Texts of the spec in documents that are no Python (layer 4)."""

from __future__ import annotations

import re

from specloom.emit.text import prose

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def one_line_text(text: str) -> str:
    """The text on one line, without anything that a terminal or an editor would obey."""
    lines = prose(text, 10_000)
    return re.sub(r"\s+", " ", " ".join(lines)).strip()


def markdown(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would take for more than text."""
    return _SPECIAL.sub(r"\\\1", one_line_text(text))
