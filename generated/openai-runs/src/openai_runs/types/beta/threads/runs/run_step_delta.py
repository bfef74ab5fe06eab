from pydantic import Field
from typing_extensions import Annotated, TypeAlias

from ....._models import BaseModel
from .run_step_delta_message_delta import RunStepDeltaMessageDelta
from .tool_call_delta_object import ToolCallDeltaObject

__all__ = ["StepDetails", "RunStepDelta"]


StepDetails: TypeAlias = Annotated[
    RunStepDeltaMessageDelta | ToolCallDeltaObject, Field(discriminator="type")
]
"""What the step does: write a message, or call tools."""


class RunStepDelta(BaseModel):
    """Only what is new; tool calls are matched up by `index`."""

    step_details: StepDetails | None = None
    """What the step does: write a message, or call tools."""
