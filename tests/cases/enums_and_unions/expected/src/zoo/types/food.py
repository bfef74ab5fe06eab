from typing_extensions import Literal, TypeAlias

__all__ = ["Food"]


Food: TypeAlias = str | Literal["fish", "meat"]
"""Known foods; others may follow."""
