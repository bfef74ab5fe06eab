from typing import List

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from ....._models import BaseModel

__all__ = [
    "CodeInterpreterOutputLogs",
    "CodeInterpreterOutputImageImage",
    "CodeInterpreterOutputImage",
    "CodeInterpreterOutput",
    "CodeInterpreter",
    "CodeInterpreterToolCall",
]


class CodeInterpreterOutputLogs(BaseModel):
    """Lines that the code has printed."""

    logs: str
    """The printed lines."""

    type: Literal["logs"]
    """Kind of output: `logs`."""


class CodeInterpreterOutputImageImage(BaseModel):
    """The file with the picture."""

    file_id: str
    """ID of the file that holds the picture."""


class CodeInterpreterOutputImage(BaseModel):
    """A picture that the code has drawn."""

    image: CodeInterpreterOutputImageImage
    """The file with the picture."""

    type: Literal["image"]
    """Kind of output: `image`."""


CodeInterpreterOutput: TypeAlias = Annotated[
    CodeInterpreterOutputLogs | CodeInterpreterOutputImage, Field(discriminator="type")
]


class CodeInterpreter(BaseModel):
    """The code, and what it has produced."""

    input: str
    """Source code that was executed."""

    outputs: List[CodeInterpreterOutput]
    """What came out, in order: printed lines as `logs`, pictures as `image`."""


class CodeInterpreterToolCall(BaseModel):
    """A piece of code that the model has written and executed."""

    id: str
    """ID of this call."""

    code_interpreter: CodeInterpreter
    """The code, and what it has produced."""

    type: Literal["code_interpreter"]
    """Kind of call: `code_interpreter`."""
