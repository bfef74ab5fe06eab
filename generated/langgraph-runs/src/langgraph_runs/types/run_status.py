from typing_extensions import Literal, TypeAlias

__all__ = ["RunStatus"]


RunStatus: TypeAlias = Literal["pending", "running", "error", "success", "timeout", "interrupted"]
"""Where a run stands."""
