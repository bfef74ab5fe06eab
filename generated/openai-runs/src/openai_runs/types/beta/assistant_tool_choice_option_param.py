from typing_extensions import Literal, TypeAlias

from .assistant_tool_choice_param import AssistantToolChoiceParam

__all__ = ["AssistantToolChoiceOptionParam"]


AssistantToolChoiceOptionParam: TypeAlias = (
    Literal["none", "auto", "required"] | AssistantToolChoiceParam
)
"""Whether the model must use a tool.

`none`: it answers without tools. `auto`: it is free to choose, which is the default.
`required`: it uses one tool or more before it answers. An object such as `{"type":
"file_search"}` or `{"type": "function", "function": {"name": "get_weather"}}` names
the tool that it has to use.
"""
