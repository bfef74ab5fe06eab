"""Where two values of plain data differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MISSING = "<missing>"


def differing(left: Any, right: Any, at: str = "") -> Iterator[str]:
    """A line `place: left != right` for each place at which they differ, deepest places only."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted({*left, *right}):
            yield from differing(left.get(name, MISSING), right.get(name, MISSING), f"{at}/{name}")
    elif isinstance(left, list) and isinstance(right, list):
        for index in range(max(len(left), len(right))):
            pair = (side[index] if index < len(side) else MISSING for side in (left, right))
            yield from differing(*pair, f"{at}/{index}")
    elif type(left) is not type(right) or left != right:
        yield f"{at}: {left!r} != {right!r}"
