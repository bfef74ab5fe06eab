from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["Address"]


class Address(TypedDict, total=False):
    city: Required[str]
