from __future__ import annotations

from typing import Dict

from typing_extensions import TypedDict

from .._types import SequenceNotStr

__all__ = ["ConfigParam"]


class ConfigParam(TypedDict, total=False):
    """Settings of a run."""

    configurable: Dict[str, object]
    """Values for what the graph lets callers set."""

    recursion_limit: int
    """How many steps the run may take."""

    tags: SequenceNotStr[str]
    """Words to find the run by in traces."""
