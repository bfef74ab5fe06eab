from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["Function", "RequiredActionFunctionToolCall"]


class Function(BaseModel):
    """Which function to call, and with what."""

    arguments: str
    """Arguments that the model wants to pass, as a JSON text. Check it before you use it."""

    name: str
    """Name of the function."""


class RequiredActionFunctionToolCall(BaseModel):
    """A function call that the caller is asked to execute."""

    id: str
    """ID of this call. Send it back as `tool_call_id`, together with the result."""

    function: Function
    """Which function to call, and with what."""

    type: Literal["function"]
    """Kind of call: `function`, since only functions are left to the caller."""
