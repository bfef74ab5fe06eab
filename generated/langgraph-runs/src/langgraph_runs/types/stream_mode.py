from typing_extensions import Literal, TypeAlias

__all__ = ["StreamMode"]


StreamMode: TypeAlias = Literal[
    "values",
    "messages",
    "messages-tuple",
    "tasks",
    "checkpoints",
    "updates",
    "events",
    "debug",
    "custom",
    "tools",
    "lifecycle",
]
"""What is told about a run."""
