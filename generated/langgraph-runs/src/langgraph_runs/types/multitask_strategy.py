from typing_extensions import Literal, TypeAlias

__all__ = ["MultitaskStrategy"]


MultitaskStrategy: TypeAlias = Literal["reject", "rollback", "interrupt", "enqueue"]
"""What is done with a run on a thread that is busy."""
