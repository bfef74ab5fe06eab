from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["ThreadGetStateParams"]


class ThreadGetStateParams(TypedDict, total=False):
    subgraphs: bool
    """Give the states of subgraphs as well."""
