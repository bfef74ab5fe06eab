from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from .assistant_tool_choice_function_param import AssistantToolChoiceFunctionParam

__all__ = ["AssistantToolChoiceParam"]


class AssistantToolChoiceParam(TypedDict, total=False):
    """Names the one tool that the model has to use."""

    type: Required[Literal["function", "code_interpreter", "file_search"]]
    """Kind of tool. With `function`, `function.name` is needed, too."""

    function: AssistantToolChoiceFunctionParam
    """The function to call, for tools of type `function`."""
