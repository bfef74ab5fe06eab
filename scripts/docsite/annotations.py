"""Types as HTML that links each name to where it is described."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import griffe

_DISCRIMINATED = re.compile(r"^Annotated\[(.*), Field\(discriminator=[^)]*\)\]$", re.DOTALL)
_NOT_SHOWN = ("Omit", "NotGiven")


class Links:
    """Where public names are described: canonical path of a name to page and anchor below the package's folder."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets

    def annotation(self, value: str | griffe.Expr | None, depth: int) -> str:
        """An annotation as HTML without its ``code`` element; ``depth`` is how many folders the page lies deep.

        What only says that an argument may be left out is not shown.
        """
        parts = [self._part(item, depth) for item in _flat(value)]
        return _without("".join(parts))

    def _part(self, item: str | griffe.Expr, depth: int) -> str:
        text = html.escape(str(item), quote=False)
        target = None
        if isinstance(item, griffe.ExprName):
            target = self._targets.get(item.canonical_path)
        return f'<a href="{"../" * depth}{target}">{text}</a>' if target else text


def _flat(value: str | griffe.Expr | None) -> list[str | griffe.Expr]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value.iterate(flat=True))


def _without(text: str) -> str:
    for name in _NOT_SHOWN:
        text = text.replace(f" | {name}", "")
    return _DISCRIMINATED.sub(r"\1", text)
