from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["CodeInterpreterTool"]


class CodeInterpreterTool(BaseModel):
    """Lets the model write Python and execute it in a sandbox."""

    type: Literal["code_interpreter"]
    """Kind of tool: `code_interpreter`, which writes and executes Python."""
