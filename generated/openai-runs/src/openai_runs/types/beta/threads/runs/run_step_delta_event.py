from typing_extensions import Literal

from ....._models import BaseModel
from .run_step_delta import RunStepDelta

__all__ = ["RunStepDeltaEvent"]


class RunStepDeltaEvent(BaseModel):
    """What has been added to a step since the previous event."""

    id: str
    """ID of the step."""

    delta: RunStepDelta
    """Only what is new; tool calls are matched up by `index`."""

    object: Literal["thread.run.step.delta"]
    """Kind of this object: `thread.run.step.delta`."""
