from typing_extensions import Literal

from ..._models import BaseModel
from .assistant_tool_choice_function import AssistantToolChoiceFunction

__all__ = ["AssistantToolChoice"]


class AssistantToolChoice(BaseModel):
    """Names the one tool that the model has to use."""

    type: Literal["function", "code_interpreter", "file_search"]
    """Kind of tool. With `function`, `function.name` is needed, too."""

    function: AssistantToolChoiceFunction | None = None
    """The function to call, for tools of type `function`."""
