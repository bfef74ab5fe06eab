from __future__ import annotations

from typing import Iterable

from typing_extensions import Required, TypedDict

__all__ = ["SendParam"]


class SendParam(TypedDict, total=False):
    """A message for one node."""

    input: Required[object | Iterable[object] | float | str | bool | None]
    """What the node is given."""

    node: Required[str]
    """Name of the node."""
