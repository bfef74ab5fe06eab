from typing import List

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from ....._models import BaseModel
from .code_interpreter_logs import CodeInterpreterLogs
from .code_interpreter_output_image import CodeInterpreterOutputImage

__all__ = ["CodeInterpreterOutput", "CodeInterpreter", "CodeInterpreterToolCallDelta"]


CodeInterpreterOutput: TypeAlias = Annotated[
    CodeInterpreterLogs | CodeInterpreterOutputImage, Field(discriminator="type")
]


class CodeInterpreter(BaseModel):
    """The code, and what it has produced."""

    input: str | None = None
    """Source code that was executed."""

    outputs: List[CodeInterpreterOutput] | None = None
    """What came out, in order: printed lines as `logs`, pictures as `image`."""


class CodeInterpreterToolCallDelta(BaseModel):
    """A piece of code that the model has written and executed."""

    index: int
    """Which call of the step this fragment continues, counted from 0."""

    type: Literal["code_interpreter"]
    """Kind of call: `code_interpreter`."""

    id: str | None = None
    """ID of this call."""

    code_interpreter: CodeInterpreter | None = None
    """The code, and what it has produced."""
