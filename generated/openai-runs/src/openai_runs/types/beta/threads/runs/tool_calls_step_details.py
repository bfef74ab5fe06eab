from typing import List

from typing_extensions import Literal

from ....._models import BaseModel
from .tool_call import ToolCall

__all__ = ["ToolCallsStepDetails"]


class ToolCallsStepDetails(BaseModel):
    """The step that calls tools."""

    tool_calls: List[ToolCall]
    """The calls of this step: code, file searches and functions."""

    type: Literal["tool_calls"]
    """Kind of step: `tool_calls`."""
