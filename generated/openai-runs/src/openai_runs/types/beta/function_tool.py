from typing_extensions import Literal

from ..._models import BaseModel
from ..shared.function_definition import FunctionDefinition

__all__ = ["FunctionTool"]


class FunctionTool(BaseModel):
    """A function of the caller, which the model may ask for."""

    function: FunctionDefinition
    """A function that the model may call: what it is named, what it does, what it takes."""

    type: Literal["function"]
    """Kind of tool: `function`, which the caller executes."""
