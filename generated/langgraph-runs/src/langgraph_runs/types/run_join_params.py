from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["RunJoinParams"]


class RunJoinParams(TypedDict, total=False):
    cancel_on_disconnect: bool
    """Cancel the run when the connection of this request breaks."""
