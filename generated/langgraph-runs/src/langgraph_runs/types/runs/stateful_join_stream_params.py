from __future__ import annotations

from typing import List

from typing_extensions import Annotated, TypedDict

from ..._body import PropertyInfo
from ..stream_mode import StreamMode

__all__ = ["StatefulJoinStreamParams"]


class StatefulJoinStreamParams(TypedDict, total=False):
    cancel_on_disconnect: bool
    """Cancel the run when the connection of this request breaks."""

    stream_mode: List[StreamMode] | StreamMode
    """Which events are wanted; left out, those that the run was started with."""

    last_event_id: Annotated[str, PropertyInfo(alias="Last-Event-ID")]
    """ID of the last event that was seen; those after it follow. `-1` asks for all. Takes a run
    that keeps its events.
    """
