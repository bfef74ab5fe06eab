from __future__ import annotations

from typing import Iterable

from typing_extensions import TypeAlias, TypedDict

from .._types import SequenceNotStr
from .send_param import SendParam

__all__ = ["Goto", "CommandParam"]


Goto: TypeAlias = SendParam | Iterable[SendParam] | str | SequenceNotStr[str]
"""The nodes that come next, by name or with a message for each."""


class CommandParam(TypedDict, total=False):
    """How a run goes on."""

    goto: Goto | None
    """The nodes that come next, by name or with a message for each."""

    resume: object | Iterable[object] | float | str | bool | None
    """The answer to what the graph asked."""

    update: object | Iterable[object] | None
    """What is added to the state."""
