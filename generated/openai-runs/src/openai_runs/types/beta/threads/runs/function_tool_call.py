from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["Function", "FunctionToolCall"]


class Function(BaseModel):
    """The function, what it was called with, and what it gave."""

    arguments: str
    """Arguments of the call, as a JSON text. The model wrote it: check it before you use it."""

    name: str
    """Name of the function."""

    output: str | None = None
    """Result that the caller has handed in; `null` before that."""


class FunctionToolCall(BaseModel):
    """A call of a function that the caller executes."""

    id: str
    """ID of this call."""

    function: Function
    """The function, what it was called with, and what it gave."""

    type: Literal["function"]
    """Kind of call: `function`."""
