"""What the server is told about streams that are handled by callbacks."""

from __future__ import annotations

from ..._settings import TELEMETRY_PREFIX
from ..._types import Headers


def stream_marks(helper: str, event_handler: object, extra: Headers | None) -> Headers:
    """The headers that name the helper and say whether the handler is the caller's own; the caller's win."""
    prefix = TELEMETRY_PREFIX
    return {
        f"{prefix}-Stream-Helper": helper,
        f"{prefix}-Custom-Event-Handler": "false" if event_handler is None else "true",
        **(extra or {}),
    }
