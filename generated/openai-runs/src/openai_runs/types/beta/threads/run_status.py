from typing_extensions import Literal, TypeAlias

__all__ = ["RunStatus"]


RunStatus: TypeAlias = Literal[
    "queued",
    "in_progress",
    "requires_action",
    "cancelling",
    "cancelled",
    "failed",
    "completed",
    "incomplete",
    "expired",
]
"""Where the run stands. It starts as `queued`, is worked on as `in_progress`, waits for the caller
as `requires_action`, and ends as `completed`, `incomplete`, `failed`, `cancelled` or `expired`;
`cancelling` is the way to `cancelled`.
"""
