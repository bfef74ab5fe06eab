from ..._models import BaseModel
from .function_parameters import FunctionParameters

__all__ = ["FunctionDefinition"]


class FunctionDefinition(BaseModel):
    """A function that the model may call: what it is named, what it does, what it takes."""

    name: str
    """Name that the model calls the function by: up to 64 letters, digits, underscores and
    dashes.
    """

    description: str | None = None
    """What the function is good for. The model reads it to judge when and how to call."""

    parameters: FunctionParameters | None = None
    """JSON Schema of the arguments, an object schema as a rule. Left out, the function takes no
    arguments.
    """

    strict: bool | None = None
    """Make the model's arguments follow `parameters` exactly. Only part of JSON Schema is
    understood then.
    """
