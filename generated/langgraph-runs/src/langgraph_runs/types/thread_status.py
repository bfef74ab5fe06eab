from typing_extensions import Literal, TypeAlias

__all__ = ["ThreadStatus"]


ThreadStatus: TypeAlias = Literal["idle", "busy", "interrupted", "error"]
"""What a thread is doing."""
