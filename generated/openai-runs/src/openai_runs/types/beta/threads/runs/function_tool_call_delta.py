from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["Function", "FunctionToolCallDelta"]


class Function(BaseModel):
    """The function, what it was called with, and what it gave."""

    arguments: str | None = None
    """Arguments of the call, as a JSON text. The model wrote it: check it before you use it."""

    name: str | None = None
    """Name of the function."""

    output: str | None = None
    """Result that the caller has handed in; `null` before that."""


class FunctionToolCallDelta(BaseModel):
    """A call of a function that the caller executes."""

    index: int
    """Which call of the step this fragment continues, counted from 0."""

    type: Literal["function"]
    """Kind of call: `function`."""

    id: str | None = None
    """ID of this call."""

    function: Function | None = None
    """The function, what it was called with, and what it gave."""
