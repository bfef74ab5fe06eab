from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["ThreadGetParams"]


class ThreadGetParams(TypedDict, total=False):
    include: str
    """Names of further properties that are wanted, with commas between them; `ttl` is one."""
