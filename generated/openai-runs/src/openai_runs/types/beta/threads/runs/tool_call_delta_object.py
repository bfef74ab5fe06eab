from typing import List

from typing_extensions import Literal

from ....._models import BaseModel
from .tool_call_delta import ToolCallDelta

__all__ = ["ToolCallDeltaObject"]


class ToolCallDeltaObject(BaseModel):
    """The step that calls tools."""

    type: Literal["tool_calls"]
    """Kind of step: `tool_calls`."""

    tool_calls: List[ToolCallDelta] | None = None
    """The calls of this step: code, file searches and functions."""
