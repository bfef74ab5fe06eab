from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["StatefulJoinParams"]


class StatefulJoinParams(TypedDict, total=False):
    cancel_on_disconnect: bool
    """Cancel the run when the connection of this request breaks."""
